"""What matched, marked in a text; and the passage of it that says most."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pindesk.knowledge.rules import NOT_SHOWN
from pindesk.knowledge.search.found import Found
from pindesk.lib.analysis import Word, fold, is_stop_word, stem, words_of

Pieces = list[tuple[str, bool]]
LONGEST_TEXT = 8_000  # characters in which a passage is looked for
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


class Span(NamedTuple):
    """What is to be marked: characters of the text, for which term, and how much that says."""

    start: int
    end: int
    term: str
    weight: float


def marked(text: str, found: Found) -> Pieces:
    """The text in pieces, True where it matched: whole words in any of their forms, of a begun word what was typed."""
    return _pieces(text, 0, len(text), list(_spans(text, found)))


def snippet(text: str, found: Found, length: int = 160) -> Pieces:
    """The passage of at most `length` characters that says most of what was asked, cut between words.

    A sentence is shown from its start where it fits. Text without a match gives its beginning; none gives nothing.
    Nothing is shown of what stands behind `NOT_SHOWN`.
    """
    text = text.partition(NOT_SHOWN)[0].rstrip()[:LONGEST_TEXT]
    spans = list(_spans(text, found))
    start = _best_start(text, spans, length)
    end = _end(text, start, length)
    pieces = _pieces(text, start, end, spans)
    pieces = [(" ".join(piece.split("\n")), is_match) for piece, is_match in pieces]
    return [
        *([("…\u00a0", False)] if start else []),
        *pieces,
        *([("\u00a0…", False)] if end < len(text.rstrip()) else []),
    ]


def _spans(text: str, found: Found) -> Iterator[Span]:
    if not found.terms and not found.begun:
        return
    starts = {term[:3] for term in found.terms} | ({found.begun[:3]} if found.begun else set())
    begun_term = stem(found.begun, found.language)
    last_end = 0
    for word in words_of(text, found.language, frozenset(start[0] for start in starts)):
        # A stem keeps its first letters, so most words need no stem.
        if word.text[:3] not in starts and not any(word.text.startswith(start) for start in starts if len(start) < 3):
            continue
        span = _span(text, word, found, begun_term)
        if span and span.start >= last_end:
            last_end = span.end
            yield span


def _span(text: str, word: Word, found: Found, begun_term: str) -> Span | None:
    begun, term = found.begun, stem(word.text, found.language)
    if begun and word.text.startswith(begun) and (term != begun_term or term not in found.terms):
        return Span(word.start, _typed_end(text, word, begun, found.language), term, found.terms.get(term, 0.1))
    if term in found.terms and not is_stop_word(word.text, found.language):
        return Span(word.start, word.end, term, found.terms[term])
    return None


def _typed_end(text: str, word: Word, begun: str, language: str) -> int:
    """Where the typed part of a word ends in the text, which may have fewer characters (ß) or more (combining ones)."""
    if word.text == begun:
        return word.end
    for end in range(word.start + 1, word.end):
        if len(fold(text[word.start : end], language)) >= len(begun) and text[end].isalnum():
            return end
    return word.end


def _pieces(text: str, start: int, end: int, spans: list[Span]) -> Pieces:
    pieces: Pieces = []
    last = start
    for span in spans:
        if span.start < start or span.end > end:
            continue
        pieces += [(text[last : span.start], False), (text[span.start : span.end], True)]
        last = span.end
    pieces.append((text[last:end], False))
    return [piece for piece in pieces if piece[0]]


def _best_start(text: str, spans: list[Span], length: int) -> int:
    """Where the passage begins that says most: at a sentence where that leaves room, else some words before it."""
    best, most = 0, 0.0
    for number, first in enumerate(spans):
        said: dict[str, float] = {}
        for span in spans[number : number + 40]:
            if span.end > first.start + length * 3 // 4:
                break
            said[span.term] = span.weight
        if sum(said.values()) > most * 1.05:
            best, most = first.start, sum(said.values())
    if best < length // 4:
        return 0
    sentences = [0, *(match.end() for match in _SENTENCE.finditer(text, 0, best)), best]
    begins = max(place for place in sentences[:-1] if place <= best)
    if best - begins <= length // 4:
        return begins
    return text.rfind(" ", 0, max(1, best - length // 6)) + 1


def _end(text: str, start: int, length: int) -> int:
    if len(text) - start <= length:
        return len(text)
    limit = start + length
    space = max(text.rfind(" ", start + length // 2, limit + 1), text.rfind("\n", start + length // 2, limit + 1))
    return space if space > start else limit
