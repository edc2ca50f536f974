"""Whose turn it is, and by when."""

from datetime import UTC, datetime, timedelta

import pytest

from pindesk.tickets import rules
from pindesk.tickets.rules import Clock

AT = datetime(2027, 7, 16, 15, 55, tzinfo=UTC)
DAY = 24 * 3600
DUE = AT + timedelta(hours=3)


def test_a_day_is_24_elapsed_hours_over_the_night_the_clocks_change():
    saturday = datetime(2027, 3, 27, 20, 0, tzinfo=UTC)
    assert rules.due_at(saturday, DAY) == datetime(2027, 3, 28, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sent_with", "status", "due"),
    [
        (None, "waiting", None),
        ("waiting", "waiting", None),
        ("solved", "solved", None),
        ("in_progress", "in_progress", AT + timedelta(days=1)),
        ("on_hold", "on_hold", AT + timedelta(days=1)),
    ],
)
def test_an_agents_reply_waits_for_the_customer_unless_sent_otherwise(sent_with, status, due):
    after = rules.after_agent_reply(Clock("received", DUE, None, None), sent_with, DAY, AT)
    assert (after.status, after.next_due_at, after.first_replied_at) == (status, due, AT)


def test_a_later_reply_does_not_move_the_first():
    first = AT - timedelta(days=1)
    assert rules.after_agent_reply(Clock("in_progress", DUE, first, None), None, DAY, AT).first_replied_at == first


@pytest.mark.parametrize(
    ("status", "due_before", "new", "due"),
    [
        ("received", DUE, "received", DUE),
        ("in_progress", DUE, "in_progress", DUE),
        ("waiting", None, "in_progress", AT + timedelta(days=1)),
        ("on_hold", DUE, "in_progress", DUE),
        ("solved", None, "in_progress", AT + timedelta(days=1)),
    ],
)
def test_a_customers_reply_makes_it_our_turn_and_keeps_a_running_clock(status, due_before, new, due):
    after = rules.after_customer_reply(Clock(status, due_before, None, None), DAY, AT)
    assert (after.status, after.next_due_at, after.solved_at) == (new, due, None)


@pytest.mark.parametrize(
    ("status", "shown"),
    [("on_hold", "in_progress"), ("closed", "solved"), ("received", "received"), ("waiting", "waiting")],
)
def test_customers_read_plain_words(status, shown):
    assert rules.shown_status(status) == shown


@pytest.mark.parametrize(
    ("status", "ago", "may"),
    [
        ("solved", timedelta(days=14) - timedelta(seconds=1), True),
        ("solved", timedelta(days=14), False),
        ("closed", timedelta(days=1), False),
        ("waiting", timedelta(0), False),
    ],
)
def test_solved_may_be_reopened_for_fourteen_days(status, ago, may):
    assert rules.may_reopen(status, AT - ago, AT) is may


def test_a_clock_that_starts_anew_before_any_reply_of_ours_is_that_of_the_first_reply():
    solved = Clock("solved", None, None, AT - timedelta(days=2), AT - timedelta(days=1))
    for after in (rules.after_customer_reply(solved, DAY, AT), rules.after_status(solved, "in_progress", DAY, AT)):
        assert after.first_reply_due_at == after.next_due_at == AT + timedelta(days=1)
    answered = Clock("waiting", None, AT - timedelta(days=2), None, DUE)
    assert rules.after_customer_reply(answered, DAY, AT).first_reply_due_at == DUE


def test_a_clock_that_runs_keeps_its_first_due_time():
    running = Clock("on_hold", DUE, None, None, DUE)
    assert rules.after_customer_reply(running, DAY, AT).first_reply_due_at == DUE


@pytest.mark.parametrize(
    ("first_replied_at", "next_due_at", "next_after", "first_after"),
    [
        (None, DUE, DUE - timedelta(hours=20), DUE - timedelta(hours=20)),
        (AT, DUE, DUE - timedelta(hours=20), DUE),
        (AT, None, None, DUE),
    ],
)
def test_a_shorter_promise_brings_what_is_due_forward(first_replied_at, next_due_at, next_after, first_after):
    before = Clock("in_progress", next_due_at, first_replied_at, None, DUE)
    after = rules.with_promise(before, DAY, 4 * 3600, AT)
    assert (after.next_due_at, after.first_reply_due_at) == (next_after, first_after)
