"""German compounds of the vocabulary that hold a word: Einstellung finds Systemeinstellungen."""

from __future__ import annotations

from collections.abc import Iterator

from pindesk.knowledge.search.reading import Reading
from pindesk.lib.analysis import bare_forms, is_stop_word

SHORTEST, SHORTEST_REST, MOST_SHARING, MOST_TRIED, MOST = 4, 3, 200, 40, 12
_LINKS = ("", "s", "n", "en", "es", "er", "e")
_ENDINGS = ("", "e", "n", "en", "er", "s")  # of the word where it ends a compound


def compounds_with(reading: Reading, word: str) -> list[str]:
    """Terms that begin or end with a folded word and go on with another one that is known; the most frequent twelve."""
    term = reading.stem(word)
    if len(term) < SHORTEST:
        return []
    endings = {base[::-1] for ending in _ENDINGS for base in (word + ending, term + ending)}
    candidates = {reading.stem(other) for part in reading.parts for other in part.words.beginning(term, MOST_SHARING)}
    candidates |= {
        reading.stem(other[::-1])
        for part in reading.parts
        for ending in endings
        for other in part.backward.beginning(ending, MOST_SHARING)
    }
    candidates.discard(term)
    tried = sorted(candidates, key=lambda other: (-reading.size(other), other))[:MOST_TRIED]
    return [other for other in tried if any(_is_word(reading, rest) for rest in _rests(other, term))][:MOST]


def _rests(compound: str, term: str) -> Iterator[str]:
    """What else the compound may be made of."""
    if compound.startswith(term):
        rest = compound[len(term) :]
        yield from (rest[len(link) :] for link in _LINKS if rest.startswith(link))
    if compound.endswith(term):
        yield from bare_forms(compound[: -len(term)])


def _is_word(reading: Reading, rest: str) -> bool:
    is_word = len(rest) >= SHORTEST_REST and not is_stop_word(rest, reading.language)
    return is_word and (reading.has(rest) or reading.knows(rest))
