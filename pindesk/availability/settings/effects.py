"""What a change of the policy does to whom: which plans gain or lose which hours of which channel, in which language.

Values in, values out; no clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from pindesk.availability.policy import ChannelPolicy, Policy
from pindesk.hours.schedule import Interval, Span

_DAY_MINUTES = 24 * 60
_WEEK_MINUTES = 7 * _DAY_MINUTES
_WHOLE_DAY, _WHOLE_WEEK = (1 << _DAY_MINUTES) - 1, (1 << _WEEK_MINUTES) - 1


@dataclass(frozen=True, slots=True)
class Effect:
    """Customers of `plans` gain or lose a channel in `languages`: `hours` each week, and on `dates` that have hours of
    their own. The hours are those of the zone of the channel's schedule, before the change where something is lost."""

    channel: str
    is_gain: bool
    plans: tuple[str, ...]
    languages: tuple[str, ...]
    hours: tuple[Interval, ...] = ()
    dates: tuple[tuple[date, tuple[Span, ...]], ...] = ()

    @property
    def is_whole_week(self) -> bool:
        """Whether it is every hour of the week: a channel that is served day and night."""
        return _mask(self.hours) == _WHOLE_WEEK


def effects(before: Policy, after: Policy, first: date, last: date) -> tuple[Effect, ...]:
    """What changes for whom, losses first; dates are looked at from `first` to `last`."""
    return tuple(sorted(_effects(before, after, first, last), key=lambda one: (one.is_gain, one.channel, one.plans)))


def _effects(before: Policy, after: Policy, first: date, last: date) -> Iterator[Effect]:
    for channel in after.channels:
        for is_gain, (old, new) in ((False, (before, after)), (True, (after, before))):
            groups: dict[tuple[int, tuple[tuple[date, int], ...]], list[tuple[str, str]]] = {}
            for plan in old.plans:
                for language in old.channels[channel].languages if channel in old.channels else ():
                    had, has = _served(old, plan, channel, language), _served(new, plan, channel, language)
                    if had is None:
                        continue
                    moved = _offset(had, has, first)
                    dates = tuple(_dates(had, has, first, last))
                    key = (_week(had) & ~_turned(_week(has), moved), dates)
                    if key != (0, ()):
                        groups.setdefault(key, []).append((plan, language))
            yield from (_effect(channel, is_gain, *key, whom) for key, whom in groups.items())


def _effect(
    channel: str, is_gain: bool, week: int, dates: tuple[tuple[date, int], ...], whom: list[tuple[str, str]]
) -> Effect:
    plans, languages = (tuple(dict.fromkeys(each)) for each in zip(*whom, strict=True))
    days = tuple((on, tuple(Span(start, end) for _, start, end in _runs(mask))) for on, mask in dates)
    return Effect(channel, is_gain, plans, languages, tuple(Interval(*run) for run in _runs(week)), days)


def _served(policy: Policy, plan: str, channel: str, language: str) -> ChannelPolicy | None:
    """The channel as customers of the plan have it in that language; None if they have not."""
    found, known = policy.channels.get(channel), policy.plans.get(plan)
    if found is None or known is None or not found.is_on:
        return None
    return found if channel in known.channels and language in found.languages else None


def _week(channel: ChannelPolicy | None) -> int:
    """The open minutes of the week as bits, from Monday 0:00."""
    if channel is None:
        return 0
    return _WHOLE_WEEK if channel.hours.is_day_and_night else _mask(channel.hours.intervals)


def _offset(had: ChannelPolicy, has: ChannelPolicy | None, on: date) -> int:
    """By how many minutes the clock of the new zone is ahead of the old one's at noon of that date.

    Day and night is so by any clock: by that of the other.
    """
    if has is None or had.hours.is_day_and_night or has.hours.is_day_and_night:
        return 0
    noon = datetime.combine(on, time(12), UTC)
    ahead = (noon.astimezone(has.hours.tz).utcoffset() or timedelta()) - (
        noon.astimezone(had.hours.tz).utcoffset() or timedelta()
    )
    return int(ahead.total_seconds()) // 60


def _turned(week: int, minutes: int) -> int:
    """The week as a clock shows it that is behind by that many minutes."""
    back = minutes % _WEEK_MINUTES
    return ((week >> back) | (week << (_WEEK_MINUTES - back))) & _WHOLE_WEEK


def _mask(intervals: tuple[Interval, ...]) -> int:
    mask = 0
    for interval in intervals:
        start, end = (int(each.total_seconds()) // 60 for each in interval.span.on_wall())
        bits = ((1 << (end - start)) - 1) << (interval.weekday * _DAY_MINUTES + start)
        mask |= (bits & _WHOLE_WEEK) | (bits >> _WEEK_MINUTES)
    return mask


def _dates(had: ChannelPolicy, has: ChannelPolicy | None, first: date, last: date) -> Iterator[tuple[date, int]]:
    """The dates on which minutes are lost that the week alone does not tell, because one of both has an entry."""
    if has is None:
        return
    named = set(had.calendar.by_date) | set(has.calendar.by_date)
    for on in sorted(day for day in named if first <= day <= last):
        moved = _offset(had, has, on)
        lost = _covered(had, on) & ~_covered(has, on, moved) if moved else _on(had, on) & ~_on(has, on)
        if lost and lost != _weekly_loss(had, has, on, moved):
            yield on, lost


def _weekly_loss(had: ChannelPolicy, has: ChannelPolicy, on: date, moved: int) -> int:
    day = (_week(had) & ~_turned(_week(has), moved)) >> (on.weekday() * _DAY_MINUTES)
    return day & _WHOLE_DAY


def _covered(channel: ChannelPolicy, on: date, ahead: int = 0) -> int:
    """The open minutes between the midnights of a date, by a clock that is behind the channel's by `ahead` minutes."""
    mask = 0
    for place, days in enumerate(range(-2, 3)):
        mask |= _on(channel, on + timedelta(days=days)) << (place * _DAY_MINUTES)
    return (mask >> (2 * _DAY_MINUTES + ahead)) & _WHOLE_DAY


def _on(channel: ChannelPolicy, on: date) -> int:
    """The open minutes of that date as bits; hours that go on past midnight count to the day on which they start."""
    if channel.hours.is_day_and_night:
        return _WHOLE_DAY
    entry = channel.calendar.wall.get(on)
    mask = 0
    for start, end in channel.hours.wall[on.weekday()] if entry is None else entry:
        first, last = (int(each.total_seconds()) // 60 for each in (start, end))
        mask |= ((1 << (last - first)) - 1) << first
    return mask


def _runs(mask: int) -> Iterator[tuple[int, time, time]]:
    """The stretches of set bits, as weekday, start and end; cut at midnight, where a week of bits would not say which
    day they belong to."""
    at = 0
    while mask:
        gap = (mask & -mask).bit_length() - 1
        mask, at = mask >> gap, at + gap
        length = min(((~mask) & -(~mask)).bit_length() - 1, _DAY_MINUTES - at % _DAY_MINUTES)
        yield at // _DAY_MINUTES % 7, _clock(at), _clock(at + length)
        mask, at = mask >> length, at + length


def _clock(minute: int) -> time:
    return time(*divmod(minute % _DAY_MINUTES, 60))
