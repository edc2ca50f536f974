"""Lengths of time: how long ago, how long it takes."""

from __future__ import annotations

from datetime import datetime, timedelta

from babel.dates import format_timedelta

from pindesk.ui.formats.styles import style


def age(at: datetime, now: datetime, language: str) -> str:
    """How long ago, in one unit: `12 m`, `2 h`, `3 d`. An instant to come counts as now."""
    words, minutes = style(language), max(0, int((now - at).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes}\u00a0{words.minutes}"
    if minutes < 24 * 60:
        return f"{minutes // 60}\u00a0{words.hours_unit}"
    return f"{minutes // (24 * 60)}\u00a0{words.days}"


def ago(at: datetime, now: datetime, language: str) -> str:
    """How long ago, in a sentence: `3 days ago`, `vor 3 Tagen`; a minute at least. Source: CLDR by Babel."""
    length = max(now - at, timedelta(minutes=1))
    locale = style(language).locale
    return format_timedelta(-length, granularity="minute", threshold=1, add_direction=True, locale=locale)


def span(length: timedelta, language: str) -> str:
    """A length in hours and minutes: `24 h`, `1 h 38 min`, `45 min`; whole minutes, rounded down."""
    hours, minutes = divmod(max(0, int(length.total_seconds())) // 60, 60)
    words = style(language)
    minute = words.minutes if language != "en" else "min"
    parts = [f"{hours}\u00a0{words.hours_unit}"] if hours else []
    if minutes or not hours:
        parts.append(f"{minutes}\u00a0{minute}")
    return " ".join(parts)
