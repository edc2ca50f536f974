"""Typed text is cleaned of what cannot be shown, and of nothing else."""

from pindesk.lib.text import clean_line, clean_text


def test_controls_and_nul_go_and_line_ends_are_unix():
    assert clean_text("a\x00b\r\nc\rd\x07") == "ab\nc\nd"


def test_emoji_and_right_to_left_text_stay():
    assert clean_text("👩‍💻 שלום \u200f") == "👩‍💻 שלום \u200f".strip()


def test_a_line_has_no_breaks_and_no_direction_overrides():
    assert clean_line("invoice\u202egpj.exe\n\n  now") == "invoicegpj.exe now"


def test_a_lone_surrogate_goes():
    assert clean_text("a\ud800b") == "ab"
