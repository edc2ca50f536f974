"""How well a title fits what was asked, as a factor on the score of its document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pindesk.lib.analysis import is_stop_word, stem

COVERED, BEGINS, SAME, IN_ORDER = 0.9, 0.8, 0.6, 0.25


def fit(title: str, typed: Sequence[str], terms: Sequence[dict[str, float]], language: str) -> float:
    """One for a title that has nothing of it, more the more of the question it says, in the same order, from its start.

    `title` is folded words with spaces between; `typed` are the folded words of the query, `terms` what each may mean.
    """
    stems, own = _taken_apart(title, language)
    asked = [meaning for meaning, word in zip(terms, typed, strict=True) if meaning]
    if not asked:
        return 1.0 + (BEGINS if title.startswith(" ".join(typed)) else 0.0)
    met = [max((weight for term, weight in meaning.items() if term in own), default=0.0) for meaning in asked]
    matched = {term for meaning in asked for term in meaning if term in own}
    of_query = sum(met) / len(asked)
    of_title = len(matched) / len(own) if own else 0.0
    factor = 1.0 + COVERED * of_query * (0.5 + 0.5 * of_title)
    said = " ".join(typed)
    if title.startswith(said):
        factor += BEGINS
        if title == said:
            factor += SAME
    elif len(typed) > 1 and said in title:
        factor += IN_ORDER * 2
    elif len(asked) > 1:
        factor += IN_ORDER * _pairs(stems, terms)
    return factor


@lru_cache(maxsize=2048)
def _taken_apart(title: str, language: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The stems of a title in order, and those of its words that say something."""
    words = title.split(" ")
    stems = tuple(stem(word, language) for word in words)
    said = frozenset(term for term, word in zip(stems, words, strict=True) if not is_stop_word(word, language))
    return stems, said


def _pairs(stems: Sequence[str], terms: Sequence[dict[str, float]]) -> float:
    """The share of neighbours in the query that are neighbours in the title too."""
    places = [{place for place, term in enumerate(stems) if term in meaning} for meaning in terms if meaning]
    pairs = zip(places, places[1:], strict=False)
    near = sum(1 for first, second in pairs if any(place + 1 in second or place + 2 in second for place in first))
    return near / max(1, len(places) - 1)
