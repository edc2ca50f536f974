"""What differs between two texts, by line and by word."""

from __future__ import annotations

from time import monotonic

import pytest

from pindesk.knowledge.actions import Words
from pindesk.workspace.articles_diff import compare, differences


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
