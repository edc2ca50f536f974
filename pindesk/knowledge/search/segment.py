"""A part of an index that never changes: terms with their postings, and the words as they were written."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from pindesk.knowledge.search.packed import PackedWords

# A posting is the number of a document and, in the low byte, how much the term says of it: 1 to 255.
IMPACT_BITS, MOST_IMPACT = 8, 255
SHOWN = "\x1f"  # between a folded word and how it is written, where that differs; sorts before every letter
CHAMPIONS = 128  # of a term that has more, those of which it says most are kept apart


class Segment:
    """Made of term -> postings in the order of documents, folded word -> how it is written, and titles by document."""

    __slots__ = ("_best", "_best_of", "_by_tail", "_by_title", "_postings", "_starts", "_terms", "title_words", "words")

    def __init__(
        self, postings: Mapping[str, Sequence[int]], shown: Mapping[str, str], titles: Mapping[int, str]
    ) -> None:
        terms = sorted(postings, key=str.encode)
        self._terms = PackedWords(terms, is_looked_up=True)
        self._starts, self._postings = array("I", [0]), array("I")
        self._best, self._best_of = array("I"), dict[int, int]()
        for number, term in enumerate(terms):
            self._postings.extend(postings[term])
            self._starts.append(len(self._postings))
            if len(postings[term]) > CHAMPIONS:
                self._best_of[number] = len(self._best)
                best = sorted(postings[term], key=lambda one: (-(one & MOST_IMPACT), one))[:CHAMPIONS]
                self._best.extend(sorted(best))
        entries = (word if word == written else f"{word}{SHOWN}{written}" for word, written in shown.items())
        self.words = PackedWords(sorted(entries, key=str.encode))
        self.title_words = PackedWords(
            sorted({word for title in titles.values() for word in title.split(" ")}, key=str.encode)
        )
        tails = [self.word(number)[::-1] for number in range(len(self.words))]
        self._by_tail = array("I", sorted(range(len(tails)), key=tails.__getitem__))
        self._by_title = array("I", sorted(titles, key=titles.__getitem__))

    def postings(self, term: str) -> tuple[memoryview, memoryview] | None:
        """The postings of a term by document, and the best of them by document; None for one that is not there."""
        number = self._terms.place(term)
        if number < 0:
            return None
        every = memoryview(self._postings)[self._starts[number] : self._starts[number + 1]]
        first = self._best_of.get(number)
        return every, every if first is None else memoryview(self._best)[first : first + CHAMPIONS]

    def word(self, number: int) -> str:
        """A folded word by its place."""
        return self.words[number].partition(SHOWN)[0]

    def written(self, word: str) -> str | None:
        """How a folded word is written, or None where nobody wrote it."""
        number = bisect_left(range(len(self.words)), word.encode(), key=self.words.encoded)
        if number == len(self.words):
            return None
        found, _, written = self.words[number].partition(SHOWN)
        return (written or found) if found == word else None

    def beginning(self, prefix: str, most: int) -> list[str]:
        """Folded words that begin so, in order, at most so many."""
        return [self.word(number) for number in self.words.range_of(prefix)[:most]]

    def ending(self, tail: str, most: int) -> list[str]:
        """Folded words that end so, at most so many."""
        backward, numbers = tail[::-1], self._by_tail
        first = bisect_left(numbers, backward, key=lambda number: self.word(number)[::-1])
        found: list[str] = []
        for number in numbers[first : first + most]:
            word = self.word(number)
            if not word.endswith(tail):
                break
            found.append(word)
        return found

    def titled(self, beginning: str, titles: Sequence[str], most: int = 200) -> list[int]:
        """Documents whose title begins so; `titles` are those of all documents."""
        first = bisect_left(self._by_title, beginning, key=titles.__getitem__)
        found: list[int] = []
        for place in self._by_title[first : first + most]:
            if not titles[place].startswith(beginning):
                break
            found.append(place)
        return found

    def places(self) -> Iterable[int]:
        """Every document of this part."""
        return self._by_title

    def items(self) -> Iterable[tuple[str, memoryview]]:
        """Every term with its postings, in order."""
        view = memoryview(self._postings)
        for number, term in enumerate(self._terms):
            yield term, view[self._starts[number] : self._starts[number + 1]]

    def __len__(self) -> int:
        return len(self._postings)
