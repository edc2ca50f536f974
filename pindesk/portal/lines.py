"""Rows of "my tickets": the time that matters and what it means, then the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from pindesk.accounts.models import Person
from pindesk.accounts.requests import Request
from pindesk.lib import clock
from pindesk.portal.words import status_word
from pindesk.tickets.access import TicketLine
from pindesk.tickets.rules import shown_status
from pindesk.ui import formats


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket of a customer's list, in words."""

    number: int
    subject: str
    topic: str
    status: str
    word: str
    when: str
    meaning: str
    at: datetime
    is_late: bool
    is_unread: bool
    last_by: str  # who wrote last
    last_at: datetime | None
    asked_by: str  # a colleague, where it is one's


def rows_of(request: Request, lines: Iterable[TicketLine]) -> list[Row]:
    """The rows in the reader's language and zone."""
    now = clock.now()
    return [_row(request, line, now) for line in lines]


def _row(request: Request, line: TicketLine, now: datetime) -> Row:
    when, meaning, at = _time(request, line, now)
    return Row(
        number=line.number,
        subject=line.subject,
        topic=name_in(line.topic_names, request.language),
        status=shown_status(line.status),
        word=status_word(line.status),
        when=when,
        meaning=meaning,
        at=at,
        is_late=bool(line.next_due_at and line.next_due_at <= now),
        is_unread=line.is_unread,
        last_by=_last_by(line, request.person),
        last_at=line.last_reply_at,
        asked_by="" if request.person and line.requester_id == request.person.pk else line.requester_name,
    )


def name_in(names: dict[str, str], language: str) -> str:
    """A topic's name in the reader's language, else in English."""
    return names.get(language) or names.get("en") or ""


def _last_by(line: TicketLine, reader: Person | None) -> str:
    """Who wrote last: what somebody writes as an agent is not theirs as a customer."""
    if line.is_last_reply_from_agent:
        return line.last_reply_by_name or _("Support")
    if reader and line.last_reply_by_id == reader.pk:
        return _("You")
    return line.last_reply_by_name or _("Somebody who was erased")


def _time(request: Request, line: TicketLine, now: datetime) -> tuple[str, str, datetime]:
    zone, language = request.zone, request.language
    if line.next_due_at:
        due = line.next_due_at
        if due <= now:
            return formats.moment(due, now, zone, language), _("our reply is late"), due
        meaning = _("next reply promised") if line.first_replied_at else _("first reply promised")
        return formats.by_short(due, now, zone, language), meaning, due
    at = line.solved_at or line.customer_updated_at
    meaning = _("solved") if line.solved_at else _("last update")
    return formats.moment(at, now, zone, language), meaning, at
