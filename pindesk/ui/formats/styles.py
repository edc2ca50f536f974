"""How each language writes times: day and month names from CLDR (by Babel), patterns of our own beside them.

The patterns are data of a language, like CLDR's, not sentences of a page: a new language adds a row here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

DASH = "–\u2060"  # of a range, with a word joiner: no line ends after it


@dataclass(frozen=True, slots=True)
class Style:
    """One language. Templates are filled with `str.format`; `{time}` is a clock time, `{day}` a day's name or date."""

    locale: str
    short_date: str  # 12 Sept
    long_date: str  # 12 September
    dated: str  # Thursday 12 September
    heading: str  # the same, where it stands alone
    year: str  # {date} 2027
    hours: str  # 9:00, in a sentence
    yesterday: str
    today: str
    moment: str  # today 15:58
    full: str  # Thursday 12 September 2026, 16:42
    on: str  # Friday 16:42
    on_date: str
    by: str
    by_date: str
    by_today: str
    by_short: str
    by_short_date: str
    by_short_today: str
    between: str  # 9:00–18:00, in a list
    opening: str  # the same, in a sentence
    zone: str  # Paris time
    zone_after: str  # 9:00 Paris time
    own_time: str  # your time
    minutes: str
    hours_unit: str
    days: str


STYLES = {
    "en": Style(
        locale="en_GB",
        short_date="{d} {mon}",
        long_date="{d} {month}",
        dated="{weekday} {date}",
        heading="{weekday} {date}",
        year="{date} {y}",
        hours="{h}:{m:02}",
        yesterday="yesterday",
        today="today",
        moment="{day} {time}",
        full="{date}, {time}",
        on="{day} {time}",
        on_date="{day}, {time}",
        by="by {day} {time}",
        by_date="by {day}, {time}",
        by_today="today by {time}",
        by_short="by {day} {time}",
        by_short_date="by {day} {time}",
        by_short_today="by {time}",
        between=f"{{start}}{DASH}{{end}}",
        opening=f"{{start}}{DASH}{{end}}",
        zone="{city} time",
        zone_after="{time} {zone}",
        own_time="{time} your time",
        minutes="m",
        hours_unit="h",
        days="d",
    ),
    "de": Style(
        locale="de",
        short_date="{d}. {mon}",
        long_date="{d}. {month}",
        dated="{weekday}, {date}",
        heading="{weekday}, {date}",
        year="{date} {y}",
        hours="{h}:{m:02}",
        yesterday="gestern",
        today="heute",
        moment="{day} {time}",
        full="{date}, {time} Uhr",
        on="{day}, {time} Uhr",
        on_date="{day}, {time} Uhr",
        by="bis {day}, {time} Uhr",
        by_date="bis {day}, {time} Uhr",
        by_today="heute bis {time} Uhr",
        by_short="bis {day} {time}",
        by_short_date="bis {day} {time}",
        by_short_today="bis {time}",
        between=f"{{start}}{DASH}{{end}}",
        opening=f"{{start}}{DASH}{{end}} Uhr",
        zone="Ortszeit {city}",
        zone_after="{time} {zone}",
        own_time="bei Ihnen {time}",
        minutes="Min.",
        hours_unit="Std.",
        days="T.",
    ),
    "fr": Style(
        locale="fr",
        short_date="{d} {mon}",
        long_date="{d} {month}",
        dated="{weekday} {date}",
        heading="{weekday} {date}",
        year="{date} {y}",
        hours="{h}\u00a0h\u00a0{m:02}",
        yesterday="hier",
        today="aujourd’hui",
        moment="{day} {time}",
        full="{date} à {time}",
        on="{day} à {time}",
        on_date="{day} à {time}",
        by="au plus tard {day} à {time}",
        by_date="au plus tard {day} à {time}",
        by_today="aujourd’hui avant {time}",
        by_short="avant {day} {time}",
        by_short_date="avant le {day} {time}",
        by_short_today="avant {time}",
        between=f"{{start}}{DASH}{{end}}",
        opening="de {start} à {end}",
        zone="heure de {city}",
        zone_after="{time}, {zone}",
        own_time="{time} chez vous",
        minutes="min",
        hours_unit="h",
        days="j",
    ),
    "es": Style(
        locale="es",
        short_date="{d} {mon}",
        long_date="{d} de {month}",
        dated="{weekday} {date}",
        heading="{weekday}, {date}",
        year="{date} de {y}",
        hours="{h}:{m:02}",
        yesterday="ayer",
        today="hoy",
        moment="{day} {time}",
        full="{date}, a las {time}",
        on="el {day} a las {time}",
        on_date="el {day} a las {time}",
        by="antes del {day} a las {time}",
        by_date="antes del {day} a las {time}",
        by_today="hoy antes de las {time}",
        by_short="antes del {day} {time}",
        by_short_date="antes del {day} {time}",
        by_short_today="antes de las {time}",
        between=f"{{start}}{DASH}{{end}}",
        opening="de {start} a {end}",
        zone="hora de {city}",
        zone_after="{time}, {zone}",
        own_time="{time} en tu zona",
        minutes="min",
        hours_unit="h",
        days="d",
    ),
}


@dataclass(frozen=True, slots=True)
class Names:
    """Names of days (0 is Monday) and months (0 is January), short and long."""

    days: tuple[str, ...]
    days_long: tuple[str, ...]
    months: tuple[str, ...]
    months_long: tuple[str, ...]


def style(language: str) -> Style:
    """The style of a language code; English for one that is not known."""
    return STYLES.get(language) or STYLES["en"]


@lru_cache(maxsize=8)
def names(language: str) -> Names:
    """Day and month names. Source: CLDR by Babel; German days stand alone (`Fr`, not `Fr.`), as in a timetable."""
    locale = Locale.parse(style(language).locale)
    context = "stand-alone" if language == "de" else "format"
    return Names(
        tuple(locale.days[context]["abbreviated"][number] for number in range(7)),
        tuple(locale.days["format"]["wide"][number] for number in range(7)),
        tuple(locale.months["format"]["abbreviated"][number] for number in range(1, 13)),
        tuple(locale.months["format"]["wide"][number] for number in range(1, 13)),
    )
