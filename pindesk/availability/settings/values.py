"""The settings of schedules and channels, and what they make of the policy. All immutable."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pindesk.availability.policy import Channel, ChannelPolicy, Policy
from pindesk.hours.holidays import public_holidays
from pindesk.hours.schedule import ALWAYS, NO_CALENDAR, Calendar, CalendarDay, Interval, Schedule

DAY_AND_NIGHT = ""  # the schedule of a channel that never closes
YEARS_BEFORE, YEARS_AFTER = 1, 2  # of public holidays, around the present year


@dataclass(frozen=True, slots=True)
class ScheduleSettings:
    """Weekly hours in an IANA zone, the country (and region) whose public holidays are closed ("": none), and days of
    the company's own, which hold before those."""

    zone: str
    intervals: tuple[Interval, ...] = ()
    country: str = ""
    region: str = ""
    days: tuple[CalendarDay, ...] = ()

    def schedule(self) -> Schedule:
        return Schedule(self.zone, self.intervals)

    def calendar(self, year: int) -> Calendar:
        """The days that differ from the week, of the years around `year`."""
        if not self.country:
            return Calendar("own", self.days) if self.days else NO_CALENDAR
        public = public_holidays(self.country, year - YEARS_BEFORE, year + YEARS_AFTER, self.region)
        return Calendar(public.code, (*public.days, *self.days))


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """One channel: by which schedule it is served (`DAY_AND_NIGHT`, or a code), and in which languages."""

    schedule: str = DAY_AND_NIGHT
    languages: tuple[str, ...] = ()
    is_on: bool = True


@dataclass(frozen=True)
class Settings:
    """All that is set of channels and their hours, by code. `waits_on_any_topic` is that of the policy."""

    schedules: Mapping[str, ScheduleSettings]
    channels: Mapping[str, ChannelSettings]
    promise_seconds: int
    waits_on_any_topic: bool = False
    advice: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("schedules", "channels", "advice"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


def applied(settings: Settings, policy: Policy, *, year: int, languages: Collection[str]) -> Policy:
    """The policy with these settings, for moments of about that year, in those of the company's `languages` alone.

    A channel for which no language is left is off. What is built stays as the policy has it.
    """

    def channel(code: str, own: ChannelSettings) -> ChannelPolicy:
        served = tuple(language for language in languages if language in own.languages)
        hours, calendar = ALWAYS, NO_CALENDAR
        if own.schedule != DAY_AND_NIGHT:
            found = settings.schedules[own.schedule]
            hours, calendar = found.schedule(), found.calendar(year)
        is_built = policy.channels[code].is_built
        return ChannelPolicy(hours, served, calendar, is_on=own.is_on and bool(served), is_built=is_built)

    return replace(
        policy,
        channels={code: channel(code, settings.channels[code]) for code in Channel if code in settings.channels},
        promise_seconds=settings.promise_seconds,
        waits_on_any_topic=settings.waits_on_any_topic,
        advice=settings.advice,
    )
