"""What the pages of channels and hours show beside the form: choices, lines to read, and versions in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from unicodedata import normalize
from zoneinfo import ZoneInfo

from babel import Locale
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindesk.availability.models import SettingsVersion
from pindesk.availability.policy import Channel, Policy
from pindesk.availability.sentences import languages_in_a_row
from pindesk.availability.settings.kept import OFFICE, settings_of, shipped_settings
from pindesk.availability.settings.sentences import Names, others
from pindesk.availability.settings.values import DAY_AND_NIGHT, applied
from pindesk.availability.words import channel_word
from pindesk.hours.holidays import countries, regions
from pindesk.ui import formats
from pindesk.ui.formats.styles import names as names_of
from pindesk.workspace.hours_form import ChannelFields, HoursForm
from pindesk.workspace.hours_preview import Held, sentences_of, valid_from_words

MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form lets one choose from, as pairs of value and text; the weekdays in their order."""

    countries: Sequence[tuple[str, str]]
    regions: Sequence[tuple[str, str]]
    schedules: Sequence[tuple[str, str]]
    weekdays: Sequence[str]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version as the list shows it; `state` is present, to_come, past or withdrawn."""

    number: int
    author: str
    saved_at: datetime
    valid_from: str
    state: str
    word: str
    lines: tuple[str, ...]
    brings_back: int | None


def choices_of(form: HoursForm, language: str) -> Choices:
    """The choices of the form, in the reader's language."""
    return Choices(
        countries=_countries(language),
        regions=tuple((code, f"{name} ({code})" if name != code else code) for code, name in _regions(form)),
        schedules=((DAY_AND_NIGHT, _("Day and night")), (OFFICE, _("By the weekly hours below"))),
        weekdays=[formats.heading(name) for name in names_of(language).days_long],
    )


def channel_rows(form: HoursForm, languages: Sequence[str]) -> list[tuple[str, str, ChannelFields, list[str]]]:
    """Code, name and fields of each channel, with the languages that can be ticked."""
    return [
        (code, channel_word(code), form.channels[code], list(languages)) for code in Channel if code in form.channels
    ]


def read_lines(form: HoursForm, language: str) -> list[tuple[str, str]]:
    """What is set, as names and values, for agents who only read it."""
    weekdays = [formats.heading(name) for name in names_of(language).days_long]
    chosen = dict(_countries(language)).get(form.country, "")
    region = dict(_regions(form)).get(form.region, form.region)
    return [
        *((channel_word(code), _channel(one, language)) for code, one in form.channels.items()),
        *((name, hours or _("closed")) for name, hours in zip(weekdays, form.week, strict=True)),
        (_("Time zone"), form.zone),
        (_("Public holidays"), ", ".join(part for part in (chosen, region) if part) or _("None")),
        (_("First reply within"), formats.span(timedelta(hours=int(form.promise)), language)),
        (_("Asked to wait"), _wait_words(form)),
    ]


@dataclass(frozen=True, slots=True)
class History:
    """All versions, newest first, and what it takes to tell of them; `policy` has the plans, `languages` are the
    company's."""

    found: Sequence[SettingsVersion]
    policy: Policy
    languages: Sequence[str]
    names: Names
    zone: ZoneInfo
    now: datetime

    @property
    def present(self) -> SettingsVersion | None:
        standing = (one for one in self.found if one.withdrawn_at is None and one.valid_from <= self.now)
        return max(standing, key=lambda one: (one.valid_from, one.pk), default=None)


def version_lines(history: History, shown: slice) -> list[VersionLine]:
    """The versions of a page, each with what it did to whom when it was saved."""
    present = history.present
    return [_version_line(row, history, present) for row in history.found[shown]]


def _version_line(row: SettingsVersion, history: History, present: SettingsVersion | None) -> VersionLine:
    state = _state(row, history.now, present)
    return VersionLine(
        number=row.pk,
        author=row.by.person.name if row.by else "",
        saved_at=row.created_at,
        valid_from=valid_from_words(row.valid_from, history.zone, history.names.language),
        state=state,
        word=_state_words()[state],
        lines=_did(row, history),
        brings_back=row.brings_back_id,
    )


def _did(row: SettingsVersion, history: History) -> tuple[str, ...]:
    """What the version changed of what would have held at its beginning, as things stood when it was saved."""
    earlier = (
        one
        for one in history.found
        if one.pk < row.pk
        and one.valid_from <= row.valid_from
        and (one.withdrawn_at is None or one.withdrawn_at > row.created_at)
    )
    last = max(earlier, key=lambda one: (one.valid_from, one.pk), default=None)
    before = settings_of(last.data) if last else shipped_settings(history.policy.company_zone)
    old, new = (
        Held(applied(one, history.policy, year=row.valid_from.year, languages=history.languages), one)
        for one in (before, settings_of(row.data))
    )
    losses, gains = sentences_of(old, new, row.valid_from.astimezone(history.zone).date(), history.names)
    lines = (*losses, *gains, *others(old.policy, new.policy, history.names.language))
    if len(lines) > MOST_LINES:
        return (*lines[: MOST_LINES - 1], _("And %(count)s more.") % {"count": len(lines) - MOST_LINES + 1})
    return lines or (_("Nothing changed for anybody."),)


def _state(row: SettingsVersion, now: datetime, present: SettingsVersion | None) -> str:
    if row.withdrawn_at is not None:
        return "withdrawn"
    if row.valid_from > now:
        return "to_come"
    return "present" if present and row.pk == present.pk else "past"


def _state_words() -> dict[str, str]:
    return {
        "present": pgettext("version of settings", "Holds now"),
        "to_come": pgettext("version of settings", "To come"),
        "past": pgettext("version of settings", "Earlier"),
        "withdrawn": pgettext("version of settings", "Taken back"),
    }


def _channel(one: ChannelFields, language: str) -> str:
    if not one.is_on:
        return _("Switched off")
    hours = _("Day and night") if one.schedule == DAY_AND_NIGHT else _("By the weekly hours below")
    return f"{hours}; {languages_in_a_row(one.languages, language)}"


def _wait_words(form: HoursForm) -> str:
    if form.any_topic:
        return _("Whoever has an open ticket, whatever its topic")
    return _("Whoever has an open ticket on the same topic")


def _regions(form: HoursForm) -> Sequence[tuple[str, str]]:
    return regions(form.country) if form.country in countries() else ()


@lru_cache(maxsize=8)
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    """Code and name of each country whose holidays are known, in the order of the alphabet. Source: CLDR by Babel."""
    territories = Locale.parse(language).territories
    pairs = [(code, territories.get(code, code)) for code in countries()]
    return tuple(sorted(pairs, key=lambda pair: normalize("NFD", pair[1]).casefold()))
