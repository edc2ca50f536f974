"""What differs between two states of an article: lines, and within lines words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from pindesk.knowledge.actions import Words

CONTEXT_LINES = 2
# Comparing takes time with the square of what differs: past these, everything between is shown as replaced.
MOST_LINES = 2000
MOST_WORDS = 1000  # of a line, spaces and signs counted
MOST_PAIRS = 50  # of lines, where many were replaced at once
MOST_WORK = 2_000_000  # of a page: words of one line times words of the other, over all pairs; about 0.3 s
ALIKE = 0.4

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Piece(NamedTuple):
    """A part of a line; `differs` marks the words that the other line has not."""

    text: str
    differs: bool


class Line(NamedTuple):
    """`kind` is same, removed, added or skipped; that one stands for so many that are `left_out`."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    left_out: int = 0


class Difference(NamedTuple):
    """One field that differs."""

    field: str
    lines: list[Line]


@dataclass(slots=True)
class Budget:
    """The work that comparing words may still take on a page; where it does not suffice, lines are left whole."""

    left: int = MOST_WORK

    def may_take(self, work: int) -> bool:
        """Whether there is as much left; it is taken."""
        if work > self.left:
            return False
        self.left -= work
        return True


def differences(old: Words, new: Words, budget: Budget | None = None) -> list[Difference]:
    """The fields that differ, with their lines; what is only in `old` is removed, what is only in `new` added.

    A page that asks more than once gives the same budget each time.
    """
    budget = budget or Budget()
    pairs = [
        ("title", old.title, new.title),
        ("summary", old.summary, new.summary),
        ("keywords", old.keywords, new.keywords),
        ("body", old.body, new.body),
    ]
    return [Difference(field, compare(before, after, budget)) for field, before, after in pairs if before != after]


def compare(old: str, new: str, budget: Budget | None = None) -> list[Line]:
    """The lines of both; long stretches that are the same are left out and counted."""
    before, after = old.split("\n") if old else [], new.split("\n") if new else []
    return list(_folded(list(_lines(before, after, budget or Budget()))))


def _lines(before: list[str], after: list[str], budget: Budget) -> Iterator[Line]:
    start, end = _edges(before, after)
    for text in before[:start]:
        yield _same(text)
    for tag, i, j, k, m in _opcodes(before[start : len(before) - end], after[start : len(after) - end]):
        removed, added = before[start + i : start + j], after[start + k : start + m]
        if tag == "equal":
            yield from map(_same, removed)
        else:
            yield from _replaced(removed, added, budget)
    for text in before[len(before) - end :] if end else []:
        yield _same(text)


def _edges(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many lines at the beginning, and how many at the end, are the same."""
    most = min(len(before), len(after))
    start = next((place for place in range(most) if before[place] != after[place]), most)
    rest = most - start
    end = next((place for place in range(rest) if before[-1 - place] != after[-1 - place]), rest)
    return start, end


def _opcodes(before: list[str], after: list[str]) -> list[tuple[str, int, int, int, int]]:
    if max(len(before), len(after)) > MOST_LINES:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after).get_opcodes()  # type: ignore[return-value]


def _replaced(removed: list[str], added: list[str], budget: Budget) -> Iterator[Line]:
    """Lines that took the place of others: line by line as far as both go, so that their words can be compared."""
    pairs = list(zip(removed, added, strict=False))[:MOST_PAIRS]
    marked = [_words(old, new, budget) for old, new in pairs]
    for old, _ in marked:
        yield Line("removed", old)
    for text in removed[len(pairs) :]:
        yield Line("removed", (Piece(text, False),))
    for _, new in marked:
        yield Line("added", new)
    for text in added[len(pairs) :]:
        yield Line("added", (Piece(text, False),))


def _words(old: str, new: str, budget: Budget) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both lines in pieces; lines that have little in common are left whole, because marks would only confuse."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    is_long = max(len(before), len(after)) > MOST_WORDS
    is_whole = is_long or matcher.quick_ratio() < ALIKE or not budget.may_take(len(before) * len(after))
    if is_whole or _likeness(matcher, before, after) < ALIKE:
        return (Piece(old, False),), (Piece(new, False),)
    olds, news = [], []
    for tag, i, j, k, m in matcher.get_opcodes():
        if j > i:
            olds.append(Piece("".join(before[i:j]), tag != "equal"))
        if m > k:
            news.append(Piece("".join(after[k:m]), tag != "equal"))
    return tuple(olds), tuple(news)


def _likeness(matcher: SequenceMatcher[str], before: list[str], after: list[str]) -> float:
    """How much of both lines they have in common, from 0 to 1; spaces do not count."""
    common = sum(
        not word.isspace() for block in matcher.get_matching_blocks() for word in before[block.a : block.a + block.size]
    )
    return 2 * common / (sum(not word.isspace() for word in (*before, *after)) or 1)


def _same(text: str) -> Line:
    return Line("same", (Piece(text, False),))


def _folded(lines: list[Line]) -> Iterator[Line]:
    """Keep a few lines around each change."""
    changed = [place for place, line in enumerate(lines) if line.kind != "same"]
    near = {place + step for place in changed for step in range(-CONTEXT_LINES, CONTEXT_LINES + 1)}
    skipped = 0
    for place, line in enumerate(lines):
        if place in near:
            if skipped:
                yield Line("skipped", left_out=skipped)
                skipped = 0
            yield line
        else:
            skipped += 1
    if skipped:
        yield Line("skipped", left_out=skipped)
