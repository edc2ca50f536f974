"""Words and phrases that mean the same: what else to look for."""

from __future__ import annotations

from collections.abc import Sequence

from pindesk.lib.analysis import stem, words_of


class SynonymTable:
    """Groups of words or phrases by their stems; a query is asked by its own stems in order."""

    def __init__(self, groups: Sequence[Sequence[str]], language: str) -> None:
        self._others: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        self.longest = 0
        for group in groups:
            phrases = [tuple(stem(word.text, language) for word in words_of(phrase, language)) for phrase in group]
            phrases = [phrase for phrase in dict.fromkeys(phrases) if phrase]
            for phrase in phrases:
                self._others.setdefault(phrase, []).extend(other for other in phrases if other != phrase)
                self.longest = max(self.longest, len(phrase))

    def found_in(self, stems: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
        """First place, length and another phrase, for each phrase of the stems that has others."""
        found = []
        for start in range(len(stems)):
            for length in range(1, min(self.longest, len(stems) - start) + 1):
                for other in self._others.get(tuple(stems[start : start + length]), ()):
                    found.append((start, length, other))
        return found
