"""Who gets into which page: every address of the portal, for everybody who should stay outside."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from pindesk.tickets import actions
from pindesk.tickets.models import Draft, Message, Ticket
from tests.asking import a_ticket, client_for
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

PAGES = ("/en/tickets/", "/en/tickets/new", "/en/tickets/{n}/")
PARTS = (
    "/en/parts/tickets",
    "/en/tickets/parts/list",
    "/en/tickets/new/parts/promise?topic=sending",
    "/en/tickets/new/parts/topic?topic=invoice",
    *(f"/en/tickets/{{n}}/parts/{part}" for part in ("state", "turn", "conversation", "answer")),
)
CHANGES = (
    "/en/tickets/{n}/replies",
    "/en/tickets/{n}/solution",
    "/en/tickets/{n}/solution/delete",
    "/en/drafts/reply:{n}",
    "/en/drafts/reply:{n}/delete",
    "/en/drafts/follow-up:{n}",
    "/en/drafts/follow-up:{n}/delete",
)
OWN_CHANGES = ("/en/drafts/ticket", "/en/drafts/ticket/delete")
OF_A_TICKET = [path for path in (*PAGES, *PARTS) if "{n}" in path] + ["/en/tickets/new?follows={n}"]
TEXT = {"body": "Let me in", "subject": "Mine", "topic": "sending", "language": "en"}


@pytest.fixture
def ticket(cast: Cast) -> Ticket:
    return a_ticket(cast.alice)


def words_of(html: str) -> str:
    """What a page says, without the number of the request that is in the log."""
    text = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<head>.*?</head>", "", html))
    return re.sub(r"\b[0-9a-f]{8,}\b|\b\d{4,}\b", "-", " ".join(text.split()))


@pytest.mark.parametrize("path", [*PAGES, *PARTS, "/en/"])
def test_who_owns_the_ticket_gets_in(ticket: Ticket, cast: Cast, path: str) -> None:
    client = client_for(cast.alice)
    assert client.get(path.format(n=ticket.pk)).status_code == 200
    assert client.head(path.format(n=ticket.pk)).status_code == 200


@pytest.mark.parametrize("who", ["bob", "mallory"])
@pytest.mark.parametrize("path", OF_A_TICKET)
def test_a_colleague_and_a_stranger_read_what_nobody_finds(ticket: Ticket, cast: Cast, path: str, who: str) -> None:
    client = client_for(getattr(cast, who))
    theirs, nothing = client.get(path.format(n=ticket.pk)), client.get(path.format(n=ticket.pk + 1))
    assert theirs.status_code == nothing.status_code == 404
    assert words_of(theirs.text) == words_of(nothing.text)
    assert ticket.subject not in theirs.text


@pytest.mark.parametrize("who", ["bob", "mallory"])
@pytest.mark.parametrize("path", CHANGES)
def test_a_colleague_and_a_stranger_change_nothing(ticket: Ticket, cast: Cast, path: str, who: str) -> None:
    client = client_for(getattr(cast, who))
    theirs = client.post(path.format(n=ticket.pk), TEXT)
    assert theirs.status_code == client.post(path.format(n=ticket.pk + 1), TEXT).status_code == 404
    ticket.refresh_from_db()
    assert ticket.status == "received"
    assert (Message.objects.count(), Draft.objects.count()) == (1, 0)


@pytest.mark.parametrize("who", ["bob", "mallory"])
def test_nobody_follows_up_on_a_ticket_that_is_not_theirs(ticket: Ticket, cast: Cast, who: str) -> None:
    response = client_for(getattr(cast, who)).post("/en/tickets/new", {**TEXT, "follows": ticket.pk})
    assert response.status_code == 404
    assert Ticket.objects.count() == 1


def test_a_colleague_who_is_copied_reads_it(ticket: Ticket, cast: Cast) -> None:
    ticket.participants.create(person=cast.bob.person, role="copy", reply_key="k")
    assert client_for(cast.bob).get(f"/en/tickets/{ticket.pk}/").status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_signed_out_leads_to_sign_in_and_back(ticket: Ticket, path: str) -> None:
    path = path.format(n=ticket.pk)
    assert client_for().get(path)["Location"] == f"/en/sign-in?next={path}"


@pytest.mark.parametrize("path", PARTS)
def test_a_part_is_not_answered_with_the_sign_in(ticket: Ticket, path: str) -> None:
    response = client_for().get(path.format(n=ticket.pk), headers={"X-Pindesk": "live"})
    assert (response.status_code, response.content) == (401, b"")


@pytest.mark.parametrize("path", [*CHANGES, *OWN_CHANGES, "/en/tickets/new"])
def test_what_is_sent_after_the_session_ended_leads_back_to_its_page(ticket: Ticket, path: str) -> None:
    page = f"http://testserver/en/tickets/{ticket.pk}/"
    response = client_for().post(path.format(n=ticket.pk), TEXT, headers={"Referer": page})
    assert response["Location"] == f"/en/sign-in?next=/en/tickets/{ticket.pk}/"
    assert Message.objects.count() == 1


@pytest.mark.parametrize("path", [*PARTS, "/en/", "/en/parts/board", "/en/tickets/", "/en/tickets/{n}/"])
def test_pages_only_answer_to_reading(ticket: Ticket, cast: Cast, path: str) -> None:
    client = client_for(cast.alice)
    for method in (client.post, client.put, client.delete):
        assert method(path.format(n=ticket.pk)).status_code == 405


@pytest.mark.parametrize("path", [*CHANGES, *OWN_CHANGES])
def test_changes_only_answer_to_sending(ticket: Ticket, cast: Cast, path: str) -> None:
    client = client_for(cast.alice)
    for method in (client.get, client.head, client.put):
        assert method(path.format(n=ticket.pk)).status_code == 405


@pytest.mark.parametrize("path", [*CHANGES, *OWN_CHANGES, "/en/tickets/new"])
@pytest.mark.parametrize("sender", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_a_foreign_page_sends_nothing(ticket: Ticket, cast: Cast, path: str, sender: dict[str, str]) -> None:
    client = client_for(cast.alice)
    if "Origin" in sender:
        client.defaults.pop("HTTP_SEC_FETCH_SITE")
    response = client.post(path.format(n=ticket.pk), TEXT, headers=sender)
    assert response.status_code == 403
    ticket.refresh_from_db()
    assert (ticket.status, Message.objects.count(), Draft.objects.count()) == ("received", 1, 0)


BAD = ("0", "-1", "1e3", "1001x", "9" * 18, "9" * 40, "١٠٠١", "1001%00", "%2e%2e", "1001%0d%0aX:y")


@pytest.mark.parametrize("number", BAD)
@pytest.mark.parametrize("path", ["/en/tickets/{}/", "/en/tickets/{}/parts/state"])
def test_what_is_no_number_is_not_found(ticket: Ticket, cast: Cast, path: str, number: str) -> None:
    assert client_for(cast.alice).get(path.format(number)).status_code == 404


@pytest.mark.parametrize("form", ["reply", "reply:", "reply:x", "note:{n}", "other", "reply:" + "9" * 60, "x" * 200])
def test_there_are_no_other_drafts(ticket: Ticket, cast: Cast, form: str) -> None:
    client = client_for(cast.alice)
    assert client.post(f"/en/drafts/{form.format(n=ticket.pk)}", TEXT).status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.parametrize("part", ["nothing", "composer", "_state", "closed", "promise"])
def test_there_are_no_other_parts(ticket: Ticket, cast: Cast, part: str) -> None:
    client = client_for(cast.alice)
    assert client.get(f"/en/tickets/{ticket.pk}/parts/{part}").status_code == 404
    if part != "promise":
        assert client.get(f"/en/tickets/new/parts/{part}").status_code == 404


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/en/tickets", "/en/tickets/"),
        ("/en/tickets?show=open", "/en/tickets/?show=open"),
        ("/de/tickets/new/?topic=api", "/de/tickets/new?topic=api"),
        ("/en/tickets/1001", "/en/tickets/1001/"),
    ],
)
def test_a_slash_too_many_or_too_few_leads_to_the_page(cast: Cast, path: str, target: str) -> None:
    client = client_for(cast.alice)
    assert client.get(path)["Location"] == target
    assert client.post(path).status_code == 405


def test_no_page_changes_anything(ticket: Ticket, cast: Cast) -> None:
    client = client_for(cast.alice)
    with connection.execute_wrapper(_only_reading):
        for path in (*PAGES, *PARTS, "/en/"):
            client.get(path.format(n=ticket.pk))


def _only_reading(execute, sql, params, many, context):
    assert sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE", "PRAGMA", "BEGIN")), sql
    return execute(sql, params, many, context)


NOTE = "SECRET-7731: the customer shouts"


@pytest.mark.parametrize("path", [*PAGES, *PARTS, "/en/"])
def test_an_internal_note_is_on_no_page(ticket: Ticket, cast: Cast, path: str) -> None:
    actions.add_note(ticket, by=cast.ada, body=NOTE)
    actions.assign(ticket, to=cast.lin, by=cast.ada)
    actions.change_priority(ticket, to="urgent", by=cast.ada)
    page = client_for(cast.alice).get(path.format(n=ticket.pk)).text
    assert "SECRET-7731" not in page
    assert "Lin Chen" not in page
    assert "urgent" not in page.lower() or path == "/en/"  # the board says what the phone is best for
