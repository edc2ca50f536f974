"""Drafts: kept while somebody types, found again, dropped once sent, and nobody else's."""

from __future__ import annotations

import pytest

from pindesk.accounts.models import Membership
from pindesk.tickets.models import Draft, Ticket
from tests.asking import a_ticket, client_for
from tests.html import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

TYPED = {"topic": "api", "subject": "Half", "body": "a sentence\r\n", "language": "fr", "client_id": "tab-1"}


def client_id_of(html: str) -> str:
    return next(node for node in parse(html).walk() if node.attributes.get("name") == "client_id").attributes["value"]


def test_a_new_ticket_is_kept_and_found_again(alice: Membership) -> None:
    client = client_for(alice)
    response = client.post("/en/drafts/ticket", TYPED)
    assert (response.status_code, response.text) == (200, "today 17:55")
    assert response["Content-Type"].startswith("text/plain")
    page = client.get("/en/tickets/new").text
    assert "This is your draft, kept today 17:55." in page
    assert 'value="Half"' in page
    assert "a sentence</textarea>" in page
    assert '<option value="api" selected>' in page
    assert '<option value="fr" selected>' in page


def test_two_pages_that_begin_with_the_same_draft_send_two_tickets(alice: Membership) -> None:
    client = client_for(alice)
    client.post("/en/drafts/ticket", TYPED)
    names = [client_id_of(client.get("/en/tickets/new").text) for _ in range(2)]
    assert len({*names, "tab-1"}) == 3
    for name in names:
        client.post("/en/tickets/new", {**TYPED, "client_id": name, "subject": f"From {name}"})
    assert Ticket.objects.count() == 2


def test_a_draft_is_its_writers_alone(alice: Membership, bob: Membership) -> None:
    client_for(alice).post("/en/drafts/ticket", TYPED)
    assert "Half" not in client_for(bob).get("/en/tickets/new").text


def test_a_reply_is_kept_with_its_ticket(alice: Membership) -> None:
    one, other = a_ticket(alice), a_ticket(alice)
    client = client_for(alice)
    assert client.post(f"/en/drafts/reply:{one.pk}", {"body": "Not finished"}).status_code == 200
    assert "Not finished" in client.get(f"/en/tickets/{one.pk}/").text
    assert "Not finished" not in client.get(f"/en/tickets/{other.pk}/").text
    client.post(f"/en/tickets/{one.pk}/replies", {"body": "Finished"})
    assert not Draft.objects.exists()


def test_a_number_written_otherwise_is_the_same_draft(alice: Membership) -> None:
    ticket, client = a_ticket(alice), client_for(alice)
    for number in (f"{ticket.pk}", f"0{ticket.pk}", f"000{ticket.pk}"):
        client.post(f"/en/drafts/reply:{number}", {"body": "Not finished"})
    assert Draft.objects.get().form == f"reply:{ticket.pk}"


def test_a_follow_up_has_a_draft_of_its_own(alice: Membership) -> None:
    ticket, client = a_ticket(alice, topic="invoice"), client_for(alice)
    client.post("/en/drafts/ticket", TYPED)
    page = client.get(f"/en/tickets/new?follows={ticket.pk}").text
    assert "Half" not in page
    assert '<option value="invoice" selected>' in page
    client.post(f"/en/drafts/follow-up:{ticket.pk}", {**TYPED, "subject": "Again", "follows": "99"})
    page = client.get(f"/en/tickets/new?follows={ticket.pk}").text
    assert 'value="Again"' in page
    assert f'name="follows" value="{ticket.pk}"' in page
    client.post("/en/tickets/new", {**TYPED, "follows": ticket.pk})
    assert [draft.form for draft in Draft.objects.all()] == ["ticket"]


def test_an_emptied_form_is_no_draft(alice: Membership) -> None:
    client = client_for(alice)
    client.post("/en/drafts/ticket", TYPED)
    client.post("/en/drafts/ticket", {**TYPED, "subject": " ", "body": "\n"})
    assert not Draft.objects.exists()


def test_a_draft_can_be_discarded(alice: Membership) -> None:
    ticket, client = a_ticket(alice), client_for(alice)
    for form, page in (
        ("ticket", "/en/tickets/new"),
        (f"reply:{ticket.pk}", f"/en/tickets/{ticket.pk}/"),
        (f"follow-up:{ticket.pk}", f"/en/tickets/new?follows={ticket.pk}"),
    ):
        client.post(f"/en/drafts/{form}", TYPED)
        response = client.post(f"/en/drafts/{form}/delete", TYPED)
        assert (response.status_code, response["Location"]) == (303, page)
    assert not Draft.objects.exists()


