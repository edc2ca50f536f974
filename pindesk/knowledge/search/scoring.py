"""The score of each document: for each meaning of the query the best of what it may stand for, by BM25."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from heapq import nlargest, nsmallest
from itertools import chain
from math import inf

from pindesk.knowledge.search.meanings import Meaning
from pindesk.knowledge.search.reading import Reading
from pindesk.knowledge.search.segment import MOST_IMPACT, Segment

# Postings that a quick search adds up in full, rarest meanings first, and of one meaning; then common words are only
# looked up in the documents that are best so far. So it takes a bounded time, whatever was typed.
MOST_POSTINGS, MOST_OF_MEANING, ENOUGH, LOOKED_UP = 2_500, 1_500, 50, 60

Scores = dict[int, float]


class Scoring:
    """The scores of one search: `totals` are for each part of the index those of its documents, by their numbers.

    With `only`, documents of other ids are passed over. A quick search may leave some out: `is_all` is False then.
    """

    def __init__(self, reading: Reading, *, only: Collection[int] | None, is_quick: bool) -> None:
        self.reading = reading
        self.only = only
        self.is_all = True
        self.totals: list[Scores] = [{} for _ in reading.parts]
        self._most: float = MOST_POSTINGS if is_quick else inf
        self._most_of_meaning: float = MOST_OF_MEANING if is_quick else inf

    def add(self, meanings: Sequence[Meaning]) -> None:
        """Add up what the meanings of a query say."""
        ordered = sorted(meanings, key=lambda meaning: _size(self.reading, meaning))
        spent = 0.0
        for done, meaning in enumerate(ordered):
            spent += min(_size(self.reading, meaning), self._most_of_meaning)
            if spent > self._most and sum(map(len, self.totals)) >= ENOUGH:
                self._bury()
                self._look_up(ordered[done:])
                return
            self.totals = [_sum(total, self._of_meaning(which, meaning)) for which, total in enumerate(self.totals)]
        self._bury()

    def is_wanted(self, part: Segment, number: int) -> bool:
        """Whether a document of a part may be found."""
        return number not in part.dead and (self.only is None or part.ids[number] in self.only)

    def _of_meaning(self, which: int, meaning: Meaning) -> Scores:
        part = self.reading.parts[which]
        best: Scores = {}
        spent = 0
        for term, (weight, rarity) in sorted(meaning.terms.items(), key=lambda item: -item[1][0]):
            place = self.reading.places(term)[which]
            if place < 0:
                continue
            if spent > self._most_of_meaning:
                self.is_all = False
                break
            spent += part.size(place)
            unit = weight * rarity * meaning.share / MOST_IMPACT
            scored = {number: unit * says for number, says in zip(*part.postings(place), strict=True)}
            best = _better(best, scored)
        for phrase, weight in meaning.phrases:
            best = _better(best, _of_phrase(self.reading, which, phrase, weight * meaning.share))
        return best if self.only is None else {n: score for n, score in best.items() if part.ids[n] in self.only}

    def _bury(self) -> None:
        for part, total in zip(self.reading.parts, self.totals, strict=True):
            for document in part.dead:
                total.pop(document, None)

    def _look_up(self, meanings: Sequence[Meaning]) -> None:
        """Keep the best documents alone, and add what common words say of those few."""
        kept: list[Scores] = [{} for _ in self.totals]
        for score, which, document in best_of(self.reading, self.totals, LOOKED_UP):
            kept[which][document] = score
        for which, total in enumerate(kept):
            _add_to_few(self.reading, which, meanings, total)
        self.totals, self.is_all = kept, False


def best_of(reading: Reading, totals: Sequence[Scores], most: int) -> list[tuple[float, int, int]]:
    """Score, part and number of the best documents, best first; of equal ones that of the lower id is better.

    Only what is kept becomes a tuple: thousands of them would set off the garbage collector.
    """

    def place(one: tuple[float, int, int]) -> tuple[float, int]:
        return -one[0], reading.parts[one[1]].ids[one[2]]

    top = nlargest(most, chain.from_iterable(total.values() for total in totals))
    cut = top[-1] if top else 0.0
    entries = [(which, total.items()) for which, total in enumerate(totals)]
    some = [(score, which, number) for which, items in entries for number, score in items if score > cut]
    equal = ((score, which, number) for which, items in entries for number, score in items if score == cut)
    return sorted(some, key=place) + nsmallest(most - len(some), equal, key=place)


def _size(reading: Reading, meaning: Meaning) -> int:
    return sum(map(reading.size, meaning.terms))


def _sum(total: Scores, found: Scores) -> Scores:
    if not total:
        return found
    known = total.get
    for document, score in found.items():
        total[document] = known(document, 0.0) + score
    return total


def _better(best: Scores, found: Scores) -> Scores:
    if not best:
        return found
    known = best.get
    for document, score in found.items():
        if score > known(document, 0.0):
            best[document] = score
    return best


def _of_phrase(reading: Reading, which: int, phrase: tuple[str, ...], weight: float) -> Scores:
    """Documents that have all terms of it: each scores by the term that says least of it."""
    part = reading.parts[which]
    places = [reading.places(term)[which] for term in phrase]
    if min(places) < 0:
        return {}
    says = [dict(zip(*part.postings(place), strict=True)) for place in places]
    common = set(says[0]).intersection(*says[1:])
    unit = weight * reading.rarity(len(common)) / MOST_IMPACT
    return {document: unit * min(one[document] for one in says) for document in common}


def _add_to_few(reading: Reading, which: int, meanings: Sequence[Meaning], total: Scores) -> None:
    """Add what common words say of the few documents of `total`."""
    impact = reading.parts[which].impact
    for meaning in meanings:
        surest = nlargest(3, meaning.terms.items(), key=lambda item: item[1][0])
        for document in total:
            best = 0.0
            for term, (weight, rarity) in surest:
                place = reading.places(term)[which]
                if place >= 0:
                    best = max(best, weight * rarity * impact(place, document))
            total[document] += best * meaning.share / MOST_IMPACT
