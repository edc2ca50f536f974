"""The days of a year as a schedule and its calendar have them. Values in, values out; no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pindesk.hours.schedule import NO_CALENDAR, Calendar, Schedule, Span

_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a day is: open as its week has it, closed as its week has it, open at other hours, or closed for once."""

    OPEN = "open"
    CLOSED = "closed"
    OTHER_HOURS = "other_hours"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class YearDay:
    """One date with the hours that start on it; `name` is that of its entry in the calendar."""

    on: date
    kind: DayKind
    spans: tuple[Span, ...] = ()
    name: str = ""

    @property
    def is_exception(self) -> bool:
        """Whether it differs from what its weekday has in every week."""
        return self.kind in (DayKind.OTHER_HOURS, DayKind.HOLIDAY)


def year_of(schedule: Schedule, year: int, calendar: Calendar = NO_CALENDAR) -> tuple[tuple[YearDay, ...], ...]:
    """The twelve months of a year, each with all its days, by the dates of the schedule's zone."""
    months: list[list[YearDay]] = [[] for _ in range(12)]
    on = date(year, 1, 1)
    while on.year == year:
        months[on.month - 1].append(_day(schedule, calendar, on))
        on += _DAY
    return tuple(tuple(month) for month in months)


def exceptions(months: Iterable[Iterable[YearDay]]) -> list[YearDay]:
    """The days that differ from their week, in order; an entry that changes no hours is none."""
    return [day for month in months for day in month if day.is_exception]


def _day(schedule: Schedule, calendar: Calendar, on: date) -> YearDay:
    weekly = schedule.week[on.weekday()]
    entry = None if schedule.is_day_and_night else calendar.by_date.get(on)
    if entry is None:
        is_open = schedule.is_day_and_night or bool(weekly)
        return YearDay(on, DayKind.OPEN if is_open else DayKind.CLOSED, weekly)
    if not entry.spans:
        return YearDay(on, DayKind.HOLIDAY if weekly else DayKind.CLOSED, (), entry.name)
    spans = tuple(sorted(entry.spans, key=Span.on_wall))
    return YearDay(on, DayKind.OPEN if spans == weekly else DayKind.OTHER_HOURS, spans, entry.name)