def test_more_than_any_form_takes_is_refused(alice: Membership) -> None:
    response = client_for(alice).post("/en/drafts/ticket", {"body": "x" * 60_001})
    assert response.status_code == 400
    assert not Draft.objects.exists()


def test_a_draft_is_text(alice: Membership) -> None:
    client = client_for(alice)
    client.post("/en/drafts/ticket", {**TYPED, "subject": '"><script>', "body": "</textarea><script>\x00"})
    page = client.get("/en/tickets/new").text
    assert "<script>" not in page
    assert "&lt;/textarea&gt;" in page


def test_a_page_of_somebody_who_signed_out_meanwhile_saves_nothing(alice: Membership, bob: Membership) -> None:
    client = client_for(bob)
    late = client.post("/en/drafts/ticket", TYPED, headers={"X-Pindesk-Person": str(alice.person_id)})
    assert late.status_code == 404 and not Draft.objects.exists()
    own = client.post("/en/drafts/ticket", TYPED, headers={"X-Pindesk-Person": str(bob.person_id)})
    assert own.status_code == 200 and Draft.objects.get().person_id == bob.person_id


def test_a_draft_far_too_long_to_clean_is_refused(alice: Membership) -> None:
    client = client_for(alice)
    assert client.post("/en/drafts/ticket", {**TYPED, "body": "x" + " " * 240_000}).status_code == 400
    assert not Draft.objects.exists()


def link_of(html: str, words: str) -> str:
    return next(node.attributes["href"] for node in parse(html).walk() if node.tag == "a" and node.text == words)


def test_words_of_a_search_begin_a_ticket_beside_the_draft_and_both_stay(alice: Membership) -> None:
    client = client_for(alice)
    client.post("/en/drafts/ticket", TYPED)
    page = client.get("/en/tickets/new?subject=refund+%3F").text
    assert 'value="Half"' in page
    assert "You came here from a search for “refund ?”." in page
    begun = client.get(link_of(page, "Begin a new ticket with these words")).text
    assert 'value="refund ?"' in begun
    assert 'data-draft-src="/en/drafts/ticket-beside"' in begun
    assert 'data-unsent="ticket-beside"' in begun
    client.post("/en/drafts/ticket-beside", {**TYPED, "subject": "Refund", "body": ""})
    assert {draft.form: draft.data["subject"] for draft in Draft.objects.all()} == {
        "ticket": "Half",
        "ticket-beside": "Refund",
    }
    first = client.get("/en/tickets/new").text
    second = client.get(link_of(first, "Refund")).text
    assert 'value="Refund"' in second
    assert 'value="Half"' in client.get(link_of(second, "Half")).text


def test_a_third_search_shows_its_words_and_touches_no_draft(alice: Membership) -> None:
    client = client_for(alice)
    client.post("/en/drafts/ticket", TYPED)
    client.post("/en/drafts/ticket-beside", {**TYPED, "subject": "Refund"})
    page = client.get("/en/tickets/new?subject=dkim").text
    assert "You came here from a search for “dkim”." in page
    assert "Begin a new ticket" not in page
    assert link_of(page, "Refund") == "/en/tickets/new?beside=1"


def test_a_search_for_what_the_draft_says_already_says_nothing_more(alice: Membership) -> None:
    client = client_for(alice)
    client.post("/en/drafts/ticket", TYPED)
    assert "You came here" not in client.get("/en/tickets/new?subject=Half").text


def test_sending_drops_the_draft_that_was_sent(alice: Membership) -> None:
    client = client_for(alice)
    client.post("/en/drafts/ticket", TYPED)
    client.post("/en/drafts/ticket-beside", TYPED)
    begun = client.get("/en/tickets/new?beside=1").text
    assert 'name="beside" value="1"' in begun
    refused = client.post("/en/tickets/new", {**TYPED, "beside": "1", "subject": ""})
    assert refused.status_code == 422
    assert 'name="beside" value="1"' in refused.text
    client.post("/en/tickets/new", {**TYPED, "beside": "1"})
    assert [draft.form for draft in Draft.objects.all()] == ["ticket"]


def test_a_draft_beside_another_can_be_discarded(alice: Membership) -> None:
    client = client_for(alice)
    client.post("/en/drafts/ticket", TYPED)
    client.post("/en/drafts/ticket-beside", TYPED)
    response = client.post("/en/drafts/ticket-beside/delete", TYPED)
    assert response["Location"] == "/en/tickets/new?beside=1"
    assert [draft.form for draft in Draft.objects.all()] == ["ticket"]


def test_choosing_another_language_keeps_the_words_of_the_search(alice: Membership) -> None:
    page = client_for(alice).get("/en/tickets/new?subject=refund").text
    assert 'name="next" value="/en/tickets/new?subject=refund"' in page
