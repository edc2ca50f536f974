"""Languages in addresses: which one a path names, the same page in another, and which one a browser asks for."""

from __future__ import annotations

from collections.abc import Iterable

CODES = ("en", "fr", "de", "es")


def language_of(path: str) -> str | None:
    """The language that a path begins with (`/de/tickets/` -> `de`), or None."""
    code = path[1:].partition("/")[0]
    return code if code in CODES else None


def in_language(path: str, code: str) -> str:
    """The same page in another language; a path without a language gets one (`/tickets/` -> `/de/tickets/`)."""
    present = language_of(path)
    rest = path[1 + len(present) :] if present else path
    return f"/{code}{rest or '/'}"


def accepted(header: str, offered: Iterable[str]) -> str | None:
    """The first offered language in the browser's order of liking; None when it likes none of them.

    Source: RFC 9110, 12.5.4. A malformed weight counts as not liked; `*` says nothing about a language of ours.
    """
    known = set(offered)
    wishes: list[tuple[float, int, str]] = []
    for position, item in enumerate(header[:500].split(",")):
        tag, _, weight = item.partition(";")
        code = tag.strip().lower().split("-")[0]
        quality = _quality(weight)
        if code in known and quality > 0:
            wishes.append((-quality, position, code))
    return min(wishes)[2] if wishes else None


def _quality(weight: str) -> float:
    text = weight.strip().removeprefix("q=")
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
