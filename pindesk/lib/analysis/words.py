"""Taking a text apart into words, each with its place, as people of each language write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pindesk.lib.analysis.folding import IGNORED, fold

LONGEST = 40  # letters; what is longer is no word that somebody types

# Scripts without spaces (kana, Han, Hangul syllables): each character is a word.
_ALONE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Marks that belong to the letter before, which `\w` does not know: combining accents, Hebrew and Arabic points,
# Devanagari and Thai vowels; and characters that show nothing.
_MARKS = f"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e{IGNORED}"
_LETTER = rf"[^\W_{_ALONE}]"
_RUN = rf"{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*"
_WORD = re.compile(
    rf"\d+(?:\.\d+)+|[{_ALONE}]|(?<!\w)[cfCF](?:\+\+|\#)|{_RUN}(?:['’]{_RUN})*",
)
_ELIDED = {"l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}
_HYPHENS = "-‐‑"


class Word(NamedTuple):
    """A folded word and where it stands in the text; `is_joined`: it goes on from the one before, over a hyphen."""

    text: str
    start: int
    end: int
    is_joined: bool = False


def words_of(text: str, language: str, initials: frozenset[str] | None = None) -> Iterator[Word]:
    """The words of a text in order. Numbers with dots (5.7.1), `C++` and `C#` are words.

    French elision is cut (l'adresse), possessives too, and other apostrophes are left out (don't is dont).
    With `initials`, words that begin with none of those folded letters may be passed over, for speed.
    """
    last_end = 0
    firsts, wanted = _firsts(), initials and initials | {""}
    for match in _WORD.finditer(text):
        start, end = match.span()
        raw = match[0]
        if "'" in raw or "’" in raw:
            raw, start, end = _without_apostrophe(raw, start, end, language)
        elif wanted and firsts.get(raw[0], "") not in wanted:
            continue
        word = fold(raw, language)[:LONGEST]
        if word:
            yield Word(word, start, end, 0 < last_end == start - 1 and text[last_end] in _HYPHENS)
            last_end = end


@lru_cache(maxsize=1)
def _firsts() -> dict[str, str]:
    """What the first letter of a word becomes that begins with a letter or digit up to U+024F."""
    letters = (chr(code) for code in range(0x250))
    return {letter: fold(letter, "en")[:1] for letter in letters if letter.isalnum()}


def _without_apostrophe(raw: str, start: int, end: int, language: str) -> tuple[str, int, int]:
    head, _, rest = raw.replace("’", "'").partition("'")
    if language == "fr" and head.lower() in _ELIDED:
        return rest.replace("'", ""), start + len(head) + 1, end
    if rest.lower() == "s" and language != "fr":
        return head, start, start + len(head)
    return head + rest.replace("'", ""), start, end
