"""Stems by Snowball. Source: snowballstem.org, by PyStemmer; folding comes first, so that both sides agree."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_NAMES = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}


def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself in a language without rules, and where it holds a digit."""
    found = _stemmer(language)
    if found is None or not word.isalpha():
        return word
    return str(found.stemWord(word))


@lru_cache(maxsize=8)
def _stemmer(language: str) -> Any:
    """Imported late: a process that never searches does not hold it.

    Without a cache of its own (0), because four of them would grow without end. Threads may share it: it works under
    the interpreter's lock from start to end.
    """
    if language not in _NAMES:
        return None
    import Stemmer

    return Stemmer.Stemmer(_NAMES[language], 0)
