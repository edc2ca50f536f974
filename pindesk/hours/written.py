"""Hours of a day as people type them, and back: `9:00-12:00, 13:00-18:00`; nothing is a day that is closed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from pindesk.hours.errors import HoursUnreadable
from pindesk.hours.schedule import Span

MOST_CHARS, MOST_SPANS = 200, 8

_CLOSED = {"", "-", "closed", "geschlossen", "fermé", "ferme", "cerrado"}
_BETWEEN = re.compile(r"\s*[,;+&/\n]\s*|\s+(?:and|und|et|y)\s+")
_DASHES = re.compile(r"[\u2010-\u2015\u2212]|\b(?:to|till|until|bis|à|a)\b")
# What only says that these are hours: `9:00-18:00 Uhr`, `de 9 h à 18 h`.
_AROUND = re.compile(r"\b(?:uhr|von|from|de)\b|[\u2060\u200b]")
_HALF = re.compile(r"\b([ap])\.\s?m\b\.?")
_CLOCK = r"([0-9]{1,2})\s*(?:(?:[:.]|hrs?\b|h)\s*([0-9]{2})?)?\s*(am|pm)?\s*"
_SPAN = re.compile(rf"{_CLOCK}-\s*{_CLOCK}")


def spans_of(text: str) -> tuple[Span, ...]:
    """The hours that a text names, in their order of the day; none for an empty one or one that says closed.

    Forgiving of how times and ranges are written: `9-18`, `9h30–18h`, `09.00 - 18.00 Uhr`, `9 am to 6 pm`, `22:00-6:00`
    over midnight, `0-24`. Raises HoursUnreadable for the rest.
    """
    if len(text) > MOST_CHARS:
        raise HoursUnreadable
    plain = _AROUND.sub(" ", _DASHES.sub("-", _HALF.sub(r"\1m", text.casefold()))).strip(" .,;")
    if plain in _CLOSED:
        return ()
    parts = [part for part in _BETWEEN.split(plain) if part]
    if len(parts) > MOST_SPANS:
        raise HoursUnreadable
    return tuple(sorted((_span(part.strip()) for part in parts), key=Span.on_wall))


def written(spans: Sequence[Span]) -> str:
    """The hours as `spans_of` reads them, the same in every language: `9:00-12:00, 22:00-6:00`; one end is 24:00."""
    return ", ".join(f"{_time(span.start)}-{_time(span.end, is_end=True)}" for span in spans)


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if not found:
        raise HoursUnreadable
    start, end = _clock(*found.group(1, 2, 3)), _clock(*found.group(4, 5, 6))
    # Equal ends are a slip, but for the day that lasts from midnight to midnight.
    if start == 24 * 60 or (start == end and start):
        raise HoursUnreadable
    return Span(time(*divmod(start, 60)), time(*divmod(end % (24 * 60), 60)))


def _clock(hour: str, minute: str | None, half: str | None) -> int:
    """Minutes since midnight, up to 24:00."""
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            raise HoursUnreadable
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    found = hours * 60 + minutes
    if minutes > 59 or found > 24 * 60:
        raise HoursUnreadable
    return found


def _time(at: time, *, is_end: bool = False) -> str:
    hour = 24 if is_end and at == time(0) else at.hour
    return f"{hour}:{at.minute:02}"
