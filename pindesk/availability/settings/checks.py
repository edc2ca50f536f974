"""What is impossible or dangerous in settings, said before they hold. Values in, values out; no clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    of one day of the week, 0 is Monday, `on` where it is of one date."""

    code: str
    place: str
    weekday: int | None = None
    on: date | None = None


def problems(settings: Settings, policy: Policy, at: datetime) -> tuple[Problem, ...]:
    """All that is wrong with settings, as they would hold from `at` on, and with the `policy` that they make."""
    of_schedules = (_of_schedule(code, schedule) for code, schedule in settings.schedules.items())
    return (
        *chain.from_iterable(of_schedules),
        *_never_open(settings, at),
        *_of_channels(settings),
        *unreachable(policy),
    )


def unreachable(policy: Policy) -> Iterator[Problem]:
    """Topics about which nobody on any plan could ever reach a person."""
    for code, topic in policy.topics.items():
        ways = {channel for plan in policy.plans.values() for channel in plan.channels}
        ways |= {Channel.TICKET} if topic.is_open_to_everyone else set()
        ways -= {Channel.PHONE} if topic.needs_writing else set()
        offered = (policy.channels[way] for way in ways if way in policy.channels)
        if not any(channel.is_on and channel.is_built for channel in offered):
            yield Problem("topic_unreachable", code)


def overlaps(spans: Sequence[Span]) -> bool:
    """Whether hours of one day lie over each other; those that adjoin do not."""
    walls = sorted(span.on_wall() for span in spans)
    return any(second[0] < first[1] for first, second in pairwise(walls))


def _of_schedule(code: str, settings: ScheduleSettings) -> Iterator[Problem]:
    yield from (Problem("hours_overlap", code, weekday) for weekday in _overlapping(settings.intervals))
    yield from (Problem("day_overlap", code, on=day.on) for day in settings.days if overlaps(day.spans))
    seen = Counter(day.on for day in settings.days)
    yield from (Problem("day_twice", code, on=on) for on, count in seen.items() if count > 1)


def _never_open(settings: Settings, at: datetime) -> Iterator[Problem]:
    """The schedules by which something is offered that does not open within a year."""
    for code in {channel.schedule for channel in settings.channels.values() if channel.is_on}:
        schedule = settings.schedules.get(code)
        if schedule is None:
            continue
        opening = opens_at(schedule.schedule(), at, schedule.calendar(at.year))
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
