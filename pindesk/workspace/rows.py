"""Rows of the queue in the reader's words, grouped like departures: late, within two hours, today, the days after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pindesk.accounts.requests import AgentRequest
from pindesk.lib import clock
from pindesk.tickets.access import QueueRow
from pindesk.ui import formats
from pindesk.ui.formats.styles import names, style
from pindesk.workspace.words import priority_words

NEAR = timedelta(hours=2)
REFRESH_AFTER = timedelta(minutes=1)  # ages and "Before 18:42" go stale by then
BY_DUE = ("open", "mine", "unassigned")


class Row(NamedTuple):
    """One ticket. `kind` is breached, near, "" (in time) or closed (no reply due), as the signals name it."""

    number: int
    subject: str
    kind: str
    when: str
    at: str
    status: str
    priority: str
    account: str
    language: str
    team: str
    agent: str
    assignee: int | None
    age: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    note: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and when."""

    now: datetime
    zone: ZoneInfo
    language: str
    priorities: dict[str, str]

    @classmethod
    def of(cls, request: AgentRequest) -> Reader:
        words = priority_words()
        told = {code: words[code] for code in ("high", "urgent")}  # what a row says of its priority
        return cls(clock.now(), request.zone, request.language, told)

    def column(self, at: datetime) -> str:
        """A time in a column: `16:42` today, `Fri 08:15` within six days, else the date."""
        local, here = at.astimezone(self.zone), self.now.astimezone(self.zone)
        apart = abs((local.date() - here.date()).days)
        if apart > 6:
            return formats.moment(at, self.now, self.zone, self.language)
        time = formats.clock(local, self.zone, self.language)
        if apart == 0:
            return time
        return style(self.language).moment.format(day=names(self.language).days[local.weekday()], time=time)


def due_kind(due: datetime | None, now: datetime) -> str:
    """How a promise stands: breached, near (two hours or less), in time (""), or closed where none runs."""
    if due is None:
        return "closed"
    return "breached" if due <= now else "near" if due <= now + NEAR else ""


def groups_of(request: AgentRequest, view: str, found: Sequence[QueueRow], is_first_page: bool = True) -> list[Group]:
    """The rows under their headings, in the order given."""
    reader = Reader.of(request)
    title_of = _Departures(reader, is_first_page).heading if view in BY_DUE else _Days(reader).heading
    return [
        Group(title, note, [row_of(reader, view, each) for each in rows])
        for (title, note), rows in groupby(found, key=title_of)
    ]


def row_of(reader: Reader, view: str, row: QueueRow) -> Row:
    """One ticket in words; where no reply is due, the first column says when it moved, or that none is due."""
    is_by_due = view in BY_DUE
    at = row.next_due_at if is_by_due else row.updated_at
    return Row(
        number=row.number,
        subject=row.subject,
        kind=due_kind(row.next_due_at, reader.now) if is_by_due else "",
        when=reader.column(at) if at else _("none due"),
        at=at.isoformat(timespec="seconds") if at else "",
        status=row.status,
        priority=reader.priorities.get(row.priority, ""),
        account=row.account_name or row.requester_name,
        language=row.language,
        team=row.team_name or "",
        agent=row.assignee_name or "",
        assignee=row.assignee_id,
        age=formats.age(row.updated_at, reader.now, reader.language),
    )


def refresh_at(found: Iterable[QueueRow], now: datetime) -> datetime:
    """When the list must be made anew by the clock alone: something becomes near or late, or a minute has passed."""
    dues = [row.next_due_at for row in found if row.next_due_at]
    turns = [turn for due in dues for turn in (due, due - NEAR) if turn > now]
    return min([*turns, now + REFRESH_AFTER])


class _Departures:
    """Headings by when the reply is due."""

    def __init__(self, reader: Reader, is_first_page: bool) -> None:
        self.reader, self.is_first_page = reader, is_first_page
        self.today = reader.now.astimezone(reader.zone).date()
        self.late: tuple[str, str] | None = None

    def heading(self, row: QueueRow) -> tuple[str, str]:
        due, reader = row.next_due_at, self.reader
        if due is None:
            return _("No reply due"), _("waiting for somebody else")
        kind = due_kind(due, reader.now)
        if kind == "breached":
            self.late = self.late or (_("Late"), self._oldest(due))
            return self.late
        if kind == "near":
            by_when = formats.by_short(reader.now + NEAR, reader.now, reader.zone, reader.language)
            return formats.heading(by_when), _("within two hours")
        if due.astimezone(reader.zone).date() == self.today:
            return _("Today"), _("until midnight")
        return formats.day_heading(due, reader.now, reader.zone, reader.language), ""

    def _oldest(self, due: datetime) -> str:
        if not self.is_first_page:
            return ""
        return _("the oldest by %(span)s") % {"span": formats.span(self.reader.now - due, self.reader.language)}


class _Days:
    """Headings by the day of the last move."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.today = reader.now.astimezone(reader.zone).date()

    def heading(self, row: QueueRow) -> tuple[str, str]:
        reader = self.reader
        if row.updated_at.astimezone(reader.zone).date() == self.today:
            return _("Today"), ""
        return formats.day_heading(row.updated_at, reader.now, reader.zone, reader.language), ""
