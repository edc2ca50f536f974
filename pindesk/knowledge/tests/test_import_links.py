"""Addresses in Markdown are replaced in place, and code is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pindesk.knowledge.exchange.links import replaced


def upper(address: str, is_picture: bool) -> str | None:
    return ("PICTURE " if is_picture else "") + address.upper()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[a](b.md)", "[a](B.MD)"),
        ('[a](b.md "title")', '[a](B.MD "title")'),
        ("[a](<b c.md>)", "[a](<B C.MD>)"),
        ("![a](b.png)", "![a](<PICTURE B.PNG>)"),
        ("[![a](b.png)](c.md)", "[![a](<PICTURE B.PNG>)](C.MD)"),
        ("[a [b] c](d.md)", "[a [b] c](D.MD)"),
        ("[a](b(c).md)", "[a](<B(C).MD>)"),
        ("[a](\n  b.md)", "[a](\n  B.MD)"),
        ("[a]: b.md\n\n[a]", "[a]: B.MD\n\n[a]"),
        ("![a][b]\n\n[b]: c.png", "![a][b]\n\n[b]: <PICTURE C.PNG>"),
        ("`[a](b.md)` [a](b.md)", "`[a](b.md)` [a](B.MD)"),
        ("``a ` [a](b.md)`` [c](d.md)", "``a ` [a](b.md)`` [c](D.MD)"),
        ("` alone [a](b.md)", "` alone [a](B.MD)"),
        ("```\n[a](b.md)\n[a]: b.md\n```\n[c](d.md)", "```\n[a](b.md)\n[a]: b.md\n```\n[c](D.MD)"),
        ("~~~ text\n[a](b.md)", "~~~ text\n[a](b.md)"),
        ("    [a](b.md)\n\n[c](d.md)", "    [a](b.md)\n\n[c](D.MD)"),
        ("> ```\n> [a](b.md)\n> ```\n\n[c](d.md)", "> ```\n> [a](b.md)\n> ```\n\n[c](D.MD)"),
        (r"\[a](b.md) [c](d.md)", r"\[a](B.MD) [c](D.MD)"),
        (r"[a\](b.md) [c](d.md)", r"[a\](b.md) [c](D.MD)"),
        ("no link (b.md)", "no link (b.md)"),
        ("", ""),
    ],
)
def test_addresses_are_replaced_and_nothing_else(body: str, expected: str) -> None:
    assert replaced(body, upper) == expected


def test_what_is_not_answered_for_stays() -> None:
    body = "[a](b.md) ![c](d.png)\n[e]: f.md"
    assert replaced(body, lambda address, _: None) == body


@settings(deadline=None)
@given(st.text(alphabet="[]()!`\\ab \n<>:~#.", max_size=60))
def test_any_text_is_taken_and_replacing_by_the_same_changes_nothing(body: str) -> None:
    assert replaced(body, lambda address, _: None) == body
    assert replaced(body, lambda address, _: address).replace("<", "").replace(">", "") == body.replace(
        "<", ""
    ).replace(">", "")


@pytest.mark.parametrize("piece", ["[", "![", "](", "`", "[a](", "[a]:b\n", "    x\n", "``` \n", "](x", "<", "\\["])
def test_long_texts_take_no_long_time(piece: str) -> None:
    body = (piece * 200_000)[:200_000]
    began = time.process_time()
    replaced(body, upper)
    assert time.process_time() - began < 3


def test_runs_of_backticks_of_every_length_take_no_long_time() -> None:
    body = "".join("`" * length + "](x" for length in range(1, 600))
    began = time.process_time()
    replaced(body, upper)
    assert time.process_time() - began < 3
