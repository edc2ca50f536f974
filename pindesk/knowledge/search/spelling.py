"""Words that were mistyped: those of the vocabulary that are one slip away, or two in a long word.

A slip is a letter too many, too few, another one, or two neighbours exchanged (Damerau). Where there is one, the first
or the last half of the word is as it should be: words that share the first half are looked up in the vocabulary, and
those that share the last half in the vocabulary that is sorted from the last letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pindesk.knowledge.search.reading import Reading

SHORTEST, LONG = 4, 8
MOST_SHARING, MOST_COMPARED = 2_000, 60


def near(reading: Reading, word: str) -> list[tuple[int, str]]:
    """Distance and word, nearest first, of words that a document has; the word is not known itself.

    Three letters may only be in another order; numbers and shorter words are never corrected.
    """
    if not word.isalpha():
        return []
    return [(1, other) for other in dict.fromkeys(_one_slip(reading, word)) if reading.says(other)]


def far(reading: Reading, word: str) -> list[tuple[int, str]]:
    """The same for two slips in a long word."""
    if not word.isalpha() or len(word) < LONG:
        return []
    return [(2, other) for other in _two_slips(reading, word) if reading.says(other)]


def begun_near(reading: Reading, begun: str) -> list[str]:
    """Words that begin almost so: one slip in what was typed of an unfinished word."""
    if len(begun) < SHORTEST or not begun.isalpha():
        return []
    kept = begun[: len(begun) // 2]
    starts = {begun[:place] + begun[place + 1] + begun[place] + begun[place + 2 :] for place in range(len(begun) - 1)}
    starts |= {begun[:place] + begun[place + 1 :] for place in range(len(kept))}
    found = [word for start in starts if len(start) >= SHORTEST for word in _beginning(reading, start, 8)]
    found += [word for word in _beginning(reading, kept, MOST_SHARING) if _begins_nearly(word, begun)]
    return [word for word in dict.fromkeys(found) if reading.says(word)]


def _begins_nearly(word: str, begun: str) -> bool:
    """Whether a word begins with what was typed but for one slip."""
    start = _same(word, begun)
    rest = begun[start + 1 :]
    return (
        word.startswith(rest, start + 1)
        or word.startswith(rest, start)
        or word.startswith(begun[start:], start + 1)
        or word.startswith(begun[start : start + 2][::-1] + begun[start + 2 :], start)
    )


def _same(one: str, other: str) -> int:
    """How many first letters two words share."""
    place = 0
    for letter, another in zip(one, other, strict=False):
        if letter != another:
            break
        place += 1
    return place


def is_one_slip(one: str, other: str) -> bool:
    """Whether two different words are one slip apart."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    extra = len(longer) - len(shorter)
    if extra > 1:
        return False
    start = _same(longer, shorter)
    if extra:
        return longer[start + 1 :] == shorter[start:]
    return longer[start + 1 :] == shorter[start + 1 :] or (
        longer[start : start + 2] == shorter[start : start + 2][::-1] and longer[start + 2 :] == shorter[start + 2 :]
    )


def distance(one: str, other: str, most: int) -> int:
    """How many slips apart two words are; something above `most` for whatever is more."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, another in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != another))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == another:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return last[-1]


def _one_slip(reading: Reading, word: str) -> Iterator[str]:
    length, half = len(word), len(word) // 2
    for place in range(length - 1):
        turned = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        if any(part.words.place(turned) >= 0 for part in reading.parts):
            yield turned
    if length < SHORTEST:
        return
    for part in reading.parts:
        for other in part.words.beginning_like(word, half, 1, MOST_SHARING):
            if is_one_slip(word, other):
                yield other
    turned = word[::-1]
    for part in reading.parts:
        for other in part.backward.beginning_like(turned, half, 1, MOST_SHARING):
            if is_one_slip(turned, other):
                yield other[::-1]


def _two_slips(reading: Reading, word: str) -> Iterator[str]:
    """Of words with the same first or last third; those compared that have the most letters in common."""
    third, letters = len(word) // 3, set(word)
    sharing = {other for part in reading.parts for other in part.words.beginning_like(word, third, 2, MOST_SHARING)}
    for part in reading.parts:
        sharing.update(other[::-1] for other in part.backward.beginning_like(word[::-1], third, 2, MOST_SHARING))
    alike = [(len(letters.symmetric_difference(other)), other) for other in sharing]
    for unlike, other in sorted(alike)[:MOST_COMPARED]:
        if unlike <= 4 and distance(word, other, 2) <= 2:
            yield other


def _beginning(reading: Reading, prefix: str, most: int) -> Iterable[str]:
    return dict.fromkeys(word for part in reading.parts for word in part.words.beginning(prefix, most))
