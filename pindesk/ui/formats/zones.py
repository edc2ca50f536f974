"""Two clocks: the company's and the reader's. One time is printed when both show the same, else both."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from pindesk.ui.formats.instants import by_date, on, on_date, wall_time
from pindesk.ui.formats.styles import style

# German makes an adjective of a city (`Pariser Zeit`); the ending is not regular, so the usual ones are listed.
_GERMAN = {
    "Amsterdam": "Amsterdamer",
    "Berlin": "Berliner",
    "Lissabon": "Lissabonner",
    "London": "Londoner",
    "Madrid": "Madrider",
    "New York": "New Yorker",
    "Paris": "Pariser",
    "Rom": "römischer",
    "Wien": "Wiener",
    "Zürich": "Zürcher",
}


def is_same_time(at: datetime, zone: ZoneInfo, other: ZoneInfo) -> bool:
    """Whether the clocks of both zones show the same at that instant."""
    return at.astimezone(zone).utcoffset() == at.astimezone(other).utcoffset()


@lru_cache(maxsize=64)
def zone_time(zone: ZoneInfo, language: str) -> str:
    """The name of a zone's time: `Paris time`, `Pariser Zeit`, `heure de Paris`, `hora de París`.

    Source: the names of cities are CLDR's, by Babel.
    """
    city = get_timezone_location(zone.key, locale=style(language).locale, return_city=True)
    if zone.key == "UTC":
        return "UTC"
    if language == "de" and city in _GERMAN:
        return f"{_GERMAN[city]} Zeit"
    if language == "fr":
        return _french(city)
    return style(language).zone.format(city=city)


def in_zones(at: datetime, now: datetime, zone: ZoneInfo, company_zone: ZoneInfo, language: str) -> str:
    """When, by the company's clock with its name: `Friday 9:00 Paris time`, and by the reader's own if that differs.

    For example `Friday 9:00 Paris time (8:00 your time)`; the reader's weekday is said if it is another one.
    """
    words = style(language)
    text = words.zone_after.format(time=on(at, now, company_zone, language), zone=zone_time(company_zone, language))
    if is_same_time(at, zone, company_zone):
        return text
    time = _own_clock(at, zone, company_zone, language) or on(at, now, zone, language)
    return f"{text} ({words.own_time.format(time=time)})"


def by_in_zones(at: datetime, now: datetime, zone: ZoneInfo, company_zone: ZoneInfo, language: str) -> str:
    """Until when, still true when it is read later: `by Friday 11 September, 16:42` where both clocks show the same.

    Else by both, for example `by Friday 11 September, 16:42 Paris time (10:42 your time)`.
    """
    text = by_date(at, now, company_zone, language)
    if is_same_time(at, zone, company_zone):
        return text
    words = style(language)
    time = _own_clock(at, zone, company_zone, language) or on_date(at, now, zone, language)
    text = words.zone_after.format(time=text, zone=zone_time(company_zone, language))
    return f"{text} ({words.own_time.format(time=time)})"


def _own_clock(at: datetime, zone: ZoneInfo, company_zone: ZoneInfo, language: str) -> str:
    """The reader's clock time alone, if it is the same day there; else nothing."""
    own = at.astimezone(zone)
    is_same_day = own.date() == at.astimezone(company_zone).date()
    return wall_time(own.hour, own.minute, language) if is_same_day else ""


def _french(city: str) -> str:
    if city.startswith("Le "):
        return f"heure du {city[3:]}"
    return f"heure d’{city}" if city[0] in "AEIOUÉÎ" else f"heure de {city}"
