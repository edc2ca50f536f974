"""How well a title fits what was asked, as a factor on the score of its document."""

from __future__ import annotations

from collections.abc import Sequence

from pindesk.knowledge.search.meanings import Meaning
from pindesk.knowledge.search.segment import SEPARATOR

COVERED, BEGINS, SAME, IN_ORDER = 0.9, 0.8, 0.6, 0.25


class Asked:
    """A query, ready to be held against many titles."""

    def __init__(self, said: str, meanings: Sequence[Meaning]) -> None:
        self.said = said  # the folded words of the query with spaces between
        own = [meaning for meaning in meanings if meaning.share == 1.0] or list(meanings)
        self._count = len(own)
        self._by_term: dict[str, list[tuple[int, float]]] = {}
        for number, meaning in enumerate(own):
            for term, (weight, _) in meaning.terms.items():
                self._by_term.setdefault(term, []).append((number, weight))
        self._parts = {term for meaning in meanings if meaning.share < 1.0 for term in meaning.terms}

    def fit(self, title: str) -> float:
        """One for a title that has nothing of it; more the more of the question it says, in order, from its start."""
        words, _, stemmed = title.partition(SEPARATOR)
        factor = 1.0
        if words.startswith(self.said):
            factor += BEGINS + (SAME if words == self.said else 0.0)
        elif " " in self.said and self.said in words:
            factor += 2 * IN_ORDER
        covered, pairs = self._met(stemmed.split(" "))
        return factor + COVERED * covered + (IN_ORDER * pairs if factor == 1.0 else 0.0)

    def _met(self, terms: Sequence[str]) -> tuple[float, float]:
        """The share of the query that the title says, less where it says much else; and of neighbours, how many too."""
        weights, places = [0.0] * self._count, [[] for _ in range(self._count)]  # type: list[float], list[list[int]]
        matched = 0
        for place, term in enumerate(terms):
            met = self._by_term.get(term, ())
            for number, weight in met:
                weights[number] = max(weights[number], weight)
                places[number].append(place)
            matched += bool(met) or term in self._parts
        own = sum(map(bool, terms))
        if not matched or not self._count:
            return 0.0, 0.0
        neighbours = sum(
            any(next_ - place in (1, 2) for place in first for next_ in second)
            for first, second in zip(places, places[1:], strict=False)
        )
        covered = sum(weights) / self._count * (0.5 + 0.5 * matched / own)
        return covered, neighbours / max(1, self._count - 1)
