"""A ticket's timeline in the agent's words: one sentence for everything that can happen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from pindesk.accounts.models import Person
from pindesk.lib import clock
from pindesk.tickets.access import Choices, Entry
from pindesk.tickets.models import Ticket
from pindesk.workspace.rows import Reader
from pindesk.workspace.story import Line, Story
from tests.cast import DAY_SECONDS, FRIDAY_1755
from tests.html import parse

PARIS, NEW_YORK = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
ADA, LIN, GONE, SUPPORT, BILLING = 1, 2, 99, 11, 12

CHOICES = Choices(
    topics={"sending": {"en": "Sending", "fr": "Envoi"}, "api": {"en": "API"}, "odd": {}},
    names={
        f"agent:{ADA}": "Ada Okafor",
        f"agent:{LIN}": "Lin Chen",
        f"team:{SUPPORT}": "Support",
        f"team:{BILLING}": "Billing",
    },
)


def told(
    *entries: Entry, language: str = "en", zone: ZoneInfo = PARIS, now: datetime = FRIDAY_1755, **of_ticket: Any
) -> list[Line]:
    """The lines of a ticket of Alice's with these entries."""
    ticket = Ticket(requester=Person(name="Alice Lenoir"), **of_ticket)
    with translation.override(language), clock.frozen(now):
        return list(Story(ticket, CHOICES, Reader(now, zone, language, {})).lines(entries))


def an_event(
    kind: str, data: dict[str, Any], by: str = "Ada Okafor", actor: str = f"agent:{ADA}", **more: Any
) -> Entry:
    return Entry("event", more.pop("at", FRIDAY_1755), by, event=kind, data=data, actor=actor, **more)


def a_message(kind: str = "customer", by: str = "Alice Lenoir", body: str = "Hello", **more: Any) -> Entry:
    return Entry(kind, more.pop("at", FRIDAY_1755), by, message=7, body=body, **more)


def assigned(old: int | None, new: int | None) -> tuple[str, dict[str, int | None]]:
    return "ticket.assigned", {"old": old, "new": new}


def moved(old: int | None, new: int | None) -> tuple[str, dict[str, int | None]]:
    return "ticket.moved_to_team", {"old": old, "new": new}


SENTENCES = [
    ("ticket.opened", {"promise_seconds": DAY_SECONDS}, "First reply promised by Sat 17:55 (24 h)"),
    ("ticket.opened", {"promise_seconds": 4 * 3600}, "First reply promised by 21:55 (4 h)"),
    ("ticket.opened", {"promise_seconds": 0}, "First reply promised by 17:55 (0 min)"),
    ("ticket.opened", {"promise_seconds": 30 * DAY_SECONDS}, "First reply promised by 15 Aug 17:55 (720 h)"),
    (*assigned(None, ADA), "Ada Okafor took it"),
    (*assigned(LIN, ADA), "Ada Okafor took it from Lin Chen"),
    (*assigned(GONE, ADA), "Ada Okafor took it from a former agent"),
    (*assigned(None, LIN), "Ada Okafor gave it to Lin Chen"),
    (*assigned(ADA, LIN), "Ada Okafor gave it to Lin Chen"),
    (*assigned(ADA, GONE), "Ada Okafor gave it to a former agent"),
    (*assigned(ADA, None), "Ada Okafor made it free again"),
    (*assigned(LIN, None), "Ada Okafor made it free again"),
    (*moved(SUPPORT, BILLING), "Ada Okafor moved it from Support to Billing"),
    (*moved(None, BILLING), "Ada Okafor moved it to Billing"),
    (*moved(SUPPORT, None), "Ada Okafor took it out of Support"),
    (*moved(GONE, BILLING), "Ada Okafor moved it from a former team to Billing"),
    (*moved(SUPPORT, GONE), "Ada Okafor moved it from Support to a former team"),
    ("ticket.topic_changed", {"old": "sending", "new": "api"}, "Ada Okafor changed the topic from Sending to API"),
    ("ticket.topic_changed", {"old": "erased", "new": "odd"}, "Ada Okafor changed the topic from erased to odd"),
    ("ticket.priority_changed", {"old": "normal", "new": "low"}, "Ada Okafor set the priority: Low"),
    ("ticket.priority_changed", {"old": "low", "new": "normal"}, "Ada Okafor set the priority: Normal"),
    ("ticket.priority_changed", {"old": "normal", "new": "high"}, "Ada Okafor set the priority: High"),
    ("ticket.priority_changed", {"old": "normal", "new": "urgent"}, "Ada Okafor set the priority: Urgent"),
    ("ticket.status_changed", {"old": "received", "new": "in_progress"}, "Ada Okafor set the status: In progress"),
    ("ticket.status_changed", {"old": "received", "new": "waiting"}, "Ada Okafor set the status: Waiting for customer"),
    ("ticket.status_changed", {"old": "received", "new": "on_hold"}, "Ada Okafor set the status: On hold"),
    ("ticket.solved", {"is_by_customer": False}, "Ada Okafor marked it as solved"),
    ("ticket.reopened", {"is_by_customer": False}, "Ada Okafor opened it again"),
    ("ticket.closed", {}, "Closed, 14 days after it was solved"),
]


@pytest.mark.parametrize(("kind", "data", "sentence"), SENTENCES)
def test_what_happened_is_one_sentence(kind: str, data: dict[str, Any], sentence: str) -> None:
    (line,) = told(an_event(kind, data))
    assert (line.kind, line.by, line.html.striptags()) == ("event", "", sentence)


