"""Folding: letters that people type in different ways become one, on both sides of a search."""

from __future__ import annotations

import re
import unicodedata

from pindesk.lib.text import without_marks

_GERMAN = (("ae", "a"), ("oe", "o"), ("ue", "u"))
# Letters without a decomposition, and characters that show nothing: soft hyphen, zero-width ones, byte order mark.
_OTHERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "d"}
IGNORED = "\u00ad\u200b-\u200f\u2060\ufeff"
_IGNORED = re.compile(f"[{IGNORED}]")


def fold(text: str, language: str) -> str:
    """Lower case, without accents; German ae, oe and ue as a, o and u, because both are typed for ä, ö and ü."""
    folded = text.lower()
    if not folded.isascii():
        folded = folded.translate(_LATIN)
        if not folded.isascii():
            folded = _decomposed(_IGNORED.sub("", folded))
    if language == "de":
        for typed, letter in _GERMAN:
            if typed in folded:
                folded = folded.replace(typed, letter)
    return folded


def _decomposed(text: str) -> str:
    parts = unicodedata.normalize("NFKD", without_marks(text))
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).lower().translate(_LATIN)


def _latin() -> dict[int, str]:
    """What each accented letter up to U+024F becomes: a table, because decomposing every word is ten times slower."""
    table = {ord(letter): folded for letter, folded in _OTHERS.items()}
    for code in range(0xC0, 0x250):
        if code not in table and chr(code).isalpha():
            bare = "".join(one for one in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(one))
            if bare.isascii():
                table[code] = bare
    return table


_LATIN = _latin()
