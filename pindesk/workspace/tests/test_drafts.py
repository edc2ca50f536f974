"""What an agent is typing: kept with its ticket and its kind, found again, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from pindesk.accounts.models import Agent, Membership
from pindesk.lib import clock
from pindesk.tickets.models import Draft, Message, Ticket
from pindesk.workspace.tests.test_changes import typed_in
from tests.asking import a_ticket, client_for
from tests.cast import FRIDAY_1755, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def ticket(alice: Membership) -> Ticket:
    return a_ticket(alice)


@pytest.fixture
def client(ada: Agent) -> Client:
    return client_for(ada)


def composer_of(client: Client, ticket: Ticket) -> tuple[str, str]:
    """The kind that is chosen and the words in the composer."""
    return typed_in(client.get(f"/workspace/tickets/{ticket.pk}/"))[:2]


def keep(client: Client, ticket: Ticket, body: str = "Not finished", **form: str) -> None:
    response = client.post(f"/workspace/drafts/reply:{ticket.pk}", {"body": body, **form})
    assert response.status_code == 200


def test_a_reply_is_kept_with_its_ticket_and_found_again(client: Client, alice: Membership, ticket: Ticket) -> None:
    response = client.post(f"/workspace/drafts/reply:{ticket.pk}", {"body": "Not finished\r\n", "kind": "reply"})
    assert (response.status_code, response.text) == (200, "today 17:55")
    assert response["Content-Type"].startswith("text/plain")
    assert composer_of(client, ticket) == ("reply", "Not finished")
    assert composer_of(client, a_ticket(alice)) == ("reply", "")
    assert "Draft saved today 17:55" in client.get(f"/workspace/tickets/{ticket.pk}/").text


def test_the_time_is_by_the_agents_own_clock(client: Client, ada: Agent, ticket: Ticket) -> None:
    ada.person.zone, ada.person.language = "America/New_York", "de"
    ada.person.save()
    response = client.post(f"/workspace/drafts/reply:{ticket.pk}", {"body": "Not finished"})
    assert response.text == "heute 11:55"


@pytest.mark.parametrize("path", ["/workspace/drafts/reply:{n}", "/workspace/drafts/note:{n}"])
def test_the_draft_of_a_note_becomes_the_tab_of_a_note(client: Client, ticket: Ticket, path: str) -> None:
    client.post(path.format(n=ticket.pk), {"body": "They shout", "kind": "note"})
    assert Draft.objects.get().form == f"note:{ticket.pk}"
    assert composer_of(client, ticket) == ("note", "They shout")


def test_without_a_word_of_its_kind_the_address_says_it(client: Client, ticket: Ticket) -> None:
    client.post(f"/workspace/drafts/note:{ticket.pk}", {"body": "They shout"})
    assert composer_of(client, ticket) == ("note", "They shout")


def test_a_draft_changes_its_kind_and_is_still_one(client: Client, ticket: Ticket) -> None:
    for kind in ("reply", "note", "reply"):
        keep(client, ticket, f"As a {kind}", kind=kind)
        assert composer_of(client, ticket) == (kind, f"As a {kind}")
        assert Draft.objects.count() == 1


def test_a_draft_is_its_writers_alone(client: Client, cast: Cast, ticket: Ticket) -> None:
    keep(client, ticket, "Of Ada")
    assert composer_of(client_for(cast.lin), ticket) == ("reply", "")
    keep(client_for(cast.lin), ticket, "Of Lin", kind="note")
    assert composer_of(client, ticket) == ("reply", "Of Ada")
    assert composer_of(client_for(cast.lin), ticket) == ("note", "Of Lin")
    assert "Of Ada" not in client_for(cast.alice).get(f"/en/tickets/{ticket.pk}/").text


@pytest.mark.parametrize("kind", ["reply", "note"])
@pytest.mark.parametrize("sent", ["replies", "notes"])
def test_once_sent_no_draft_is_left(client: Client, cast: Cast, ticket: Ticket, kind: str, sent: str) -> None:
    keep(client, ticket, kind=kind)
    keep(client_for(cast.lin), ticket, "Of Lin", kind=kind)
    client.post(f"/workspace/tickets/{ticket.pk}/{sent}", {"body": "Finished"})
    assert [draft.person for draft in Draft.objects.all()] == [cast.lin.person]


def test_a_refusal_leaves_the_draft_where_it_was(client: Client, ticket: Ticket) -> None:
    keep(client, ticket, kind="note")
    assert client.post(f"/workspace/tickets/{ticket.pk}/notes", {"body": ""}).status_code == 400
    assert composer_of(client, ticket) == ("note", "Not finished")


def test_an_emptied_composer_is_no_draft(client: Client, ticket: Ticket) -> None:
    keep(client, ticket, kind="note")
    response = client.post(f"/workspace/drafts/reply:{ticket.pk}", {"body": " \r\n\x00", "kind": "reply"})
    assert (response.status_code, response.text) == (200, "today 17:55")
    assert not Draft.objects.exists()


def test_the_last_words_of_a_draft_are_kept_and_their_time(client: Client, ticket: Ticket) -> None:
    keep(client, ticket, "First")
    with clock.frozen(FRIDAY_1755 + timedelta(minutes=3)):
        keep(client, ticket, "Second")
    assert composer_of(client, ticket) == ("reply", "Second")
    assert "Draft saved today 17:58" in client.get(f"/workspace/tickets/{ticket.pk}/").text


def test_a_number_written_otherwise_is_the_same_draft(client: Client, ticket: Ticket) -> None:
    for number in (f"{ticket.pk}", f"0{ticket.pk}", f"000{ticket.pk}"):
        client.post(f"/workspace/drafts/reply:{number}", {"body": "Not finished"})
    assert Draft.objects.get().form == f"answer:{ticket.pk}"


def test_a_draft_is_no_event_and_no_message(client: Client, ticket: Ticket, django_assert_max_num_queries) -> None:
    moved = ticket.updated_at
    with clock.frozen(FRIDAY_1755 + timedelta(hours=1)):
        keep(client, ticket)
    ticket.refresh_from_db()
    assert (ticket.updated_at, Message.objects.count()) == (moved, 1)
    with django_assert_max_num_queries(12):
        keep(client, ticket, "A little more")


def test_as_many_words_as_can_be_sent_can_be_kept(client: Client, ticket: Ticket) -> None:
    body = "👩‍💻\u200fשלום " * 2500
    keep(client, ticket, body)
    assert composer_of(client, ticket) == ("reply", body.strip())


def test_more_than_any_form_takes_is_refused_and_the_last_draft_stays(client: Client, ticket: Ticket) -> None:
    keep(client, ticket)
    response = client.post(f"/workspace/drafts/reply:{ticket.pk}", {"body": "x" * 60_001})
    assert response.status_code == 400
    assert "That is longer than we can take." in response.text
    assert composer_of(client, ticket) == ("reply", "Not finished")


def test_a_draft_is_text(client: Client, ticket: Ticket) -> None:
    keep(client, ticket, "</textarea><script>alert(1)</script>\x00")
    assert "<script>alert" not in client.get(f"/workspace/tickets/{ticket.pk}/").text
    assert composer_of(client, ticket) == ("reply", "</textarea><script>alert(1)</script>")


NO_FORMS = (
    *("reply", "reply:", "reply:x", "reply:-1", "reply:²", "reply:{n}:{n}", "Reply:{n}", "ticket", "follow-up:{n}"),
    *("reply:0", "reply:999999999", "reply:" + "9" * 18, "reply:" + "9" * 60, "x" * 200, "reply:{n}%00", ":{n}"),
)


def test_there_are_no_other_drafts(client: Client, ticket: Ticket) -> None:
    for form in NO_FORMS:
        response = client.post(f"/workspace/drafts/{form.format(n=ticket.pk)}", {"body": "Not finished"})
        assert response.status_code == 404, form
    assert not Draft.objects.exists()


@pytest.mark.parametrize("kind", ["", "flagged", "Note", "\x00", "ticket"])
def test_there_is_no_other_kind_and_the_last_draft_stays(client: Client, ticket: Ticket, kind: str) -> None:
    keep(client, ticket)
    response = client.post(f"/workspace/drafts/reply:{ticket.pk}", {"body": "Another", "kind": kind})
    assert response.status_code == 404
    assert composer_of(client, ticket) == ("reply", "Not finished")


def test_drafts_only_answer_to_sending(client: Client, ticket: Ticket) -> None:
    for method in (client.get, client.head, client.put, client.delete):
        assert method(f"/workspace/drafts/reply:{ticket.pk}").status_code == 405


def test_signed_out_and_with_a_customers_session_nothing_is_kept(alice: Membership, ticket: Ticket) -> None:
    path = f"/workspace/drafts/reply:{ticket.pk}"
    page = f"http://testserver/workspace/tickets/{ticket.pk}/"
    response = client_for().post(path, {"body": "Let me in"}, headers={"Referer": page})
    assert response["Location"] == f"/workspace/sign-in?next=/workspace/tickets/{ticket.pk}/"
    assert client_for().post(path, {"body": "Let me in"}, headers={"X-Pindesk": "draft"}).status_code == 401
    customer = client_for(alice)
    customer.cookies["pindesk_agent"] = customer.cookies["pindesk_customer"].value
    assert customer.post(path, {"body": "Let me in"})["Location"].startswith("/workspace/sign-in")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("sender", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_a_foreign_page_keeps_nothing(client: Client, ticket: Ticket, sender: dict[str, str]) -> None:
    if "Origin" in sender:
        client.defaults.pop("HTTP_SEC_FETCH_SITE")
    response = client.post(f"/workspace/drafts/reply:{ticket.pk}", {"body": "Not finished"}, headers=sender)
    assert response.status_code == 403
    assert not Draft.objects.exists()