@pytest.mark.parametrize("language", ["de", "fr", "es"])
@pytest.mark.parametrize(("kind", "data", "sentence"), SENTENCES)
def test_every_sentence_is_told_in_every_language(
    kind: str, data: dict[str, Any], sentence: str, language: str
) -> None:
    text = told(an_event(kind, data), language=language)[0].html.striptags()
    assert text
    assert text != sentence
    assert "%(" not in text


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("ticket.opened", {"promise_seconds": None}),
        ("ticket.replied", {"message": 7, "is_from_agent": True, "is_first": True, "status": "waiting"}),
        ("ticket.note_added", {"message": 7}),
        ("ticket.of_tomorrow", {}),
    ],
)
def test_what_has_nothing_to_tell_is_no_line(kind: str, data: dict[str, Any]) -> None:
    assert told(an_event(kind, data)) == []


def test_what_nobody_did_was_done_by_the_program() -> None:
    (line,) = told(an_event("ticket.solved", {}, by="", actor="system"))
    assert line.html.striptags() == "Pindesk marked it as solved"


def test_who_is_given_a_ticket_by_a_namesake_did_not_take_it() -> None:
    (line,) = told(an_event(*assigned(None, LIN), by="Lin Chen", actor=f"agent:{ADA}"))
    assert line.html.striptags() == "Lin Chen gave it to Lin Chen"


def test_a_topic_is_named_in_the_readers_language_else_in_english() -> None:
    (line,) = told(an_event("ticket.topic_changed", {"old": "sending", "new": "api"}), language="fr")
    assert "Envoi" in line.html
    assert "API" in line.html


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "100 %(who)s %s", "</b>&amp;", "\u202eadA"])
def test_a_name_in_a_sentence_is_text(name: str) -> None:
    (line,) = told(an_event("ticket.solved", {}, by=name))
    nodes = list(parse(str(line.html)).walk())
    assert [node.tag for node in nodes] == ["", "b"]
    assert nodes[1].text == name
    assert nodes[1].attributes == {"dir": "auto"}


@pytest.mark.parametrize(
    ("entry", "kind", "how"),
    [
        (a_message(via="portal"), "customer", "by the Support Center"),
        (a_message(via="workspace"), "customer", "by an agent"),
        (a_message(via="mail"), "customer", "by e-mail"),
        (a_message(via="chat"), "customer", "by chat"),
        (a_message(via="phone"), "customer", "by phone"),
        (a_message(via="api"), "customer", "by the API"),
        (a_message(via="pigeon"), "customer", ""),
        (a_message("agent", "Ada Okafor", via="workspace"), "agent", "to Alice Lenoir"),
        (a_message("note", "Ada Okafor", via="workspace"), "note", "internal note, never sent"),
        (a_message("flagged", "m@evil.example", via="mail"), "customer", "held back, not shown to anybody else"),
    ],
)
def test_a_message_says_how_it_came_and_to_whom_it_goes(entry: Entry, kind: str, how: str) -> None:
    (line,) = told(entry)
    assert (line.kind, line.by, line.how, line.anchor) == (kind, entry.by, how, "message-7")


def test_whoever_was_erased_has_no_name() -> None:
    assert told(a_message(by=""))[0].by == "Somebody who was erased"


def test_markdown_is_set_and_plain_text_is_left_as_typed() -> None:
    typed = "**Bold**\n<script>alert(1)</script>"
    assert told(a_message(body=typed))[0].html.startswith("<p><strong>Bold</strong><br>")
    plain = told(a_message(body=typed, format="text"))[0].html
    assert plain == "<p>**Bold**<br>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


@pytest.mark.parametrize(
    ("after", "promise", "early"),
    [
        (timedelta(0), "met", "first reply, 24\u00a0h early"),
        (timedelta(hours=22, minutes=22), "met", "first reply, 1\u00a0h 38\u00a0min early"),
        (timedelta(days=1), "met", "first reply, 0\u00a0min early"),
        (timedelta(days=1, seconds=1), "breached", "first reply, 0\u00a0min late"),
        (timedelta(days=3), "breached", "first reply, 48\u00a0h late"),
    ],
)
def test_our_first_reply_says_whether_it_kept_the_promise(after: timedelta, promise: str, early: str) -> None:
    first = a_message("agent", "Ada Okafor", at=FRIDAY_1755 + after, is_first_reply=True)
    next_one = a_message("agent", "Ada Okafor", at=FRIDAY_1755 + after + timedelta(hours=1))
    lines = told(
        first,
        next_one,
        first_reply_due_at=FRIDAY_1755 + timedelta(days=1),
        first_replied_at=FRIDAY_1755 + after,
    )
    assert [(line.promise, line.early) for line in lines] == [(promise, early), ("", "")]


def test_where_nothing_was_promised_nothing_was_kept() -> None:
    first = a_message("agent", "Ada Okafor", is_first_reply=True)
    assert told(first, first_replied_at=FRIDAY_1755)[0].promise == ""


def test_a_day_is_named_where_it_begins_for_the_reader() -> None:
    midnight = datetime(2027, 7, 16, 22, 0, tzinfo=UTC)  # in Paris
    entries = [a_message(at=midnight + timedelta(seconds=seconds)) for seconds in (-2, -1, 0, 1)]
    assert [line.day for line in told(*entries)] == ["Friday 16 July", "", "Saturday 17 July", ""]
    assert [line.day for line in told(*entries, zone=NEW_YORK)] == ["Friday 16 July", "", "", ""]
    assert told(entries[0], now=midnight + timedelta(days=200))[0].day == "Friday 16 July 2027"


def test_a_day_that_begins_with_nothing_to_tell_is_named_at_its_first_line() -> None:
    lines = told(an_event("ticket.opened", {"promise_seconds": None}), a_message())
    assert [line.day for line in lines] == ["Friday 16 July"]
