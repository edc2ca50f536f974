"""Typed text is cleaned of what cannot be shown, and of nothing else."""

import sys
import unicodedata

import pytest

from pindesk.lib.text import clean_line, clean_text, is_far_longer, with_few_marks, without_marks


def test_controls_and_nul_go_and_line_ends_are_unix():
    assert clean_text("a\x00b\r\nc\rd\x07") == "ab\nc\nd"


def test_emoji_and_right_to_left_text_stay():
    assert clean_text("👩‍💻 שלום \u200f") == "👩‍💻 שלום \u200f".strip()


def test_a_line_has_no_breaks_and_no_direction_overrides():
    assert clean_line("invoice\u202egpj.exe\n\n  now") == "invoicegpj.exe now"


def test_a_lone_surrogate_goes():
    assert clean_text("a\ud800b") == "ab"


@pytest.mark.parametrize("between", ["", "\x00", "\x07\x08"])
def test_of_marks_in_a_row_the_first_thirty_stay(between: str) -> None:
    kept = clean_text("a" + f"\u0316{between}\u0301" * 250_000 + " b")
    assert kept == unicodedata.normalize("NFC", "a" + "\u0316\u0301" * 15 + " b")


@pytest.mark.parametrize("text", ["Việt Nam", "שָׁלוֹם", "ก็ที่นี่", "각각", "ZA̡͊͠͝LGO", "हिन्दी", "ｶﾞ"])
def test_what_languages_write_stays(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


def test_every_character_that_normalising_moves_counts_as_a_mark() -> None:
    parts = {chr(code): unicodedata.normalize("NFKD", chr(code)) for code in range(sys.maxunicode + 1)}
    marks = {letter for letter, apart in parts.items() if all(map(unicodedata.combining, apart))}
    assert {letter for letter in parts if not without_marks(letter)} == marks


def test_marks_of_class_0_that_are_marks_when_taken_apart_are_counted_too() -> None:
    assert clean_text("\u0f40" + "\u0f73" * 500_000) == unicodedata.normalize("NFC", "\u0f40" + "\u0f73" * 30)


def test_few_marks_change_nothing() -> None:
    text = ("a" + "\u0301" * 30) * 3
    assert with_few_marks(text) == text


@pytest.mark.parametrize("typed", ["\r\n" * 10, "ᄀ\u1161\u11a8" * 10, "a\u0323\u0302" * 10, "a" * 10])
def test_what_cleans_to_what_fits_is_not_far_longer(typed: str) -> None:
    assert not is_far_longer(typed, 10)
    assert is_far_longer(typed * 5, 10)
