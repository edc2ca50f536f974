"""What is impossible or dangerous in settings, said before they hold. Values in, values out; no clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, pairwise

from pindesk.availability.policy import Channel, Policy
from pindesk.availability.settings.values import DAY_AND_NIGHT, ScheduleSettings, Settings
from pindesk.hours.rules import opens_at
from pindesk.hours.schedule import Interval, Span

WEEK_MINUTES = 7 * 24 * 60
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that cannot be: `code` says what, `place` names the schedule, channel or topic; `weekday` where it is
    of one day, 0 is Monday."""

    code: str
    place: str
    weekday: int | None = None


def problems(settings: Settings, policy: Policy, at: datetime) -> tuple[Problem, ...]:
    """All that is wrong with settings, as they would hold from `at` on, and with the `policy` that they make."""
    of_schedules = (_of_schedule(code, schedule, at) for code, schedule in settings.schedules.items())
    return (*chain.from_iterable(of_schedules), *_of_channels(settings), *unreachable(policy))


def unreachable(policy: Policy) -> Iterator[Problem]:
    """Topics about which nobody on any plan could ever reach a person."""
    for code, topic in policy.topics.items():
        ways = {channel for plan in policy.plans.values() for channel in plan.channels}
        ways |= {Channel.TICKET} if topic.is_open_to_everyone else set()
        ways -= {Channel.PHONE} if topic.needs_writing else set()
        if not any(policy.channels[way].is_on for way in ways if way in policy.channels):
            yield Problem("topic_unreachable", code)


def overlaps(spans: Sequence[Span]) -> bool:
    """Whether hours of one day lie over each other; those that adjoin do not."""
    walls = sorted(span.on_wall() for span in spans)
    return any(second[0] < first[1] for first, second in pairwise(walls))


def _of_schedule(code: str, settings: ScheduleSettings, at: datetime) -> Iterator[Problem]:
    yield from (Problem("hours_overlap", code, weekday) for weekday in _overlapping(settings.intervals))
    if any(overlaps(day.spans) for day in settings.days):
        yield Problem("day_overlap", code)
    if len({day.on for day in settings.days}) < len(settings.days):
        yield Problem("day_twice", code)
    opening = opens_at(settings.schedule(), at, settings.calendar(at.year))
    if opening is None or opening > at + timedelta(days=366):
        yield Problem("no_opening", code)


def _of_channels(settings: Settings) -> Iterator[Problem]:
    for code, channel in settings.channels.items():
        if channel.schedule != DAY_AND_NIGHT and channel.schedule not in settings.schedules:
            yield Problem("schedule_unknown", code)
        if channel.is_on and not channel.languages:
            yield Problem("no_language", code)


def _overlapping(intervals: Sequence[Interval]) -> tuple[int, ...]:
    """The weekdays whose hours lie over others, those of the night before too."""
    taken: dict[int, int] = {}
    found = set()
    for interval in intervals:
        start, end = (int(each.total_seconds()) // 60 for each in interval.span.on_wall())
        for minute in range(start, end):
            place = (interval.weekday * _DAY_MINUTES + minute) % WEEK_MINUTES
            if place in taken:
                found |= {taken[place], interval.weekday}
            taken[place] = interval.weekday
    return tuple(sorted(found))


def by_place(found: Sequence[Problem]) -> Mapping[str, tuple[Problem, ...]]:
    """The problems of each place."""
    return {place: tuple(one for one in found if one.place == place) for place in {one.place for one in found}}
