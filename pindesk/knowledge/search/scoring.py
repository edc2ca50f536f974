"""The score of each document: for each meaning of the query the best of what it may stand for, by BM25."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from itertools import chain, islice

from pindesk.knowledge.search.meanings import Meaning
from pindesk.knowledge.search.reading import Reading
from pindesk.knowledge.search.segment import MOST_IMPACT

# Postings that one search adds up in full, rarest meanings first, and of one meaning; then common words are only looked
# up in the documents that are best so far. So a search takes a bounded time, whatever was typed.
MOST_POSTINGS, MOST_OF_MEANING, ENOUGH, LOOKED_UP = 2_500, 1_500, 50, 60

Scores = dict[int, float]


def scores(reading: Reading, meanings: Sequence[Meaning]) -> list[Scores]:
    """For each part of the index the score of its documents, by their numbers."""
    totals: list[Scores] = [{} for _ in reading.parts]
    ordered = sorted(meanings, key=lambda meaning: _size(reading, meaning))
    spent = 0
    for done, meaning in enumerate(ordered):
        spent += min(_size(reading, meaning), MOST_OF_MEANING)
        if spent > MOST_POSTINGS and sum(map(len, totals)) >= ENOUGH:
            totals = _best(totals)
            for which, total in enumerate(totals):
                _look_up(reading, which, ordered[done:], total)
            break
        totals = [_sum(total, _of_meaning(reading, which, meaning)) for which, total in enumerate(totals)]
    for part, total in zip(reading.parts, totals, strict=True):
        for document in part.dead:
            total.pop(document, None)
    return totals


def best_of(totals: Sequence[Scores], most: int) -> list[tuple[float, int, int]]:
    """Score, part and number of the best documents; of equal ones those that were added first.

    Only what is kept becomes a tuple: thousands of them would set off the garbage collector.
    """
    top = nlargest(most, chain.from_iterable(total.values() for total in totals))
    cut = top[-1] if top else 0.0
    entries = [(which, total.items()) for which, total in enumerate(totals)]
    some = [(score, which, number) for which, items in entries for number, score in items if score > cut]
    equal = ((score, which, number) for which, items in entries for number, score in items if score == cut)
    return some + list(islice(equal, most - len(some)))


def _size(reading: Reading, meaning: Meaning) -> int:
    return sum(map(reading.size, meaning.terms))


def _sum(total: Scores, found: Scores) -> Scores:
    if not total:
        return found
    known = total.get
    for document, score in found.items():
        total[document] = known(document, 0.0) + score
    return total


def _of_meaning(reading: Reading, which: int, meaning: Meaning) -> Scores:
    part = reading.parts[which]
    best: Scores = {}
    spent = 0
    for term, (weight, rarity) in sorted(meaning.terms.items(), key=lambda item: -item[1][0]):
        place = reading.places(term)[which]
        if place < 0 or spent > MOST_OF_MEANING:
            continue
        spent += part.size(place)
        unit = weight * rarity * meaning.share / MOST_IMPACT
        scored = {number: unit * says for number, says in zip(*part.postings(place), strict=True)}
        best = _better(best, scored)
    for phrase, weight in meaning.phrases:
        best = _better(best, _of_phrase(reading, which, phrase, weight * meaning.share))
    return best


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


def _best(totals: Sequence[Scores]) -> list[Scores]:
    kept: list[Scores] = [{} for _ in totals]
    for score, which, document in best_of(totals, LOOKED_UP):
        kept[which][document] = score
    return kept


def _look_up(reading: Reading, which: int, meanings: Sequence[Meaning], total: Scores) -> None:
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
