"""A year of opening as the template draws it: months of weeks, and the days that differ, in words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from babel import Locale
from django.utils.translation import gettext as _

from pindesk.availability import sentences
from pindesk.availability.policy import ChannelPolicy, Policy
from pindesk.availability.words import channel_word
from pindesk.hours.year import DayKind, YearDay, exceptions, year_of
from pindesk.ui import formats
from pindesk.ui.formats.styles import names


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in its month; `tip` says what differs, and is empty for days as every week has them."""

    number: int
    kind: str
    tip: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month; `before` are the empty places before its first day."""

    name: str
    before: int
    cells: tuple[Cell, ...]

    @property
    def weeks(self) -> list[list[Cell | None]]:
        places: list[Cell | None] = [None] * self.before + list(self.cells)
        places += [None] * (-len(places) % 7)
        return [places[start : start + 7] for start in range(0, len(places), 7)]


@dataclass(frozen=True, slots=True)
class Year:
    """The opening of channels that share their hours; without months it is day and night."""

    title: str
    hours: str
    months: tuple[Month, ...]
    exceptions: tuple[tuple[str, str, str], ...]


def years_of(policy: Policy, year: int, language: str) -> list[Year]:
    """The year of each channel that is on, those with the same hours together."""
    shown = [(code, channel) for code, channel in policy.channels.items() if channel.is_on]
    found = []
    for _key, group in groupby(shown, key=lambda one: (one[1].hours, one[1].calendar)):
        members = list(group)
        title = sentences.and_so_on([channel_word(code) for code, _channel in members], language)
        found.append(_year(title, members[0][1], year, language))
    return found


def day_letters(language: str) -> list[tuple[str, str]]:
    """The short and the long name of each weekday, Monday first."""
    narrow = Locale.parse(language).days["stand-alone"]["narrow"]
    return [(narrow[day], names(language).days_long[day]) for day in range(7)]


def kind_words() -> dict[str, str]:
    return {
        DayKind.OPEN: _("Open"),
        DayKind.OTHER_HOURS: _("Other hours"),
        DayKind.CLOSED: _("Closed"),
        DayKind.HOLIDAY: _("Holiday, closed"),
    }


def _year(title: str, channel: ChannelPolicy, year: int, language: str) -> Year:
    if channel.hours.is_day_and_night:
        return Year(title, _("Day and night, every day of the year."), (), ())
    zone = formats.zone_time(channel.hours.tz, language)
    months = year_of(channel.hours, year, channel.calendar)
    return Year(
        title,
        f"{sentences.week(channel.hours, language)}, {zone}",
        tuple(_month(days, language) for days in months),
        tuple((_long(day, language), day.name or "–", _hours(day, language)) for day in exceptions(months)),
    )


def _month(days: tuple[YearDay, ...], language: str) -> Month:
    name = formats.heading(names(language).months_long[days[0].on.month - 1])
    return Month(name, days[0].on.weekday(), tuple(_cell(day, language) for day in days))


def _cell(day: YearDay, language: str) -> Cell:
    tip = ""
    if day.is_exception:
        parts = (formats.date_of(day.on, language), day.name, _hours(day, language))
        tip = ", ".join(part for part in parts if part)
    return Cell(day.on.day, day.kind, tip)


def _long(day: YearDay, language: str) -> str:
    return f"{formats.heading(names(language).days_long[day.on.weekday()])} {formats.date_of(day.on, language)}"


def _hours(day: YearDay, language: str) -> str:
    if not day.spans:
        return _("closed")
    return ", ".join(formats.opening(span.start, span.end, language) for span in day.spans)
