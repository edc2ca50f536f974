"""A slow second opinion: reads the wall clock minute by minute and compares texts, knows nothing of offsets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pindesk.hours.schedule import Calendar, Schedule

MINUTE = timedelta(minutes=1)


def is_open(schedule: Schedule, at: datetime, calendar: Calendar) -> bool:
    local = at.astimezone(ZoneInfo(schedule.zone))
    clock = local.strftime("%H:%M")
    yesterday = (local.replace(tzinfo=None) - timedelta(days=1)).date()
    return any(
        start <= clock and (clock < end or end <= start) for start, end in hours_of(schedule, calendar, local.date())
    ) or any(end <= start and clock < end for start, end in hours_of(schedule, calendar, yesterday))


def hours_of(schedule: Schedule, calendar: Calendar, day) -> list[tuple[str, str]]:
    dated = [entry.spans for entry in calendar.days if entry.on == day]
    spans = dated[-1] if dated else [each for each in schedule.intervals if each.weekday == day.weekday()]
    return [(span.start.strftime("%H:%M"), span.end.strftime("%H:%M")) for span in spans]


def first_minute(schedule: Schedule, at: datetime, calendar: Calendar, *, is_open_then: bool, minutes: int):
    """The first minute from `at` on at which the schedule is open (or closed), None if none of `minutes` is."""
    minute = at.astimezone(UTC)
    for _ in range(minutes):
        if is_open(schedule, minute, calendar) == is_open_then:
            return minute
        minute += MINUTE
    return None
