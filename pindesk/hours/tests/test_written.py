"""Hours as people type them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pindesk.hours.errors import HoursUnreadable
from pindesk.hours.schedule import Span
from pindesk.hours.written import spans_of, written

MIDNIGHT, NINE, NOON, ONE, SIX = time(0), time(9), time(12), time(13), time(18)


@pytest.mark.parametrize(
    "text",
    [
        "9:00-18:00",
        "9-18",
        "09.00-18.00",
        "9h–18h",
        "9h00 - 18h00",
        "9 h à 18 h",
        "de 9 h à 18 h",
        "de 9:00 a 18:00",
        "9:00–\u206018:00 Uhr",
        "von 9 bis 18 Uhr",
        "from 9:00 to 18:00",
        "9 am - 6 pm",
        "9:00 a.m. to 6:00 p.m.",
        "9hrs-18hrs",
        "  9 — 18  ",
        "9-18.",
    ],
)
def test_one_working_day_is_read_however_it_is_written(text: str) -> None:
    assert spans_of(text) == (Span(NINE, SIX),)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("9:00-12:00, 13:00-18:00", (Span(NINE, NOON), Span(ONE, SIX))),
        ("13-18; 9-12", (Span(NINE, NOON), Span(ONE, SIX))),
        ("9-12 und 13-18", (Span(NINE, NOON), Span(ONE, SIX))),
        ("9-12,, 13-18,", (Span(NINE, NOON), Span(ONE, SIX))),
        ("9-12 et 13-18", (Span(NINE, NOON), Span(ONE, SIX))),
        ("9h30–18h", (Span(time(9, 30), SIX),)),
        ("9.05 - 18.45", (Span(time(9, 5), time(18, 45)),)),
        ("22:00-6:00", (Span(time(22), time(6)),)),
        ("0-24", (Span(MIDNIGHT, MIDNIGHT),)),
        ("0:00-0:00", (Span(MIDNIGHT, MIDNIGHT),)),
        ("20-24", (Span(time(20), MIDNIGHT),)),
        ("12 am - 12 pm", (Span(MIDNIGHT, NOON),)),
        ("", ()),
        ("   ", ()),
        ("–", ()),
        ("Closed", ()),
        ("geschlossen", ()),
        ("fermé", ()),
    ],
)
def test_breaks_nights_whole_days_and_closed_ones_are_read(text: str, spans: tuple[Span, ...]) -> None:
    assert spans_of(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "9",
        "nine to five",
        "9-25",
        "24-6",
        "9:60-18:00",
        "9-9",
        "9-12-18",
        "13 pm - 18 pm",
        "-9-18",
        "9:00-18:00 <script>",
        "9\x00-18",
        "٩-١٨",
        "9-18" * 100,
        ", ".join(["9-10"] * 9),
    ],
)
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(HoursUnreadable):
        spans_of(text)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("9-12 and 13h30-18", "9:00-12:00, 13:30-18:00"), ("0-24", "0:00-24:00"), ("22-6", "22:00-6:00"), ("closed", "")],
)
def test_hours_are_shown_in_one_way(typed: str, shown: str) -> None:
    assert written(spans_of(typed)) == shown


minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(st.lists(st.builds(Span, minutes, minutes), max_size=8))
def test_what_is_shown_is_read_as_it_was(spans: list[Span]) -> None:
    kept = tuple(sorted((one for one in spans if one.start != one.end or one.start == MIDNIGHT), key=Span.on_wall))
    assert spans_of(written(kept)) == kept


@given(st.text(max_size=40))
def test_any_text_is_hours_or_a_refusal(text: str) -> None:
    try:
        spans = spans_of(text)
    except HoursUnreadable:
        return
    assert spans_of(written(spans)) == spans
