"""Questions and answers as JSON."""

from __future__ import annotations

import pytest

from pindesk.availability.exchange import NotAQuestion, answers_to, as_built, question_of
from pindesk.availability.shipped import policy
from pindesk.availability.tests.test_published_example import EXPECTED

POLICY = as_built(policy())
EXAMPLE = {
    "plan": "business",
    "topic": "sending",
    "language": "fr",
    "at": "2027-07-14T17:59:59+02:00",
    "open_ticket": {"topic": "sending", "created_at": "2027-07-14T10:00:00+02:00", "answered": False},
    "calendar": "FR",
}


def ask(**changes):
    return answers_to(question_of({**EXAMPLE, **changes}, POLICY), POLICY)


def test_the_published_example_is_answered_to_the_letter():
    assert ask() == {**EXPECTED, "recommended": "ticket"}


def test_without_a_calendar_the_day_is_like_any_other():
    assert ask(calendar=None)["chat"]["reasons"] == ["wait_for_reply"]
    assert ask(calendar="US")["chat"]["reasons"] == ["wait_for_reply"]


def test_a_region_has_holidays_of_its_own():
    good_friday = {"at": "2027-03-26T10:00:00+01:00", "open_ticket": None}
    assert ask(**good_friday)["chat"]["state"] == "open"
    assert ask(**good_friday, calendar="FR-57")["chat"]["reasons"] == ["holiday"]


def test_instants_have_the_offset_of_the_schedule_whatever_the_question_had():
    chat = ask(at="2027-07-14T15:59:59Z", open_ticket=None)["chat"]
    assert chat == {**EXPECTED["chat"], "reasons": ["holiday"]}


def test_an_answered_ticket_asks_nobody_to_wait():
    ticket = {**EXAMPLE["open_ticket"], "answered": True}
    assert ask(open_ticket=ticket, calendar=None)["chat"]["state"] == "open"


@pytest.mark.parametrize("left_out", ["plan", "topic", "language", "at"])
def test_what_is_missing_is_named(left_out):
    values = {key: value for key, value in EXAMPLE.items() if key != left_out}
    with pytest.raises(NotAQuestion, match=left_out):
        question_of(values, POLICY)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"plan": "gold"}, "plan"),
        ({"plan": 7}, "plan"),
        ({"topic": ["sending"]}, "topic"),
        ({"language": ""}, "language"),
        ({"language": None}, "language"),
        ({"at": "2027-07-14T17:59:59"}, "offset"),
        ({"at": "2027-02-30T00:00:00Z"}, "at is an instant"),
        ({"at": 1_800_000_000}, "at is an instant"),
        ({"at": "0001-01-01T00:00:00Z"}, "1970"),
        ({"at": "9999-12-31T23:59:59Z"}, "2200"),
        ({"calendar": "XX"}, "calendar"),
        ({"calendar": "FR-nowhere"}, "calendar"),
        ({"calendar": 33}, "calendar"),
        ({"open_ticket": []}, "open_ticket"),
        ({"open_ticket": {"topic": "sending"}}, "created_at"),
        ({"open_ticket": {**EXAMPLE["open_ticket"], "answered": "no"}}, "answered"),
        ({"opened": {}}, "opened"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence_that_names_it(change, name):
    with pytest.raises(NotAQuestion, match=name) as refused:
        question_of({**EXAMPLE, **change}, POLICY)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("values", [None, [], "text", 1])
def test_a_request_is_an_object(values):
    with pytest.raises(NotAQuestion):
        question_of(values, POLICY)
