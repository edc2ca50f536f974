"""A part of an index that never changes: documents that the same people may read, and their terms.

A term is a stem. What it says of a document is one number up to 255 (see `building`). Numbers of documents count
from 0 within the part.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import sub

from pindesk.knowledge.search.packed import PackedWords
from pindesk.knowledge.search.vocabulary import Vocabulary

MOST_DOCUMENTS = 60_000  # their numbers are kept in 16 bits
MOST_IMPACT = 255
MOST_SPELLINGS = 8  # of one word that are looked at
SEPARATOR = "\x1f"  # sorts before every letter


@dataclass(frozen=True, slots=True)
class Titles:
    """For each document its title as folded words and as terms (none for a stop word), in one run of characters."""

    text: bytes
    starts: array[int]
    order: array[int]  # the documents in the order of their titles

    @classmethod
    def of(cls, entries: Iterable[str]) -> Titles:
        made, starts = bytearray(), array("I")
        for entry in entries:
            starts.append(len(made))
            made += entry.encode()
        starts.append(len(made))
        text = bytes(made)
        order = array("H", sorted(range(len(starts) - 1), key=lambda number: text[starts[number] : starts[number + 1]]))
        return cls(text, starts, order)

    def entry(self, number: int) -> str:
        return self.text[self.starts[number] : self.starts[number + 1]].decode()

    def beginning(self, prefix: str, most: int) -> list[int]:
        """Documents whose title begins so."""
        key = prefix.encode()
        first = bisect_left(self.order, key, key=self._bytes)
        last = bisect_left(self.order, key + b"\xff", first, min(len(self.order), first + most), key=self._bytes)
        return list(self.order[first:last])

    def _bytes(self, number: int) -> bytes:
        return self.text[self.starts[number] : self.starts[number + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """`starts[n]` is where the postings of term n begin in `numbers` and `impacts`."""

    visibility: str
    ids: array[int]
    titles: Titles
    terms: PackedWords
    vocabulary: Vocabulary  # folded words as somebody may begin to type them
    backward: PackedWords  # the same from their last letter to their first
    written: Vocabulary  # word, separator, how it is written: for those with accents
    starts: array[int]
    numbers: array[int]
    impacts: bytes
    dead: frozenset[int] = frozenset()  # documents that were replaced or removed

    @property
    def count(self) -> int:
        """How many documents live."""
        return len(self.ids) - len(self.dead)

    @property
    def words(self) -> PackedWords:
        """Folded words; some may be of dead documents alone."""
        return self.vocabulary.words

    def says(self, word: str) -> bool:
        """Whether a document that lives has this very word."""
        return self.vocabulary.living(word, self.dead) > 0

    def spellings(self, word: str) -> dict[str, int]:
        """How a folded word is written with accents, and in how many documents that live."""
        entries = self.written.words.beginning(word + SEPARATOR, MOST_SPELLINGS)
        counts = {entry.partition(SEPARATOR)[2]: self.written.living(entry, self.dead) for entry in entries}
        return {raw: count for raw, count in counts.items() if count}

    def postings(self, term: int) -> tuple[array[int], bytes]:
        """Numbers of the documents that have a term, and what it says of each."""
        start, end = self.starts[term], self.starts[term + 1]
        return self.numbers[start:end], self.impacts[start:end]

    def size(self, term: int) -> int:
        """How many documents have a term, dead ones among them."""
        return self.starts[term + 1] - self.starts[term]

    def largest(self, terms: range, most: int) -> list[tuple[int, int]]:
        """Of some terms those that most documents have: how many, and which term."""
        starts, ends = self.starts[terms.start : terms.stop], self.starts[terms.start + 1 : terms.stop + 1]
        return sorted(zip(map(sub, ends, starts), terms, strict=True), reverse=True)[:most]

    def is_alive(self, term: int) -> bool:
        """Whether a document that lives has it."""
        start, end = self.starts[term], self.starts[term + 1]
        return not self.dead or any(number not in self.dead for number in self.numbers[start:end])

    def impact(self, term: int, document: int) -> int:
        """What the term says of one document; 0 where it is not in it."""
        start, end = self.starts[term], self.starts[term + 1]
        place = bisect_left(self.numbers, document, start, end)
        return self.impacts[place] if place < end and self.numbers[place] == document else 0

    def without(self, ids: set[int]) -> Segment:
        """The same without some documents."""
        dead = [number for number, one in enumerate(self.ids) if one in ids]
        return replace(self, dead=self.dead.union(dead)) if dead else self
