"""Cleaning what people type, without losing what they meant."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
# Overrides and isolates that can turn the direction of what follows; plain marks (U+200E, U+200F) stay.
_DIRECTIONS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_NO_ID = re.compile(r"[^A-Za-z0-9-]")
_SPACES = re.compile(r"\s+")


def clean_text(value: str) -> str:
    """Several lines as typed: Unix line ends, no control characters, no lone surrogates, NFC, no blank edges."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROLS.sub("", lines)).strip()


def number_or_none(text: str, most_digits: int = 18) -> int | None:
    """The whole number that the text is, in plain digits; None for anything else, and for one with more digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most_digits else None


def clean_id(value: str) -> str:
    """A name that a browser gave, like a UUID: at most 36 letters, digits and hyphens, anything else is left out."""
    return _NO_ID.sub("", value)[:36]


def clean_line(value: str) -> str:
    """One line (subject, name): as `clean_text`, with every run of white space one space and no direction overrides."""
    return _SPACES.sub(" ", _DIRECTIONS.sub("", clean_text(value))).strip()
