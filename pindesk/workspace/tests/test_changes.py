"""What an agent does with a ticket: replies, notes and its properties, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from pindesk.accounts.actions import add_membership
from pindesk.accounts.models import Agent, Membership, Team
from pindesk.availability.models import Topic
from pindesk.events import consumers
from pindesk.events.models import Event
from pindesk.notifications.consumers import TICKET_MAILS
from pindesk.outbox.models import Delivery
from pindesk.tickets import actions
from pindesk.tickets.models import Draft, Message, Ticket
from pindesk.workspace.tests.test_ticket import BAD, close, found
from tests.asking import a_ticket, client_for
from tests.cast import FRIDAY_1755, Cast
from tests.html import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

WRITTEN = ("replies", "notes")
SET = ("status", "assignment", "team", "topic", "priority")
CLOSED = "This ticket is closed and takes no more replies. Open a follow-up ticket instead."
ONE_OF_THE_LIST = "Choose one of the values in the list."


@pytest.fixture
def ticket(alice: Membership) -> Ticket:
    return a_ticket(alice)


@pytest.fixture
def valid(cast: Cast) -> dict[str, dict[str, Any]]:
    """A form that is taken, for each address."""
    return {
        "replies": {"body": "Please try again now.", "client_id": "page-1"},
        "notes": {"body": "The queue of Tuesday, again.", "client_id": "page-2"},
        "status": {"status": "on_hold"},
        "assignment": {"agent": cast.lin.pk},
        "team": {"team": Team.objects.get(code="billing").pk},
        "topic": {"topic": "api"},
        "priority": {"priority": "high"},
    }


def send(by: Agent, ticket: Ticket, name: str, query: str = "", /, **form: Any) -> HttpResponse:
    return client_for(by).post(f"/workspace/tickets/{ticket.pk}/{name}{query}", form)


def state_of(ticket: Ticket) -> tuple[Any, ...]:
    """All that a change could leave behind."""
    row = Ticket.objects.values().get(pk=ticket.pk)
    events = Event.objects.filter(subject=ticket.key)
    return row, Message.objects.count(), events.count(), Draft.objects.count()


def typed_in(response: HttpResponse) -> tuple[str, str, str]:
    """What the composer holds: the kind that is chosen, the words, and the name of the message."""
    page = parse(response.text)
    kind = next(
        node.attributes["value"]
        for node in page.walk()
        if node.attributes.get("name") == "kind" and "checked" in node.attributes
    )
    return kind, found(page, id="reply").text, found(page, name="client_id").attributes["value"]


def test_a_reply_is_sent_waits_for_the_customer_and_leads_back_to_itself(cast: Cast, ticket: Ticket) -> None:
    response = send(cast.ada, ticket, "replies", body="Please try again now.", client_id="page-1")
    message = Message.objects.latest("pk")
    assert (response.status_code, response["Location"]) == (
        303,
        f"/workspace/tickets/{ticket.pk}/#message-{message.pk}",
    )
    assert (message.kind, message.is_from_agent, message.author, message.via) == (
        "reply",
        True,
        cast.ada.person,
        "workspace",
    )
    ticket.refresh_from_db()
    assert (ticket.status, ticket.next_due_at, ticket.first_replied_at) == ("waiting", None, FRIDAY_1755)
    page = client_for(cast.ada).get(f"/workspace/tickets/{ticket.pk}/").text
    assert f'id="message-{message.pk}"' in page
    assert "Please try again now." in client_for(cast.alice).get(f"/en/tickets/{ticket.pk}/").text


@pytest.mark.parametrize("status", ["in_progress", "waiting", "on_hold", "solved"])
def test_a_reply_is_sent_with_the_status_of_its_button(cast: Cast, ticket: Ticket, status: str) -> None:
    assert send(cast.ada, ticket, "replies", body="Look now.", status=status).status_code == 303
    ticket.refresh_from_db()
    assert ticket.status == status
    assert (ticket.next_due_at is None) == (status in ("waiting", "solved"))


def test_a_reply_opens_a_solved_ticket_again(cast: Cast, ticket: Ticket) -> None:
    actions.solve(ticket, by=cast.ada)
    send(cast.ada, ticket, "replies", body="One more thing.", status="waiting")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.solved_at) == ("waiting", None)


@pytest.mark.parametrize(("name", "form"), [("notes", {}), ("notes", {"kind": "reply"}), ("replies", {"kind": "note"})])
def test_what_is_written_as_a_note_stays_one_whichever_button_sent_it(
    cast: Cast, ticket: Ticket, name: str, form: dict[str, str]
) -> None:
    response = send(cast.ada, ticket, name, body="They shout.", status="solved", **form)
    message = Message.objects.latest("pk")
    assert (message.kind, response["Location"].partition("#")[2]) == ("note", f"message-{message.pk}")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.first_replied_at) == ("received", None)


@pytest.mark.django_db(transaction=True)  # consumers read what is committed
def test_a_note_is_in_no_mail(cast: Cast) -> None:
    ticket = a_ticket(cast.alice)
    ticket.participants.create(person=cast.bob.person, role="copy", reply_key="k")
    consumers.run([TICKET_MAILS])
    for name, kind in (("notes", "note"), ("replies", "note"), ("replies", "reply")):
        body = "For all to read." if kind == "reply" else "SECRET-7731"
        assert send(cast.ada, ticket, name, body=body, kind=kind).status_code == 303
    for name, form in (("priority", {"priority": "urgent"}), ("assignment", {"agent": cast.lin.pk})):
        send(cast.ada, ticket, name, **form)
    consumers.run([TICKET_MAILS])
    mails = list(Delivery.objects.values())
    assert sorted(mail["to"] for mail in mails) == ["alice@example.com", "bob@example.com"]
    assert all("For all to read." in mail["text"] for mail in mails)
    assert "SECRET-7731" not in str(mails)
    assert "SECRET-7731" not in str(list(Event.objects.values()))


@pytest.mark.parametrize("name", WRITTEN)
def test_sent_twice_by_the_same_page_it_is_one(cast: Cast, ticket: Ticket, name: str) -> None:
    first, again = (send(cast.ada, ticket, name, body="Once.", client_id="page-1") for _ in range(2))
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert ticket.messages.count() == 2
    assert Event.objects.filter(kind__in=["ticket.replied", "ticket.note_added"]).count() == 1


def test_two_agents_pages_of_the_same_name_send_two(cast: Cast, ticket: Ticket) -> None:
    for agent in (cast.ada, cast.lin):
        send(agent, ticket, "notes", body="Mine.", client_id="page-1")
    assert ticket.messages.count() == 3


def test_without_a_name_or_with_a_long_one_it_is_sent_all_the_same(cast: Cast, ticket: Ticket) -> None:
    for name in ("", "x" * 500, "\x00"):
        assert send(cast.ada, ticket, "notes", body="Here.", client_id=name).status_code == 303
    assert ticket.messages.count() == 4


def test_every_page_names_its_message_anew(cast: Cast, ticket: Ticket) -> None:
    client = client_for(cast.ada)
    names = [typed_in(client.get(f"/workspace/tickets/{ticket.pk}/"))[2] for _ in range(2)]
    assert names[0] != names[1]
    assert all(len(name) == 36 for name in names)


@pytest.mark.parametrize(("name", "kind"), [("replies", "reply"), ("replies", "note"), ("notes", "note")])
@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "Write a few words first."),
        (" \r\n\x00\u0007", "Write a few words first."),
        ("x" * 20_001, "That is longer than we can take. Shorten it, or send it in two messages."),
    ],
)
def test_what_cannot_be_taken_comes_back_as_it_was_typed(
    cast: Cast, ticket: Ticket, name: str, kind: str, body: str, sentence: str
) -> None:
    before = state_of(ticket)
    response = send(cast.ada, ticket, name, body=body, kind=kind, client_id="page-1")
    assert response.status_code == 400
    assert sentence in found(parse(response.text), id="reply-error").text
    assert typed_in(response) == (kind, body.strip(), "page-1")
    assert state_of(ticket) == before


def test_the_longest_words_are_taken(cast: Cast, ticket: Ticket) -> None:
    assert send(cast.ada, ticket, "replies", body=f"  {'x' * 20_000}\r\n").status_code == 303


@pytest.mark.parametrize("status", ["received", "closed", "nonsense", "Solved"])
def test_a_reply_with_a_status_that_is_none_comes_back_too(cast: Cast, ticket: Ticket, status: str) -> None:
    before = state_of(ticket)
    response = send(cast.ada, ticket, "replies", body="Half an hour of work", status=status, client_id="page-1")
    assert response.status_code == 400
    assert ONE_OF_THE_LIST in response.text
    assert typed_in(response) == ("reply", "Half an hour of work", "page-1")
    assert state_of(ticket) == before


def test_a_reply_on_what_may_not_be_opened_again_comes_back(cast: Cast, ticket: Ticket) -> None:
    actions.solve(ticket, by=cast.ada, now=FRIDAY_1755 - timedelta(days=14))  # the hourly closing has yet to come
    response = send(cast.ada, ticket, "replies", body="Half an hour of work", client_id="page-1")
    assert response.status_code == 409
    assert CLOSED in response.text
    assert typed_in(response) == ("reply", "Half an hour of work", "page-1")
    assert ticket.messages.count() == 1


def test_what_comes_back_stays_in_its_place(cast: Cast, ticket: Ticket) -> None:
    response = send(cast.ada, ticket, "replies", "?view=mine&page=2", body="")
    forms = [
        node.attributes["action"] for node in parse(response.text).walk() if node.attributes.get("id") == "reply-form"
    ]
    assert forms == [f"/workspace/tickets/{ticket.pk}/replies?view=mine&page=2"]


@pytest.mark.parametrize("name", WRITTEN)
def test_ten_thousand_characters_emoji_and_directions_are_kept(cast: Cast, ticket: Ticket, name: str) -> None:
    body = "👩‍💻\u200fשלום " * 1000
    assert send(cast.ada, ticket, name, body=f"\x00{body}").status_code == 303
    assert ticket.messages.latest("pk").body == body.strip()
    assert "שלום" in client_for(cast.lin).get(f"/workspace/tickets/{ticket.pk}/").text


def test_words_that_come_back_are_shown_not_run(cast: Cast, ticket: Ticket) -> None:
    body = "</textarea><script>alert(1)</script>" + "x" * 20_000
    response = send(cast.ada, ticket, "replies", body=body, client_id='"><script>')
    assert "<script>" not in response.text
    assert typed_in(response) == ("reply", body, "script")


@pytest.mark.parametrize(
    ("name", "form", "column", "value"),
    [
        ("status", {"status": "in_progress"}, "status", "in_progress"),
        ("status", {"status": "waiting"}, "status", "waiting"),
        ("status", {"status": "on_hold"}, "status", "on_hold"),
        ("status", {"status": "solved"}, "status", "solved"),
        ("topic", {"topic": "api"}, "topic_id", "api"),
        ("priority", {"priority": "low"}, "priority", "low"),
        ("priority", {"priority": "urgent"}, "priority", "urgent"),
        ("team", {"team": ""}, "team_id", None),
    ],
)
def test_a_property_is_set(
    cast: Cast, ticket: Ticket, name: str, form: dict[str, str], column: str, value: str | None
) -> None:
    response = send(cast.ada, ticket, name, **form)
    assert (response.status_code, response["Location"]) == (
        303,
        f"/workspace/tickets/{ticket.pk}/" + ("?solved=1" if value == "solved" else ""),
    )
    ticket.refresh_from_db()
    assert getattr(ticket, column) == value


def test_a_ticket_is_given_taken_and_made_free(cast: Cast, ticket: Ticket) -> None:
    for chosen in (cast.lin, cast.ada, None):
        send(cast.ada, ticket, "assignment", agent=chosen.pk if chosen else "")
        ticket.refresh_from_db()
        assert ticket.assignee == chosen


def test_another_team_frees_it_of_an_agent_who_is_not_in_it(cast: Cast, ticket: Ticket) -> None:
    actions.assign(ticket, to=cast.ada, by=cast.ada)
    send(cast.ada, ticket, "team", team=Team.objects.get(code="billing").pk)
    ticket.refresh_from_db()
    assert (ticket.team.code, ticket.assignee) == ("billing", None)


def test_a_topic_brings_its_team_along_and_frees_it_of_an_agent_who_is_not_in_it(cast: Cast, ticket: Ticket) -> None:
    actions.assign(ticket, to=cast.ada, by=cast.ada)
    send(cast.ada, ticket, "topic", topic="invoice")
    ticket.refresh_from_db()
    assert (ticket.topic_id, ticket.team.code, ticket.assignee) == ("invoice", "billing", None)


def test_a_solved_ticket_is_opened_again_by_its_status(cast: Cast, ticket: Ticket) -> None:
    actions.solve(ticket, by=cast.ada)
    send(cast.ada, ticket, "status", status="in_progress")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.next_due_at) == ("in_progress", FRIDAY_1755 + timedelta(days=1))
    assert list(Event.objects.filter(kind="ticket.status_changed")) == []


@pytest.mark.parametrize("name", SET)
def test_set_twice_it_happened_once(cast: Cast, ticket: Ticket, valid: dict[str, dict[str, Any]], name: str) -> None:
    assert send(cast.ada, ticket, name, **valid[name]).status_code == 303
    once = state_of(ticket)
    assert send(cast.ada, ticket, name, **valid[name]).status_code == 303
    assert state_of(ticket) == once


NO_NUMBERS = ("x", "-1", "0", "999999999", "9" * 10, "9" * 40, "²", "1.0", "1 ", "\x00", "' OR 1=1", None)


@pytest.mark.parametrize(
    ("name", "field", "values", "sentence"),
    [
        ("status", "status", ("", "closed", "nonsense", "\x00", None), ONE_OF_THE_LIST),
        ("assignment", "agent", NO_NUMBERS, ONE_OF_THE_LIST),
        ("team", "team", NO_NUMBERS, ONE_OF_THE_LIST),
        ("priority", "priority", ("", "nonsense", "Low", "\x00", None), ONE_OF_THE_LIST),
        (
            "topic",
            "topic",
            ("", "nothing", "' OR 1=1", "x" * 500, "\x00", None),
            "Choose one of the topics in the list.",
        ),
    ],
)
def test_what_is_not_in_the_list_is_refused(
    cast: Cast, ticket: Ticket, name: str, field: str, values: tuple[str | None, ...], sentence: str
) -> None:
    before, client = state_of(ticket), client_for(cast.ada)
    for value in values:
        form = {} if value is None else {field: value}
        response = client.post(f"/workspace/tickets/{ticket.pk}/{name}", form)
        assert (response.status_code, sentence in response.text) == (400, True), value
    assert state_of(ticket) == before


def test_nobody_gives_a_ticket_to_an_agent_who_is_none_any_more(cast: Cast, ticket: Ticket) -> None:
    Agent.objects.filter(pk=cast.lin.pk).update(is_active=False)
    response = send(cast.ada, ticket, "assignment", agent=cast.lin.pk)
    assert (response.status_code, ONE_OF_THE_LIST in response.text) == (400, True)
    ticket.refresh_from_db()
    assert ticket.assignee is None


def test_no_ticket_is_moved_to_a_topic_that_is_no_longer_offered(cast: Cast, ticket: Ticket) -> None:
    Topic.objects.filter(code="api").update(is_active=False)
    response = send(cast.ada, ticket, "topic", topic="api")
    assert (response.status_code, "Choose one of the topics in the list." in response.text) == (400, True)


@pytest.mark.parametrize("name", [*WRITTEN, *SET])
def test_a_closed_ticket_takes_nothing_more(
    cast: Cast, ticket: Ticket, valid: dict[str, dict[str, Any]], name: str
) -> None:
    close(ticket, by=cast.ada)
    before = state_of(ticket)
    response = send(cast.ada, ticket, name, **valid[name])
    assert response.status_code == 409
    assert "This ticket is closed and takes no more replies." in response.text
    assert state_of(ticket) == before


@pytest.mark.parametrize("name", [*WRITTEN, *SET])
def test_it_leads_back_to_the_place_it_came_from(
    cast: Cast, ticket: Ticket, valid: dict[str, dict[str, Any]], name: str
) -> None:
    query = f"?view=mine&team={Team.objects.get(code='support').pk}&page=2"
    response = send(cast.ada, ticket, name, query, **valid[name])
    anchor = f"#message-{Message.objects.latest('pk').pk}" if name in WRITTEN else ""
    assert (response.status_code, response["Location"]) == (303, f"/workspace/tickets/{ticket.pk}/{query}{anchor}")


def test_what_is_taken_in_the_queue_leads_back_to_its_row(cast: Cast, ticket: Ticket) -> None:
    form = {"agent": cast.ada.pk, "back": "queue"}
    row = f"row={ticket.pk}"
    assert send(cast.ada, ticket, "assignment", **form)["Location"] == f"/workspace/tickets/?{row}"
    query = f"?view=unassigned&team={Team.objects.get(code='support').pk}&page=3"
    assert send(cast.ada, ticket, "assignment", query, **form)["Location"] == f"/workspace/tickets/{query}&{row}"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "", "Queue"])
def test_nothing_else_says_where_it_leads(cast: Cast, ticket: Ticket, back: str) -> None:
    response = send(cast.ada, ticket, "status", "?next=https://evil.example/", status="on_hold", back=back)
    assert response["Location"] == f"/workspace/tickets/{ticket.pk}/"


@pytest.mark.parametrize("name", [*WRITTEN, *SET])
def test_a_number_that_is_none_is_not_found(
    cast: Cast, ticket: Ticket, valid: dict[str, dict[str, Any]], name: str
) -> None:
    before, client = state_of(ticket), client_for(cast.ada)
    for number in (*BAD, ticket.pk + 1):
        assert client.post(f"/workspace/tickets/{number}/{name}", valid[name]).status_code == 404, number
    assert state_of(ticket) == before


@pytest.mark.parametrize("name", [*WRITTEN, *SET])
def test_changes_only_answer_to_sending(cast: Cast, ticket: Ticket, name: str) -> None:
    client = client_for(cast.ada)
    for method in (client.get, client.head, client.put, client.delete):
        assert method(f"/workspace/tickets/{ticket.pk}/{name}").status_code == 405


@pytest.mark.parametrize("name", [*WRITTEN, *SET])
def test_what_is_sent_after_the_session_ended_leads_back_to_its_page(
    cast: Cast, ticket: Ticket, valid: dict[str, dict[str, Any]], name: str
) -> None:
    before, page = state_of(ticket), f"/workspace/tickets/{ticket.pk}/"
    response = client_for().post(f"{page}{name}", valid[name], headers={"Referer": f"http://testserver{page}"})
    assert response["Location"] == f"/workspace/sign-in?next={page}"
    assert state_of(ticket) == before


@pytest.mark.parametrize("name", [*WRITTEN, *SET])
def test_a_customers_session_changes_nothing(
    cast: Cast, ticket: Ticket, valid: dict[str, dict[str, Any]], name: str
) -> None:
    before, client = state_of(ticket), client_for(cast.alice)
    client.cookies["pindesk_agent"] = client.cookies["pindesk_customer"].value
    response = client.post(f"/workspace/tickets/{ticket.pk}/{name}", valid[name])
    assert response["Location"].startswith("/workspace/sign-in")
    assert state_of(ticket) == before


@pytest.mark.parametrize("name", [*WRITTEN, *SET])
@pytest.mark.parametrize("sender", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_a_foreign_page_sends_nothing(
    cast: Cast, ticket: Ticket, valid: dict[str, dict[str, Any]], name: str, sender: dict[str, str]
) -> None:
    before, client = state_of(ticket), client_for(cast.ada)
    if "Origin" in sender:
        client.defaults.pop("HTTP_SEC_FETCH_SITE")
    response = client.post(f"/workspace/tickets/{ticket.pk}/{name}", valid[name], headers=sender)
    assert response.status_code == 403
    assert state_of(ticket) == before


def test_an_agent_who_is_none_any_more_changes_nothing(cast: Cast, ticket: Ticket) -> None:
    client, before = client_for(cast.ada), state_of(ticket)
    Agent.objects.filter(pk=cast.ada.pk).update(is_active=False)
    response = client.post(f"/workspace/tickets/{ticket.pk}/replies", {"body": "Still here"})
    assert response["Location"].startswith("/workspace/sign-in")
    assert state_of(ticket) == before


def test_words_for_a_ticket_that_was_closed_meanwhile_come_back_to_be_copied(cast: Cast, ticket: Ticket) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(status="closed")
    response = send(cast.ada, ticket, "replies", body="An answer that came too late.", client_id="late")
    assert response.status_code == 409
    assert "An answer that came too late.</textarea>" in response.text and "closed" in response.text


def test_other_words_under_the_same_name_are_another_message(cast: Cast, ticket: Ticket) -> None:
    for path, body in (
        ("notes", "For us."),
        ("replies", "For you."),
        ("replies", "For you."),
        ("replies", "And this."),
    ):
        assert send(cast.ada, ticket, path, body=body, client_id="one-page").status_code == 303
    written = list(Message.objects.filter(ticket=ticket, is_from_agent=True).order_by("pk").values_list("kind", "body"))
    assert written == [("note", "For us."), ("reply", "For you."), ("reply", "And this.")]


@pytest.mark.parametrize("where", ["?view=nonsense", "?page=401", "?team=x"])
def test_a_place_that_cannot_be_is_refused_before_anything_is_sent(cast: Cast, ticket: Ticket, where: str) -> None:
    client = client_for(cast.ada)
    address = f"/workspace/tickets/{ticket.pk}/replies{where}"
    assert client.post(address, {"body": "An answer", "client_id": "x"}).status_code == 404
    assert not Message.objects.filter(is_from_agent=True).exists()


def test_what_is_set_already_can_be_set_again(cast: Cast, ticket: Ticket) -> None:
    actions.assign(ticket, to=cast.lin, by=cast.ada)
    Agent.objects.filter(pk=cast.lin.pk).update(is_active=False)
    Topic.objects.filter(pk=ticket.topic_id).update(is_active=False)
    client = client_for(cast.ada)
    given = {
        "status": ("status", "received"),
        "assignment": ("agent", cast.lin.pk),
        "topic": ("topic", ticket.topic_id),
    }
    for path, (name, value) in given.items():
        assert client.post(f"/workspace/tickets/{ticket.pk}/{path}", {name: value}).status_code == 303, path


def test_an_agent_who_is_a_customer_too_has_two_drafts(cast: Cast, ticket: Ticket) -> None:
    add_membership(ticket.account, cast.ada.person)
    client_for(cast.ada).post(f"/workspace/drafts/reply:{ticket.pk}", {"body": "As an agent", "kind": "reply"})
    actions.save_draft(cast.ada.person, f"reply:{ticket.pk}", {"body": "As a customer"})
    assert "As an agent</textarea>" in client_for(cast.ada).get(f"/workspace/tickets/{ticket.pk}/").text
    actions.reply(ticket, by=cast.ada, body="Sent.")
    assert [draft.data["body"] for draft in Draft.objects.all()] == ["As a customer"]


def test_what_one_key_solved_can_be_taken_back_on_the_page_that_follows(cast: Cast, ticket: Ticket) -> None:
    client = client_for(cast.ada)
    response = client.post(f"/workspace/tickets/{ticket.pk}/status?view=unassigned", {"status": "solved"})
    assert response["Location"] == f"/workspace/tickets/{ticket.pk}/?view=unassigned&solved=1"
    page = client.get(response["Location"]).text
    assert "data-toast" in page and "The ticket is solved." in page
    client.post(f"/workspace/tickets/{ticket.pk}/status", {"status": "in_progress"})
    assert "data-toast" not in client.get(response["Location"]).text
