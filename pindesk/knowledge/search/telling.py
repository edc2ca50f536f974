"""The words of a long text that are worth a search: those of its subject, and the most telling ones of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from math import sqrt

from pindesk.knowledge.search.reading import Reading
from pindesk.lib.analysis import is_small_talk, is_stop_word, words_of

OF_SUBJECT, OF_TEXT = 10, 6  # words
LOOKED_AT = 600  # words of a text
SHORTEST = 3
COMMON = 0.5  # of the documents: a word of the text that more of them have tells nothing; of few documents none does
FEW = 8


def telling_words(reading: Reading, subject: str, text: str) -> list[str]:
    """The folded words in the order to search for: the subject's, then those of the text that fewest documents have.

    A word that no document has is left out of the text, and kept of the subject, where it may be misspelt. None where
    nothing but greetings and the like is said, or no document has any of the words.
    """
    title = list(islice(_said(reading, subject), OF_SUBJECT))
    counts = Counter(islice(_said(reading, text), LOOKED_AT))
    rest = {word: _tells(reading, word) * sqrt(count) for word, count in counts.items() if word not in title}
    best = sorted((word for word in rest if rest[word] > 0), key=lambda word: (-rest[word], word))[:OF_TEXT]
    found = [*title, *best]
    return found if any(reading.knows(word) for word in found) else []


def _said(reading: Reading, text: str) -> Iterator[str]:
    for word in words_of(text, reading.language):
        is_empty = is_stop_word(word.text, reading.language) or is_small_talk(word.text)
        if len(word.text) >= SHORTEST and not is_empty:
            yield word.text


def _tells(reading: Reading, word: str) -> float:
    """How much a word of the text says of which document is meant; 0 for nothing."""
    term = reading.stem(word)
    if not reading.has(term):
        return 0.0
    size = reading.size(term)
    return 0.0 if reading.count > FEW and size > COMMON * reading.count else reading.rarity(size)
