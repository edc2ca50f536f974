"""One search from the words that were typed to the documents, best first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice

from pindesk.knowledge.search.found import Found, Hit
from pindesk.knowledge.search.meanings import Meaning, meanings_of
from pindesk.knowledge.search.reading import Reading
from pindesk.knowledge.search.scoring import Scores, Scoring, best_of
from pindesk.knowledge.search.synonyms import SynonymTable
from pindesk.knowledge.search.titles import Asked
from pindesk.lib.analysis import Word, words_of

LONGEST_CHARS, MOST_WORDS = 1_000, 24
LOOKED_AT_AGAIN = 30  # documents whose titles are held against the query
BEGINS, MOST_BEGINNING = 1.0, 200  # what a title that begins with the query scores before any word is looked up
LEAST_OF_BEST = 0.2  # of the best score, titles apart: what is less is no answer

Ranked = list[tuple[float, int, int]]  # score, part, document


def answer(
    reading: Reading,
    synonyms: SynonymTable,
    typed: str,
    *,
    limit: int,
    is_unfinished: bool,
    is_quick: bool,
    only: Collection[int] | None,
) -> Found:
    """See `Index.search`. Of a long text the first words count."""
    typed = typed[:LONGEST_CHARS]
    words = list(islice(words_of(typed, reading.language), MOST_WORDS))
    if not words or not reading.count:
        return Found(language=reading.language)
    is_unfinished = is_unfinished and words[-1].end == len(typed)
    meanings = meanings_of(reading, synonyms, words, is_unfinished=is_unfinished)
    said = " ".join(word.text for word in words)
    scoring = Scoring(reading, only=only, is_quick=is_quick)
    scoring.add(meanings)
    totals = _answers(scoring.totals)
    _add_beginning(scoring, said, totals)
    ranked = _ranked(reading, totals, Asked(said, meanings), limit)
    return Found(
        hits=tuple(Hit(reading.parts[which].ids[number], score) for score, which, number in ranked[:limit]),
        count=sum(map(len, totals)),
        is_all=scoring.is_all,
        corrected=_corrected(reading, typed, words, meanings, ranked),
        language=reading.language,
        terms=_to_mark(meanings),
        begun=_begun(words, meanings, typed),
    )


def _answers(totals: Sequence[Scores]) -> list[Scores]:
    """Without documents that have only a little of what the best one has; those with the one word of a query stay."""
    least = LEAST_OF_BEST * max((score for total in totals for score in total.values()), default=0.0)
    return [
        total
        if min(total.values(), default=least) >= least
        else {number: score for number, score in total.items() if score >= least}
        for total in totals
    ]


def _add_beginning(scoring: Scoring, said: str, totals: Sequence[Scores]) -> None:
    for part, total in zip(scoring.reading.parts, totals, strict=True):
        for number in part.titles.beginning(said, MOST_BEGINNING):
            if scoring.is_wanted(part, number):
                total[number] = total.get(number, 0.0) + BEGINS


def _ranked(reading: Reading, totals: Sequence[Scores], asked: Asked, most: int) -> Ranked:
    """The best documents by score, and the first few by title too; of equal ones that of the lower id.

    A title only adds, and to the same few whatever is asked for: so each has one place, on whichever page it is.
    """
    best = best_of(reading, totals, max(most, LOOKED_AT_AGAIN))
    found = [
        (score * asked.fit(reading.parts[which].titles.entry(number)), which, number)
        for score, which, number in best[:LOOKED_AT_AGAIN]
    ]
    return sorted(found, key=lambda one: (-one[0], reading.parts[one[1]].ids[one[2]])) + best[LOOKED_AT_AGAIN:]


def _corrected(
    reading: Reading, typed: str, words: Sequence[Word], meanings: Sequence[Meaning], ranked: Ranked
) -> str | None:
    """The words as the best document understands them; None where they are as typed, or nothing was found."""
    changed = {meaning.word: meaning.corrections for meaning in meanings if meaning.corrections}
    if not changed or not ranked:
        return None
    _, which, number = ranked[0]
    part = reading.parts[which]
    said, last = [], 0
    for place, word in enumerate(words):
        if place in changed:
            terms = changed[place]
            places = ((term, reading.places(term)[which]) for term in terms)
            met = next((term for term, own in places if own >= 0 and part.impact(own, number)), next(iter(terms)))
            said += [typed[last : word.start], reading.written(terms[met])]
            last = word.end
    return "".join((*said, typed[last:]))


def _to_mark(meanings: Sequence[Meaning]) -> dict[str, float]:
    found: dict[str, float] = {}
    for meaning in meanings:
        pairs = [(term, weight * rarity) for term, (weight, rarity) in meaning.terms.items()]
        pairs += [(term, weight) for phrase, weight in meaning.phrases for term in phrase]
        for term, weight in pairs:
            found[term] = max(weight * meaning.share, found.get(term, 0.0))
    return found


def _begun(words: Sequence[Word], meanings: Sequence[Meaning], typed: str) -> str:
    """What was typed of the last word, where it may go on."""
    is_corrected = any(meaning.corrections for meaning in meanings if meaning.word == len(words) - 1)
    return "" if is_corrected or words[-1].end < len(typed) else words[-1].text
