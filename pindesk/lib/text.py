"""Cleaning what people type, without losing what they meant."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Of combining marks in a row; no language writes as many. Source: UAX #15, 13, Stream-Safe Text Format.
MOST_MARKS = 30
_MARKS_FROM, _MARKS_BEFORE = 0x300, 0x20000  # ideographs, tags and private ones follow, no marks
_MARKS_IN_PARTS = {0x0F73, 0x0F75, 0x0F81, 0xFF9E, 0xFF9F}  # of class 0 themselves, marks when taken apart
# Cleaning leaves out and joins characters: line ends of two become one, three make a Korean or Vietnamese letter.
_LONGER_THAN_CLEAN = 4
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
# Overrides and isolates that can turn the direction of what follows; plain marks (U+200E, U+200F) stay.
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_NO_ID = re.compile(r"[^A-Za-z0-9-]")
_SPACES = re.compile(r"\s+")


def clean_text(value: str) -> str:
    """Several lines as typed: Unix line ends, no control characters, no lone surrogates, NFC, no blank edges.

    Of combining marks at most thirty in a row are kept.
    """
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", with_few_marks(_CONTROLS.sub("", lines))).strip()


def is_far_longer(value: str, most: int) -> bool:
    """Whether a text is so long that cleaning it is of no use: no cleaned one has that many times fewer characters.

    Edges of blanks count: a text that consists of them may be far longer and clean.
    """
    return len(value) > most * _LONGER_THAN_CLEAN


def with_few_marks(text: str) -> str:
    """At most thirty combining marks in a row; without it, putting them in order takes time with their square.

    Ask it before every `unicodedata.normalize` of a text that is not known to be short.
    """
    return text if text.isascii() else _runs_of_marks().sub(r"\1", text)


def without_marks(text: str) -> str:
    """The text without any combining mark that is a character of its own."""
    return text if text.isascii() else _mark().sub("", text)


@lru_cache(maxsize=1)
def _runs_of_marks() -> re.Pattern[str]:
    return re.compile(f"([{_marks()}]{{{MOST_MARKS}}})[{_marks()}]+")


@lru_cache(maxsize=1)
def _mark() -> re.Pattern[str]:
    return re.compile(f"[{_marks()}]+")


@lru_cache(maxsize=1)
def _marks() -> str:
    """The characters that normalising puts in order, as ranges; made when first needed: it takes 15 ms."""
    found = {code for code in range(_MARKS_FROM, _MARKS_BEFORE) if unicodedata.combining(chr(code))} | _MARKS_IN_PARTS
    firsts = sorted(code for code in found if code - 1 not in found)
    lasts = sorted(code for code in found if code + 1 not in found)
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))


def number_or_none(text: str, most_digits: int = 18) -> int | None:
    """The whole number that the text is, in plain digits; None for anything else, and for one with more digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most_digits else None


def clean_id(value: str) -> str:
    """A name that a browser gave, like a UUID: at most 36 letters, digits and hyphens, anything else is left out."""
    return _NO_ID.sub("", value)[:36]


def clean_line(value: str) -> str:
    """One line (subject, name): as `clean_text`, with every run of white space one space and no direction overrides."""
    return _SPACES.sub(" ", _DIRECTIONS.sub("", clean_text(value))).strip()
