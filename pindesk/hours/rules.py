"""When a schedule is open: at an instant, until when, from when. Values in, values out; no clock.

Instants come in aware, of any zone, and go out aware in UTC. Hours are wall-clock hours of the schedule's zone: an
instant is open if the clock there then shows an open time, so a skipped hour counts zero and a doubled one twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from pindesk.hours.errors import HoursNotAware
from pindesk.hours.schedule import NO_CALENDAR, Calendar, CalendarDay, Schedule, WallSpan
from pindesk.hours.zones import stretches

SEARCH_DAYS = 370

_DAY = timedelta(days=1)
# Days looked at before and after an instant; the first pair nearly always suffices, the last one is the limit.
_WINDOWS = ((3, 5), (10, 30), (SEARCH_DAYS + 2, SEARCH_DAYS + 2))

# Two naive instants in UTC.
_Piece = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Period:
    """Time open without a gap: `opens_at` inclusive, `closes_at` exclusive, in UTC; None is further than 370 days."""

    opens_at: datetime | None
    closes_at: datetime | None


def is_open(schedule: Schedule, at: datetime, calendar: Calendar = NO_CALENDAR) -> bool:
    """Whether the wall clock of the schedule's zone shows an open time at `at`. Raises HoursNotAware."""
    if schedule.is_day_and_night:
        return True
    wall = _wall(schedule, at)
    today = wall.date()
    since = wall - _midnight(today)
    if any(start <= since < end for start, end in _hours_on(schedule, calendar, today)):
        return True
    since += _DAY
    return any(start <= since < end for start, end in _hours_on(schedule, calendar, today - _DAY))


def closes_at(schedule: Schedule, at: datetime, calendar: Calendar = NO_CALENDAR) -> datetime | None:
    """The end of the period that is open at `at`; None if it is closed, or stays open for 370 days or more."""
    period = interval_at(schedule, at, calendar)
    return period.closes_at if period else None


def opens_at(schedule: Schedule, at: datetime, calendar: Calendar = NO_CALENDAR) -> datetime | None:
    """The next instant open: `at` itself if it is open then, None if nothing opens within 370 days."""
    if is_open(schedule, at, calendar):
        return at.astimezone(UTC)
    period = _current_or_next(schedule, at, calendar)
    return period.opens_at if period else None


def interval_at(schedule: Schedule, at: datetime, calendar: Calendar = NO_CALENDAR) -> Period | None:
    """The period that is open at `at`, adjoining intervals taken as one; None if it is closed. Raises HoursNotAware."""
    if schedule.is_day_and_night:
        return Period(None, None)
    return _current_or_next(schedule, at, calendar) if is_open(schedule, at, calendar) else None


def open_between(
    schedule: Schedule, start: datetime, end: datetime, calendar: Calendar = NO_CALENDAR
) -> list[tuple[datetime, datetime]]:
    """The open times from `start` to `end`, cut at both, in order; adjoining ones are one. Raises HoursNotAware."""
    if schedule.is_day_and_night:
        return [(start.astimezone(UTC), end.astimezone(UTC))] if start < end else []
    first, last = _wall(schedule, start).date() - 2 * _DAY, _wall(schedule, end).date() + _DAY
    pieces = _joined(_pieces(schedule, calendar, first, last))
    cut = ((max(_aware(since), start), min(_aware(until), end)) for since, until in pieces)
    return [(since.astimezone(UTC), until.astimezone(UTC)) for since, until in cut if since < until]


def calendar_day(schedule: Schedule, at: datetime, calendar: Calendar) -> CalendarDay | None:
    """The calendar's entry for the date that `at` falls on in the schedule's zone. Raises HoursNotAware."""
    return calendar.by_date.get(_wall(schedule, at).date()) if calendar.days else None


def _current_or_next(schedule: Schedule, at: datetime, calendar: Calendar) -> Period | None:
    """The period open at `at`, else the next; the window of days grows until the period lies whole within it."""
    instant, today = at.astimezone(UTC).replace(tzinfo=None), _wall(schedule, at).date()
    for back, ahead in _WINDOWS:
        first, last = today - back * _DAY, today + ahead * _DAY
        pieces = _joined(_pieces(schedule, calendar, first, last))
        found = next((piece for piece in pieces if piece[1] > instant), None)
        # A neighbour outside the window could touch nothing that starts later, or ends sooner, than these.
        earliest, latest = _midnight(first) + 2 * _DAY, _midnight(last)
        if found and earliest <= found[0] and found[1] <= latest:
            break
    if found is None:
        return None
    start, end = found
    return Period(_aware(start) if earliest <= start else None, _aware(end) if end <= latest else None)


def _pieces(schedule: Schedule, calendar: Calendar, first: date, last: date) -> list[_Piece]:
    """The open times of the local dates `first` to `last`, in UTC, cut where the zone's offset changes."""
    pieces: list[_Piece] = []
    parts = stretches(schedule.tz, _midnight(first) - _DAY, _midnight(last) + 3 * _DAY)
    day, midnight = first, _midnight(first)
    while day <= last:
        for start, end in _hours_on(schedule, calendar, day):
            for since, until, offset in parts:
                utc_midnight = midnight - offset
                opening, closing = max(utc_midnight + start, since), min(utc_midnight + end, until)
                if opening < closing:
                    pieces.append((opening, closing))
        day, midnight = day + _DAY, midnight + _DAY
    return pieces


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    """The pieces in order, those that adjoin or overlap made one."""
    joined: list[_Piece] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _hours_on(schedule: Schedule, calendar: Calendar, day: date) -> tuple[WallSpan, ...]:
    """The hours that start on a local date: the calendar's if it names the date, else the week's."""
    dated = calendar.wall.get(day) if calendar.days else None
    return schedule.wall[day.weekday()] if dated is None else dated


def _wall(schedule: Schedule, at: datetime) -> datetime:
    """What the clock of the schedule's zone shows at `at`, naive."""
    if at.tzinfo is None:
        raise HoursNotAware
    return at.astimezone(schedule.tz).replace(tzinfo=None)


def _midnight(day: date) -> datetime:
    """The midnight that begins a date, as a reading of a wall clock."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001


def _aware(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC)
