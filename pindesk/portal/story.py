"""One ticket as its customer reads it: where it stands, by when we answer, and what was said day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from markupsafe import Markup

from pindesk.accounts.requests import Request
from pindesk.availability.access import topic_names
from pindesk.lib import clock, markdown
from pindesk.portal.words import status_word
from pindesk.tickets.access import Entry
from pindesk.tickets.models import Ticket
from pindesk.tickets.rules import may_reopen, shown_status
from pindesk.ui import formats

PARTS = ("state", "conversation", "answer")


@dataclass(frozen=True, slots=True)
class Line:
    """A message (`html`) or something that happened (`text`); `day` is set where a new day begins."""

    kind: str
    at: datetime
    day: str
    by: str
    text: str = ""
    html: Markup = Markup("")
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """All values of the page; `due_at` is when our next reply is promised, None when it is not our turn."""

    number: int
    subject: str
    topic: str
    status: str
    word: str
    due_at: datetime | None
    is_first_reply_due: bool
    is_late: bool
    solved_at: datetime | None
    may_reopen: bool
    is_closed: bool
    follows: int | None
    lines: tuple[Line, ...]


def story_of(request: Request, ticket: Ticket, entries: Iterable[Entry]) -> Story:
    """The ticket in the reader's language and zone."""
    now = clock.now()
    may_open = may_reopen(ticket.status, ticket.solved_at, now)
    return Story(
        number=ticket.number,
        subject=ticket.subject,
        topic=topic_names(request.language).get(ticket.topic_id, ""),
        status=shown_status(ticket.status),
        word=status_word(ticket.status),
        due_at=ticket.next_due_at,
        is_first_reply_due=ticket.first_replied_at is None,
        is_late=bool(ticket.next_due_at and ticket.next_due_at <= now),
        solved_at=ticket.solved_at,
        may_reopen=may_open,
        is_closed=not ticket.is_open and not may_open,
        follows=ticket.follows_id,
        lines=tuple(_lines(request, entries, now)),
    )


def _lines(request: Request, entries: Iterable[Entry], now: datetime):  # type: ignore[no-untyped-def]
    last = None
    for entry in entries:
        text = "" if entry.kind != "event" else _happened(request, entry)
        if entry.kind == "event" and not text:
            continue
        date = entry.at.astimezone(request.zone).date()
        day = "" if date == last else formats.day(entry.at, now, request.zone, request.language)
        last = date
        yield _line(request, entry, day, text)


def _line(request: Request, entry: Entry, day: str, text: str) -> Line:
    if entry.kind == "event":
        return Line("event", entry.at, day, entry.by, text=text)
    by = _("You") if entry.is_by(request.person) else entry.by
    render = markdown.plain if entry.format == "text" else markdown.lite
    return Line(entry.kind, entry.at, day, by, html=render(entry.body), anchor=f"message-{entry.message}")


def _happened(request: Request, entry: Entry) -> str:
    """An event in a sentence; empty for one that the conversation tells by itself."""
    is_own = entry.is_by(request.person)
    name = {"name": entry.by}
    if entry.event == "ticket.solved":
        return _("You marked it as solved") if is_own else _("%(name)s marked it as solved") % name
    if entry.event == "ticket.reopened":
        return _("You opened it again") if is_own else _("%(name)s opened it again") % name
    if entry.event == "ticket.closed":
        return _("Closed, 14 days after it was solved")
    if entry.event == "ticket.status_changed":
        return _("Now: %(status)s") % {"status": status_word(entry.data["new"])}
    return ""
