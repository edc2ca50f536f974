"""Clocks that run only while a schedule is open: how much has run, when it is due, and the hours that made it.

Values in, values out; no clock. Instants come in aware, of any zone, and go out aware in UTC; durations are elapsed
time, so a night on which clocks change counts what really passed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from pindesk.hours.errors import HoursNotAware
from pindesk.hours.rules import open_between
from pindesk.hours.schedule import NO_CALENDAR, Calendar, Schedule

SEARCH = timedelta(days=3 * 366)
_STEP = timedelta(days=28)
_NEVER = datetime.max.replace(tzinfo=UTC)

# Two instants in UTC: open from the first, which counts, to the second, which does not.
OpenTime = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Era:
    """The hours that hold from `since` on (None: always have), until those of the next era."""

    schedule: Schedule
    calendar: Calendar = NO_CALENDAR
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """When a duration has run out, and the open times that made it, the last of which ends at that instant."""

    at: datetime
    made_of: tuple[OpenTime, ...]


def due_at(eras: Sequence[Era], start: datetime, duration: timedelta) -> Due | None:
    """When `duration` has run out, counted from `start` while the hours are open; None if not within three years.

    `eras` are in order. What ran under earlier hours stays counted; only the rest is counted by the later ones. One
    that runs out as the hours close is due then, not when they open again. Raises HoursNotAware.
    """
    at, left = _utc(start), duration
    made_of: list[OpenTime] = []
    if left <= timedelta():
        return Due(at, ())
    for opens_at, closes_at in _open_times(eras, at, at + SEARCH):
        if closes_at - opens_at >= left:
            return Due(opens_at + left, (*made_of, (opens_at, opens_at + left)))
        left -= closes_at - opens_at
        made_of.append((opens_at, closes_at))
    return None


def worked(eras: Sequence[Era], start: datetime, end: datetime) -> timedelta:
    """How much of the time between two instants was open. Raises HoursNotAware."""
    times = _open_times(eras, _utc(start), _utc(end))
    return sum((closes_at - opens_at for opens_at, closes_at in times), timedelta())


def _open_times(eras: Sequence[Era], start: datetime, end: datetime) -> Iterator[OpenTime]:
    """The open times between two instants, in order; one that goes on beyond a step or an era is joined."""
    last: OpenTime | None = None
    for opens_at, closes_at in _pieces(eras, start, end):
        if last and opens_at <= last[1]:
            last = (last[0], closes_at)
            continue
        if last:
            yield last
        last = (opens_at, closes_at)
    if last:
        yield last


def _pieces(eras: Sequence[Era], start: datetime, end: datetime) -> Iterator[OpenTime]:
    begins = [_utc(era.since) if era.since else datetime.min.replace(tzinfo=UTC) for era in eras]
    for era, (since, until) in zip(eras, pairwise([*begins, _NEVER]), strict=True):
        at, stop = max(since, start), min(until, end)
        while at < stop:
            step = min(at + _STEP, stop)
            yield from open_between(era.schedule, at, step, era.calendar)
            at = step


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise HoursNotAware
    return at.astimezone(UTC)
