"""Opening hours of a week in one line, by the clock of the schedule's zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from itertools import groupby

from pindesk.ui.formats.instants import wall_time
from pindesk.ui.formats.styles import DASH, names, style


def opening(start: time, end: time, language: str) -> str:
    """Hours of a day in a sentence: `9:00–18:00`, `9:00–18:00 Uhr`, `de 9 h à 18 h`. An end of 0:00 is 24:00."""
    return _between(style(language).opening, start, end, language)


def weekly_hours(intervals: Iterable[tuple[int, time, time]], language: str) -> str:
    """A week in one line: `Mon–Fri 9:00–18:00`, `Mon–Thu 9:00–18:00, Fri 9:00–12:00, 14:00–16:00`.

    Each interval is weekday (0 is Monday), start and end by the wall clock; days with the same hours are joined.
    """
    days: dict[int, list[str]] = {}
    for weekday, start, end in sorted(intervals):
        days.setdefault(weekday, []).append(_between(style(language).between, start, end, language))
    lines = [(weekday, ", ".join(hours)) for weekday, hours in sorted(days.items())]
    return ", ".join(f"{_days([weekday for weekday, _ in run], language)} {hours}" for hours, run in _runs(lines))


def _runs(lines: list[tuple[int, str]]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Days that follow one another with the same hours."""
    numbered = [(weekday - position, hours, (weekday, hours)) for position, (weekday, hours) in enumerate(lines)]
    groups = groupby(numbered, key=lambda item: item[:2])
    return [(key[1], [item[2] for item in group]) for key, group in groups]


def _days(weekdays: list[int], language: str) -> str:
    short = names(language).days
    if len(weekdays) == 1:
        return short[weekdays[0]]
    dash = ", " if len(weekdays) == 2 else DASH
    return f"{short[weekdays[0]]}{dash}{short[weekdays[-1]]}"


def _between(pattern: str, start: time, end: time, language: str) -> str:
    last = 24 if (end.hour, end.minute) == (0, 0) else end.hour
    return pattern.format(
        start=wall_time(start.hour, start.minute, language), end=wall_time(last, end.minute, language)
    )
