"""What differs between two texts, by line and by word."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

import pytest

from pindesk.knowledge.actions import Words
from pindesk.workspace.articles_diff import Budget, Line, compare, differences


def shown(old: str, new: str) -> list[str]:
    """One line each: a sign, then the words, with what differs in brackets."""
    signs = {"same": " ", "removed": "-", "added": "+"}
    return [
        f"… {line.left_out}"
        if line.kind == "skipped"
        else signs[line.kind] + "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in line.pieces)
        for line in compare(old, new)
    ]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("a", "a", ["… 1"]),
        ("", "a", ["+a"]),
        ("a", "", ["-a"]),
        ("", "", []),
        ("a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]),
        ("Add two records.", "Add three records.", ["-Add [two] records.", "+Add [three] records."]),
        ("a\nb", "a\nb\nc", [" a", " b", "+c"]),
        ("a\nb\nc\nd\ne\nf", "a\nb\nc\nd\ne\nx", ["… 3", " d", " e", "-f", "+x"]),
        ("a\n\nb", "a\nb", [" a", "-", " b"]),
    ],
)
def test_lines_and_words_that_differ_are_marked(old: str, new: str, lines: list[str]) -> None:
    assert shown(old, new) == lines


def test_lines_without_much_in_common_are_left_whole() -> None:
    assert shown("Pay by card", "Nothing works today") == ["-Pay by card", "+Nothing works today"]


def test_only_fields_that_differ_are_named() -> None:
    old, new = Words("A", "S", "k", "b"), Words("A", "S", "other", "c")
    assert [one.field for one in differences(old, new)] == ["keywords", "body"]


@pytest.mark.parametrize("line", ["a\n", "x y z {n}\n", "{n}\n"])
def test_the_longest_texts_take_no_long_time(line: str) -> None:
    old = "".join(line.format(n=number) for number in range(20_000))[:200_000]
    new = "".join(line.format(n=number * 7 % 9973) for number in range(20_000))[:200_000]
    began = monotonic()
    compare(old, new)
    assert monotonic() - began < 5


def changed(words: int, sign: str) -> str:
    return " ".join([sign, *("word" for _ in range(words - 1))])


def compared_in_words(lines: Sequence[Line]) -> int:
    return sum(line.kind == "removed" and len(line.pieces) > 1 for line in lines)


def test_long_lines_past_what_a_page_may_take_stay_whole() -> None:
    old, new = "\n".join([changed(500, "a")] * 50), "\n".join([changed(500, "b")] * 50)
    lines = compare(old, new)
    assert len(lines) == 100
    assert compared_in_words(lines) == 2
    assert [piece.text for line in lines[2:50] for piece in line.pieces] == [changed(500, "a")] * 48


def test_what_a_page_may_take_is_shared_by_its_fields_and_comparisons() -> None:
    budget = Budget(left=30)
    old, new = Words("a b", "a b", "", "a b"), Words("a c", "a c", "", "a c")
    found = [line for one in differences(old, new, budget) for line in one.lines]
    assert compared_in_words(found) == 3
    assert compared_in_words(compare("a b", "a c", budget)) == 0
    assert compared_in_words(compare("a b", "a c")) == 1
