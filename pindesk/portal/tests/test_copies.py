"""Copies on the form of a new ticket and on its page."""

from __future__ import annotations

import pytest

from pindesk.accounts.actions import add_membership, add_person, remove_membership
from pindesk.accounts.models import Membership
from pindesk.tickets import actions
from pindesk.tickets.models import Draft, Participant, Ticket
from tests.asking import a_ticket, assert_constant_queries, client_for
from tests.cast import Cast
from tests.live import assert_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
FORM = {"topic": "sending", "subject": "Ours", "body": "It does not leave.", "language": "en", "client_id": "p"}


def copies(ticket: Ticket) -> set[int]:
    return set(Participant.objects.filter(ticket=ticket, role="copy").values_list("person_id", flat=True))


def test_the_form_offers_colleagues_and_the_ticket_has_them(alice: Membership, bob: Membership) -> None:
    client = client_for(alice)
    page = client.get("/en/tickets/new").text
    assert f'name="copies" value="{bob.person_id}"' in page
    assert f'name="copies" value="{alice.person_id}"' not in page
    assert client.post("/en/tickets/new", {**FORM, "copies": [str(bob.person_id)]}).status_code == 303
    assert copies(Ticket.objects.get()) == {bob.person_id}
    assert "Alice Lenoir added you" in client_for(bob).get(f"/en/tickets/{Ticket.objects.get().pk}/").text


def test_who_has_no_colleague_is_offered_none(mallory: Membership) -> None:
    assert "Copy to colleagues" not in client_for(mallory).get("/en/tickets/new").text


@pytest.mark.parametrize("forged", ["{mallory}", "0", "x", "-1", "9" * 30, "1;2"])
def test_a_forged_colleague_is_refused_with_everything_kept(cast: Cast, forged: str) -> None:
    value = forged.format(mallory=cast.mallory.person_id)
    response = client_for(cast.alice).post("/en/tickets/new", {**FORM, "copies": [str(cast.bob.person_id), value]})
    assert response.status_code == 422
    assert "Choose people who belong to your account." in response.text
    assert f'value="{cast.bob.person_id}" checked' in response.text and "It does not leave." in response.text
    assert not Ticket.objects.exists()


def test_a_draft_keeps_them(alice: Membership, bob: Membership) -> None:
    client = client_for(alice)
    client.post("/en/drafts/ticket", {"subject": "Ours", "copies": [str(bob.person_id)]})
    assert Draft.objects.get().data["copies"] == str(bob.person_id)
    assert f'value="{bob.person_id}" checked' in client.get("/en/tickets/new").text


def test_the_page_adds_and_removes(alice: Membership, bob: Membership) -> None:
    ticket, client = a_ticket(alice), client_for(alice)
    path = f"/en/tickets/{ticket.pk}/copies"
    assert client.post(path, {"copies": [bob.person_id]})["Location"] == f"/en/tickets/{ticket.pk}/#people"
    assert copies(ticket) == {bob.person_id}
    page = client.get(f"/en/tickets/{ticket.pk}/").text
    assert "You added Bob Garnier" in page and f"copies/{bob.person_id}/removal" in page
    client.post(f"{path}/{bob.person_id}/removal")
    assert not copies(ticket) and "You removed Bob Garnier" in client.get(f"/en/tickets/{ticket.pk}/").text


def test_a_refusal_is_said_where_one_chose(cast: Cast) -> None:
    ticket = a_ticket(cast.alice)
    response = client_for(cast.alice).post(f"/en/tickets/{ticket.pk}/copies", {"copies": [cast.mallory.person_id]})
    assert response.status_code == 422
    assert "Choose people who belong to your account." in response.text.partition('id="people"')[2]
    assert 'id="people-more" open' in response.text


def test_a_copy_leaves_and_comes_to_the_list(alice: Membership, bob: Membership) -> None:
    ticket, client = a_ticket(alice, copies=[bob.person_id]), client_for(bob)
    page = client.get(f"/en/tickets/{ticket.pk}/").text
    assert "Stop following" in page and "Add colleagues" not in page
    response = client.post(f"/en/tickets/{ticket.pk}/copies/{bob.person_id}/removal")
    assert response["Location"] == "/en/tickets/"
    assert client.get(f"/en/tickets/{ticket.pk}/").status_code == 404


