"""The values of opening hours: spans of a day, weekly intervals in a zone, and dated days that replace them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from pindesk.hours.zones import zone_named

_DAY = timedelta(days=1)

# Start and end of hours, each counted on the clock from the midnight that begins their day.
WallSpan = tuple[timedelta, timedelta]


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of one day by the wall clock: `start` inclusive, `end` exclusive.

    An `end` that is not after `start` is on the next day, so an end of 0:00 is 24:00 and 0:00 to 0:00 a whole day.
    """

    start: time
    end: time

    def on_wall(self) -> WallSpan:
        """Both ends from the midnight that begins the day; the end may pass 24 hours."""
        start, end = _since_midnight(self.start), _since_midnight(self.end)
        return start, end if end > start else end + _DAY


@dataclass(frozen=True, slots=True)
class Interval:
    """Weekly hours: `weekday` 0 (Monday) to 6, the day on which they start; the ends are those of a `Span`."""

    weekday: int
    start: time
    end: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError(f"weekday {self.weekday} is not 0 to 6")

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Schedule:
    """Weekly hours in an IANA zone. Raises ZoneAbbreviated or ZoneUnknown.

    `is_day_and_night` is open at every instant, whatever a calendar says.
    """

    zone: str
    intervals: tuple[Interval, ...] = ()
    is_day_and_night: bool = False

    def __post_init__(self) -> None:
        zone_named(self.zone)

    @cached_property
    def tz(self) -> ZoneInfo:
        return zone_named(self.zone)

    @cached_property
    def week(self) -> tuple[tuple[Span, ...], ...]:
        """The spans of Monday to Sunday, each day's in order."""
        days: list[list[Span]] = [[] for _ in range(7)]
        for interval in self.intervals:
            days[interval.weekday].append(interval.span)
        return tuple(tuple(sorted(day, key=Span.on_wall)) for day in days)

    @cached_property
    def wall(self) -> tuple[tuple[WallSpan, ...], ...]:
        """`week` counted from midnight."""
        return tuple(tuple(span.on_wall() for span in day) for day in self.week)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date with hours of its own: none is closed all day; `name` is what people call the day."""

    on: date
    name: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Calendar:
    """Dates whose hours replace the weekly ones. A date is one of the schedule's zone; the last of two alike holds."""

    code: str = ""
    days: tuple[CalendarDay, ...] = ()

    @cached_property
    def by_date(self) -> Mapping[date, CalendarDay]:
        return {day.on: day for day in self.days}

    @cached_property
    def wall(self) -> Mapping[date, tuple[WallSpan, ...]]:
        """The hours of each date, counted from midnight."""
        return {day.on: tuple(sorted(span.on_wall() for span in day.spans)) for day in self.days}


ALWAYS = Schedule("UTC", is_day_and_night=True)
NO_CALENDAR = Calendar()


def weekdays(*days: int, start: time, end: time) -> tuple[Interval, ...]:
    """The same hours on several weekdays (0 is Monday)."""
    return tuple(Interval(day, start, end) for day in days)


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
