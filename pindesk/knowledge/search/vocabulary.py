"""Words of a part of an index, each with the documents that it came from: a word lives no longer than they do."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Set

from pindesk.knowledge.search.packed import PackedWords

Listed = Iterable[tuple[str, Iterable[int]]]


class Vocabulary:
    """Made of words in order, with the numbers of the documents that have each."""

    __slots__ = ("_numbers", "_starts", "words")

    def __init__(self, listed: Listed) -> None:
        self._starts, self._numbers = array("I", [0]), array("H")
        self.words = PackedWords(map(self._kept, listed))

    def _kept(self, one: tuple[str, Iterable[int]]) -> str:
        self._numbers.extend(one[1])
        self._starts.append(len(self._numbers))
        return one[0]

    def __iter__(self) -> Iterator[tuple[str, array[int]]]:
        return zip(self.words, map(self._documents, range(len(self.words))), strict=True)

    def living(self, word: str, dead: Set[int]) -> int:
        """How many documents have the word, without those that are dead."""
        place = self.words.place(word)
        return sum(number not in dead for number in self._documents(place)) if place >= 0 else 0

    def _documents(self, place: int) -> array[int]:
        return self._numbers[self._starts[place] : self._starts[place + 1]]
