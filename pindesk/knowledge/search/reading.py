"""The parts of an index that one kind of reader may read, and what was looked up in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from functools import cached_property
from math import log
from typing import Any, TypeVar

from pindesk.knowledge.search.segment import Segment
from pindesk.lib.analysis import stem

MOST_REMEMBERED = 2_000  # answers, some 300 kB; somebody who types asks for the same words letter after letter
T = TypeVar("T")


class Reading:
    """Looks words up in all the parts at once, and remembers what it found: the parts never change.

    Threads may share it: two that look for the same at once find the same.
    """

    def __init__(self, language: str, parts: tuple[Segment, ...]) -> None:
        self.language = language
        self.parts = parts
        self._remembered: dict[Hashable, Any] = {}

    @cached_property
    def count(self) -> int:
        """How many documents there are."""
        return sum(part.count for part in self.parts)

    def remembered(self, find: Callable[[Reading, str], T], word: str) -> T:
        """What a function of this reading and a word gives; it is called once a word."""
        key = (find, word)
        found = self._remembered.get(key)
        if found is None:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            found = self._remembered[key] = find(self, word)
        return found

    def stem(self, word: str) -> str:
        return self.remembered(_stem, word)

    def places(self, term: str) -> tuple[int, ...]:
        """Which term it is in each part, -1 where it is not."""
        return self.remembered(_places, term)

    def size(self, term: str) -> int:
        """How many documents have the term; some that were removed may still count."""
        return self.remembered(_size, term)

    def has(self, term: str) -> bool:
        """Whether a document has the term: never by one that was removed or that the reader may not read."""
        return self.remembered(_has, term)

    def knows(self, word: str) -> bool:
        """Whether a document has the folded word, in one of its forms."""
        return self.has(stem(word, self.language))

    def says(self, word: str) -> bool:
        """Whether a document has this very folded word: what a correction may name."""
        return any(part.says(word) for part in self.parts)

    def rarity(self, size: int) -> float:
        """What it says that a document is one of so many: BM25's idf, from 0."""
        size = min(size, self.count)
        return log(1 + (self.count - size + 0.5) / (size + 0.5))

    def written(self, word: str) -> str:
        """How a folded word is written in most documents; plainly only where none has it with accents."""
        counts: Counter[str] = Counter()
        for part in self.parts:
            counts.update(part.spellings(word))
        return max(counts, key=lambda raw: (counts[raw], raw), default=word)


def _stem(reading: Reading, word: str) -> str:
    return stem(word, reading.language)


def _places(reading: Reading, term: str) -> tuple[int, ...]:
    return tuple([part.terms.place(term) for part in reading.parts])


def _size(reading: Reading, term: str) -> int:
    found = zip(reading.parts, reading.places(term), strict=True)
    return sum([part.size(place) for part, place in found if place >= 0])


def _has(reading: Reading, term: str) -> bool:
    places = zip(reading.parts, (part.terms.place(term) for part in reading.parts), strict=True)
    return any(place >= 0 and part.is_alive(place) for part, place in places)
