"""What a change of channels and hours would do, in sentences and true numbers, before it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pindesk.availability.models import SettingsVersion
from pindesk.availability.policy import Channel, Policy
from pindesk.availability.settings.effects import Effect, effects
from pindesk.availability.settings.kept import as_data
from pindesk.availability.settings.sentences import Names, others, told
from pindesk.availability.settings.values import Settings
from pindesk.availability.words import channel_word
from pindesk.ui import formats

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Preview:
    """Losses first, then gains, then what else; `notes` are what to know besides.

    `key` stands for exactly what was shown: the settings, their day, and the version that was the last one then.
    """

    heading: str
    losses: tuple[str, ...]
    gains: tuple[str, ...]
    others: tuple[str, ...]
    notes: tuple[str, ...]
    key: str
    is_same: bool

    @property
    def does_nothing(self) -> bool:
        return not (self.losses or self.gains or self.others)


@dataclass(frozen=True, slots=True)
class Change:
    """A change that could be made: when it begins, and what would hold then without it and with it."""

    settings: Settings
    present: Settings
    before: Policy
    after: Policy
    since: datetime
    is_now: bool
    latest: int


@dataclass(frozen=True, slots=True)
class Held:
    """Settings with the policy that they make."""

    policy: Policy
    settings: Settings

    @property
    def own_days(self) -> set[date]:
        return {day.on for one in self.settings.schedules.values() for day in one.days}


def preview_of(change: Change, names: Names, to_come: Iterable[SettingsVersion], zone: ZoneInfo) -> Preview:
    """The preview of a change; `to_come` are the versions that begin later than now, `zone` is the company's."""
    language = names.language
    later = sorted((one for one in to_come if one.valid_from > change.since), key=lambda one: one.valid_from)
    first = change.since.astimezone(zone).date()
    last = later[0].valid_from.astimezone(zone).date() if later else None
    losses, gains = sentences_of(
        Held(change.before, change.present), Held(change.after, change.settings), first, names, last
    )
    return Preview(
        heading=_("From now on") if change.is_now else _from(change.since, zone, language),
        losses=losses,
        gains=gains,
        others=tuple(others(change.before, change.after, language)),
        notes=tuple(_notes(change, later, zone, language)),
        key=key_of(change.settings, change.since if not change.is_now else None, change.latest),
        is_same=as_data(change.settings) == as_data(change.present),
    )


def sentences_of(
    old: Held, new: Held, first: date, names: Names, last: date | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is lost and what is gained from a date on, a sentence each.

    It looks a year ahead, and at the company's own days beyond; `last` ends it sooner, where something else begins.
    """
    own = old.own_days | new.own_days
    end = min(filter(None, (last, max(own | {first + A_YEAR}))))
    found = [_without_far_holidays(one, first, own) for one in effects(old.policy, new.policy, first, end)]
    lines = [(one.is_gain, told(one, old.policy, new.policy, names)) for one in found if one.hours or one.dates]
    return (
        tuple(line for is_gain, line in lines if not is_gain),
        tuple(line for is_gain, line in lines if is_gain),
    )


def _without_far_holidays(effect: Effect, first: date, own: set[date]) -> Effect:
    near = tuple((on, spans) for on, spans in effect.dates if on <= first + A_YEAR or on in own)
    return replace(effect, dates=near)


def key_of(settings: Settings, since: datetime | None, latest: int) -> str:
    """A short name for exactly these settings from that instant on (None: from now on), after that version."""
    shown = [as_data(settings), since.isoformat() if since else None, latest]
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def valid_from_words(at: datetime, zone: ZoneInfo, language: str) -> str:
    """An instant at which settings begin: the day alone where it is midnight of the company's zone."""
    local = at.astimezone(zone)
    if local.time() == time():
        return formats.day(at, at - A_YEAR, zone, language)
    return formats.full(at, zone, language)


def _from(at: datetime, zone: ZoneInfo, language: str) -> str:
    values = {"day": formats.day(at, at - A_YEAR, zone, language), "zone": formats.zone_time(zone, language)}
    return _("From %(day)s on (0:00, %(zone)s)") % values


def _notes(change: Change, later: Sequence[SettingsVersion], zone: ZoneInfo, language: str) -> Iterable[str]:
    if change.before.channels and (old := _zones(change.before)) != (new := _zones(change.after)) and old and new:
        values = {"old": ", ".join(sorted(old)), "new": ", ".join(sorted(new))}
        yield _("The hours are told by the clock that holds before the change: %(old)s; then it is %(new)s.") % values
    hidden = [channel_word(code) for code in Channel if _is_planned(change.after, code)]
    if hidden and (change.before.channels != change.after.channels):
        names = ", ".join(hidden)
        yield _("Not in this version of Pindesk yet: %(channels)s. Customers read the planned hours.") % {
            "channels": names
        }
    if change.before.promise_seconds != change.after.promise_seconds:
        yield _("Open tickets keep the time that was promised.")
    if later:
        values = {"day": valid_from_words(later[0].valid_from, zone, language)}
        yield (
            _("A change is to come on %(day)s. From then on it holds as it was saved, without what is changed here.")
            % values
        )


def _zones(policy: Policy) -> set[str]:
    return {one.hours.zone for one in policy.channels.values() if not one.hours.is_day_and_night}


def _is_planned(policy: Policy, code: str) -> bool:
    channel = policy.channels.get(code)
    return channel is not None and channel.is_on and not channel.is_built
