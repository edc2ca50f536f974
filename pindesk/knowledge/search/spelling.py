"""Words that were mistyped: those of the vocabulary that are one slip away, or two in a long word.

A slip is a letter too many, too few, another one, or two neighbours exchanged (Damerau). Where one slip is, the first
or the last half of the word is as it should be, so only words that share a half are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from pindesk.knowledge.search.segment import Segment

SHORTEST, LONG = 4, 8
MOST_LOOKED_AT = 400  # words that share a half, in one part of an index


def near(word: str, segments: Sequence[Segment]) -> list[tuple[int, str]]:
    """Distance and word, nearest first; nothing for a word of three letters or with a digit.

    Words that are two slips away only where none is one.
    """
    if len(word) < SHORTEST or not word.isalpha():
        return []
    found = _near(word, segments, 1, (len(word) - 1) // 2)
    return found or (_near(word, segments, 2, len(word) // 3) if len(word) >= LONG else [])


def _near(word: str, segments: Sequence[Segment], most: int, part: int) -> list[tuple[int, str]]:
    found: dict[str, int] = {}
    letters = set(word)
    for segment in segments:
        for other in (*segment.beginning(word[:part], MOST_LOOKED_AT), *segment.ending(word[-part:], MOST_LOOKED_AT)):
            if (
                abs(len(other) - len(word)) > most
                or other in found
                or len(letters.symmetric_difference(other)) > 2 * most
            ):
                continue
            found[other] = distance(word, other, most)
    return sorted((apart, other) for other, apart in found.items() if 0 < apart <= most)


def distance(one: str, other: str, most: int) -> int:
    """How many slips apart two words are; more than `most` for whatever is more."""
    if one == other:
        return 0
    start = 0
    while start < len(one) and start < len(other) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    if abs(len(one) - len(other)) > most:
        return most + 1
    if not one or not other:
        return len(one) + len(other)
    if most == 1:
        is_one = (len(one) == 1 and len(other) == 1) or (len(one) == 2 and one == other[::-1])  # noqa: PLR2004
        return 1 if is_one else 2
    return _distance(one, other, most)


def _distance(one: str, other: str, most: int) -> int:
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
