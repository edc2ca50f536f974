"""German compounds, taken apart by words that are known anyway: Absenderdomain is Absender and Domain."""

from __future__ import annotations

from collections.abc import Callable, Iterator

SHORTEST_PART, SHORTEST_WORD = 3, 8
_LINKS = ("s", "n", "en", "es", "er", "e")


def parts_of(word: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The parts of a folded compound, first to last; none where it is no compound of known words.

    The longest known tail is taken first, as the head of a German compound is its last word.
    """
    if len(word) < SHORTEST_WORD or not word.isalpha():
        return ()
    return _parts(word, is_known)


def bare_forms(head: str) -> Iterator[str]:
    """What the part of a compound before its last may be on its own: as it is, without its link, with its lost e."""
    yield head
    for link in _LINKS:
        if head.endswith(link) and len(head) - len(link) >= SHORTEST_PART:
            yield head[: -len(link)]
    yield head + "e"  # Adresse, Adressbuch


def _parts(word: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        if is_known(word[cut:]):
            head = _head(word[:cut], is_known)
            if head:
                return (*head, word[cut:])
    return ()


def _head(head: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    for bare in bare_forms(head):
        if is_known(bare):
            return (bare,)
    longer = (bare for bare in bare_forms(head) if len(bare) >= SHORTEST_WORD)
    return next(filter(None, (_parts(bare, is_known) for bare in longer)), ())