def test_who_may_not_choose_is_told_so_and_a_stranger_nothing(cast: Cast) -> None:
    ticket = a_ticket(cast.alice, copies=[cast.bob.person_id])
    path = f"/en/tickets/{ticket.pk}/copies"
    assert client_for(cast.bob).post(path, {"copies": [cast.bob.person_id]}).status_code == 403
    assert client_for(cast.mallory).post(path, {"copies": [cast.mallory.person_id]}).status_code == 404
    assert client_for(cast.mallory).post(f"{path}/{cast.bob.person_id}/removal").status_code == 404
    assert client_for().post(path, {"copies": [1]}).status_code == 302
    assert client_for(cast.alice).get(path).status_code == 405
    assert client_for(cast.alice).post(f"{path}/{10**18}/removal").status_code == 303
    assert copies(ticket) == {cast.bob.person_id}


def test_who_left_the_account_is_not_shown_and_reads_nothing(alice: Membership, bob: Membership) -> None:
    ticket, client = a_ticket(alice, copies=[bob.person_id]), client_for(bob)
    remove_membership(bob, by=alice)
    assert client.get(f"/en/tickets/{ticket.pk}/").status_code == 302
    page = client_for(alice).get(f"/en/tickets/{ticket.pk}/parts/people").text
    assert "Bob" not in page


def test_pages_take_as_many_queries_for_many_colleagues_as_for_one(alice: Membership, cast: Cast) -> None:
    ticket, number = a_ticket(alice), iter(range(100))
    actions.solve(ticket, by=cast.ada)
    actions.rate(ticket, by=alice.person, score="good")
    actions.reopen(ticket, by=alice.person)

    def add() -> None:
        n = next(number)
        person = add_person(email=f"n{n}@example.com", name=f"N {n}", language="en")
        add_membership(alice.account, person)
        if n < 10:
            actions.copy_to(ticket, [person.pk], by=alice)

    client = client_for(alice)
    assert_constant_queries(client, f"/en/tickets/{ticket.pk}/", add, rows=12)
    assert_constant_queries(client, f"/en/tickets/{ticket.pk}/parts/people", add, rows=2)
    assert_constant_queries(client, "/en/tickets/new", add, rows=12)
    for person in Participant.objects.filter(role="copy").values_list("person_id", flat=True):
        actions.remove_copy(ticket, person, by=alice)
    assert_constant_queries(client_for(cast.ada), f"/workspace/tickets/{ticket.pk}/", add, rows=2)


@pytest.mark.parametrize("path", ["/en/tickets/", "/en/tickets/{n}/"])
def test_open_pages_of_everybody_keep_up(alice: Membership, bob: Membership, cast: Cast, path: str) -> None:
    ticket = a_ticket(alice)
    path = path.format(n=ticket.pk)
    assert_live(client_for(alice), path, lambda: actions.copy_to(ticket, [bob.person_id], by=alice))
    assert_live(client_for(bob), path, lambda: actions.reply(ticket, by=bob.person, body="Me, too."))
    assert_live(client_for(bob), path, lambda: actions.solve(ticket, by=alice.person))
    assert_live(client_for(bob), path, lambda: actions.reopen(ticket, by=alice.person))
    assert_live(client_for(alice), path, lambda: actions.remove_copy(ticket, bob.person_id, by=bob))


@pytest.mark.parametrize("change", ["copied", "removed", "rated"])
def test_the_open_page_of_the_agent_keeps_up(cast: Cast, change: str) -> None:
    ticket = a_ticket(cast.alice, copies=[cast.bob.person_id] if change == "removed" else [])
    actions.solve(ticket, by=cast.alice.person)
    changes = {
        "copied": lambda: actions.copy_to(ticket, [cast.bob.person_id], by=cast.alice),
        "removed": lambda: actions.remove_copy(ticket, cast.bob.person_id, by=cast.alice),
        "rated": lambda: actions.rate(ticket, by=cast.alice.person, score="bad", text="Too late."),
    }
    client, path = client_for(cast.ada), f"/workspace/tickets/{ticket.pk}/"
    assert assert_live(client, path, changes[change])
    page = client.get(path).text
    assert {"copied": "Copied", "removed": "removed", "rated": "Too late."}[change] in page
