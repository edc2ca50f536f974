"""Words and phrases that mean the same: what else to look for."""

from __future__ import annotations

from collections.abc import Sequence

from pindesk.lib.analysis import is_stop_word, stem, words_of

Phrase = tuple[str, ...]
MOST_TERMS, MOST_OTHERS = 8, 12  # of one phrase; phrases that are looked for beside one


class SynonymTable:
    """Groups of words or phrases by their terms; a query is asked by its own terms in order."""

    def __init__(self, groups: Sequence[Sequence[str]], language: str) -> None:
        self._others: dict[Phrase, list[Phrase]] = {}
        self._longest = 0
        for group in groups:
            every = dict.fromkeys(_phrase(one, language) for one in group)
            phrases = [phrase for phrase in every if 0 < len(phrase) <= MOST_TERMS]
            for phrase in phrases:
                self._others.setdefault(phrase, []).extend(other for other in phrases if other != phrase)
                self._longest = max(self._longest, len(phrase))

    def found_in(self, terms: Sequence[str]) -> list[tuple[int, int, Phrase]]:
        """First place, length and another phrase, for each phrase of the terms that has others."""
        found = []
        for start in range(len(terms)):
            for length in range(1, min(self._longest, len(terms) - start) + 1):
                for other in self._others.get(tuple(terms[start : start + length]), ())[:MOST_OTHERS]:
                    found.append((start, length, other))
        return found


def _phrase(words: str, language: str) -> Phrase:
    said = [word.text for word in words_of(words, language)]
    return tuple(stem(word, language) for word in said if not is_stop_word(word, language) or len(said) == 1)
