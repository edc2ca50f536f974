"""Public holidays of a country as a calendar, by the `holidays` library, which is imported when first asked for."""

from __future__ import annotations

from functools import lru_cache

from pindesk.hours.errors import CountryUnknown
from pindesk.hours.schedule import Calendar, CalendarDay


def public_holidays(country: str, first_year: int, last_year: int, region: str = "") -> Calendar:
    """The public holidays of a country (ISO 3166-1 alpha-2) and, where given, one of its regions (ISO 3166-2 without
    the country), closed all day, of the years from the first to the last; each by the name it has there.

    Raises CountryUnknown.
    """
    return _calendar(country.upper(), region, first_year, last_year)


def countries() -> dict[str, tuple[str, ...]]:
    """The countries whose holidays are known, by code, each with its regions. Some two hundred."""
    from holidays import list_supported_countries

    return {code: tuple(regions) for code, regions in sorted(list_supported_countries(include_aliases=False).items())}


@lru_cache(maxsize=32)
def regions(country: str) -> tuple[tuple[str, str], ...]:
    """The regions of a country that have public holidays of their own: code and name, as the country calls them."""
    from holidays import country_holidays

    try:
        found = country_holidays(country.upper())
    except RuntimeError:  # of no country or region that is known
        return ()
    names: dict[str, str] = {}
    for name, code in found.subdivisions_aliases.items():
        names[code] = max(names.get(code, ""), name, key=len)
    return tuple((code, names.get(code, code)) for code in found.subdivisions)


@lru_cache(maxsize=64)
def _calendar(country: str, region: str, first_year: int, last_year: int) -> Calendar:
    from holidays import country_holidays

    try:
        # Without a language the names are in that of the machine.
        language = country_holidays(country).default_language
        years = range(first_year, last_year + 1)
        known = region if region in country_holidays(country).subdivisions else region.upper()
        found = country_holidays(country, subdiv=known or None, years=years, language=language)
    except RuntimeError:  # of no country or region that is known
        raise CountryUnknown from None
    days = tuple(CalendarDay(on, name) for on, name in sorted(found.items()))
    return Calendar("-".join(filter(None, (country, known))), days)
