"""What is said in a field: cleaned, checked, and put into words."""

from __future__ import annotations

import pytest
from django.utils import translation

from pindesk.availability.answers import ANSWERS_MAX, Told, answers_in, check, check_all, told
from pindesk.availability.fields import FieldChoice, Kind, TopicField
from pindesk.availability.policy import TopicPolicy

CARD = "This looks like a whole card number. Never write one to us: the last four digits are enough."
CHOICES = (FieldChoice("twice", {"en": "Charged twice", "de": "Doppelt"}), FieldChoice("mistake", {"en": "Mistake"}))


def field(kind: str, **more) -> TopicField:
    return TopicField("x", kind, {"en": "X"}, choices=CHOICES if kind == "choice" else (), **more)


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("line", "  a \r\n b\x00 ", "a b"),
        ("line", "\u200fשלום\u202e evil", "\u200fשלום evil"),
        ("line", "<20261126.4242@mail.example>", "<20261126.4242@mail.example>"),
        ("text", " a \r\n\r\nb\x00 ", "a \n\nb"),
        ("text", "x" * 4000, "x" * 4000),
        ("choice", "twice", "twice"),
        ("date", "2027-03-28", "2027-03-28"),
        ("date", " 2027-3-8 ", "2027-03-08"),
        ("date", "2028-02-29", "2028-02-29"),
        ("number", "250", "250"),
        ("number", "-1.5", "-1.5"),
        ("number", "1\u202f000,50", "1 000,50"),
        ("email", "<Ana@Example.com>", "Ana@Example.com"),
        ("email", "mailto:ana@example.com", "ana@example.com"),
        ("domain", "https://News.Example.com/path?x#y", "news.example.com"),
        ("domain", "ana@example.com", "example.com"),
        ("domain", "example.com.", "example.com"),
        ("domain", "example.com:8080", "example.com"),
        ("domain", "grüße.example", "grüße.example"),
        ("checkbox", "on", "1"),
        ("checkbox", "1", "1"),
        ("last_four", " 4410 ", "4410"),
    ],
)
def test_what_fits_is_kept_clean(kind: str, typed: str, value: str) -> None:
    assert check(field(kind), typed) == (value, "")


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("line", "x" * 10_000, "This is 9700 characters too long. 300 fit."),
        ("line", "x" * 301, "This is 1 character too long. 300 fit."),
        ("text", "x" * 10_000, "This is 6000 characters too long. 4000 fit."),
        ("line", "4111 1111 1111 1111", CARD),
        ("text", "so:\n4111111111111111", CARD),
        ("number", "4111111111111111", CARD),
        ("last_four", "4111111111111111", CARD),
        ("last_four", "44100", "Write the last four digits, and only those."),
        ("last_four", "٤٤١٠", "Write the last four digits, and only those."),
        ("choice", "forged", "Choose one of the values in the list."),
        ("choice", "Charged twice", "Choose one of the values in the list."),
        ("date", "2027-02-31", "There is no such day in the calendar."),
        ("date", "0001-01-01", "There is no such day in the calendar."),
        ("date", "28.03.2027", "Write the date as year-month-day, such as 2027-03-28."),
        ("date", "2027-W01-1", "Write the date as year-month-day, such as 2027-03-28."),
        ("date", "٢٠٢٧-٠١-٠١", "Write the date as year-month-day, such as 2027-03-28."),
        ("number", "1e9", "Write a number in digits, such as 250."),
        ("number", "NaN", "Write a number in digits, such as 250."),
        ("number", "²", "Write a number in digits, such as 250."),
        ("email", "ana", "Write one e-mail address, such as ana@example.com."),
        ("email", "a@example.com, b@example.com", "Write one e-mail address, such as ana@example.com."),
        ("domain", "localhost", "Write the domain alone, such as news.example.com."),
        ("domain", "not a domain", "Write the domain alone, such as news.example.com."),
        ("domain", "https://", "Write the domain alone, such as news.example.com."),
        ("checkbox", "maybe", "Choose one of the values in the list."),
    ],
)
def test_what_does_not_fit_says_how_to_mend_it(kind: str, typed: str, sentence: str) -> None:
    assert check(field(kind), typed) == ("", sentence)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("typed", ["", "   ", "\x00", "\r\n"])
def test_blank_is_nothing_and_is_missed_only_where_it_is_required(kind: str, typed: str) -> None:
    assert check(field(kind), typed) == ("", "")
    value, sentence = check(field(kind, is_required=True), typed)
    assert value == "" and sentence.endswith(".")


def test_all_problems_are_found_at_once_and_other_codes_are_not_looked_at() -> None:
    fields = [TopicField("a", "number", {}), TopicField("b", "line", {}, is_required=True), TopicField("c", "line", {})]
    values, problems = check_all(fields, {"a": "1e9", "c": " kept ", "forged": "x"})
    assert values == {"c": "kept"}
    assert set(problems) == {"a", "b"}


def test_a_form_is_read_by_the_names_that_a_field_can_have() -> None:
    data = {"topic": "api", "field.a": "1", "field.B": "2", "field.": "3", "field.a b": "4", "field.c": "  ", "a": "5"}
    assert answers_in(data) == {"a": "1"}
    assert len(answers_in({f"field.f{place}": "x" for place in range(500)})) == ANSWERS_MAX


def test_what_was_said_is_told_in_the_readers_language_and_in_the_order_of_the_topic() -> None:
    topics = {
        "refund": TopicPolicy(
            "refund",
            fields=(
                TopicField("day", "date", {"en": "Day", "de": "Tag"}),
                TopicField("reason", "choice", {"en": "Reason", "de": "Grund"}, choices=CHOICES),
                TopicField("sure", "checkbox", {"en": "Sure"}),
            ),
        ),
        "api": TopicPolicy("api", fields=(TopicField("endpoint", "text", {"en": "Endpoint", "de": "Endpunkt"}),)),
    }
    said = {"old_code": "x", "endpoint": "POST /a", "sure": "1", "reason": "twice", "day": "2027-03-28"}
    with translation.override("de"):
        assert told(said, "refund", topics, "de") == [
            Told("Tag", "28. März 2027"),
            Told("Grund", "Doppelt"),
            Told("Sure", "Ja"),
            Told("Endpunkt", "POST /a", is_long=True),
            Told("Old code", "x"),
        ]
    assert told({"reason": "gone"}, "no_such_topic", topics, "es") == [Told("Reason", "gone")]
