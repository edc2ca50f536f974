"""State and reasons of each channel, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pindesk.availability import shipped
from pindesk.availability.policy import Customer, Staffing
from pindesk.availability.rules import availability, promise_seconds
from pindesk.availability.tests.cases import (
    ALICE,
    BUSINESS,
    FRIDAY_1755,
    FRIEDA,
    HOLIDAY,
    IN_FRANCE,
    NOBODY,
    POLICY,
    SATURDAY,
    STARTER,
    paris,
    ticket,
)
from pindesk.hours.errors import HoursNotAware


def ask(customer=ALICE, topic="sending", language="en", at=FRIDAY_1755, tickets=(), staffing=None, policy=POLICY):
    return availability(policy, customer, topic, language, at, tickets, staffing)


def short(answers):
    return {code: (answer.state, *answer.reasons) for code, answer in answers.items()}


OPEN = ("open",)
OUTSIDE, HOLIDAY_CODE, NOT_IN_PLAN = "outside_hours", "holiday", "not_in_plan"


@pytest.mark.parametrize(
    ("question", "ticket", "chat", "phone"),
    [
        ({}, OPEN, OPEN, OPEN),
        ({"at": paris("2027-07-16T08:59:59")}, OPEN, ("closed", OUTSIDE), ("closed", OUTSIDE)),
        ({"at": paris("2027-07-16T09:00:00")}, OPEN, OPEN, OPEN),
        ({"at": paris("2027-07-16T17:59:59")}, OPEN, OPEN, OPEN),
        ({"at": paris("2027-07-16T18:00:00")}, OPEN, ("closed", OUTSIDE), ("closed", OUTSIDE)),
        ({"topic": None}, OPEN, OPEN, OPEN),
        ({"topic": "no such topic"}, OPEN, OPEN, OPEN),
        ({"topic": "refund"}, OPEN, OPEN, ("unavailable", "topic_needs_writing")),
        ({"customer": BUSINESS}, OPEN, OPEN, ("unavailable", NOT_IN_PLAN)),
        ({"customer": STARTER}, OPEN, ("unavailable", NOT_IN_PLAN), ("unavailable", NOT_IN_PLAN)),
        ({"customer": FRIEDA}, *3 * [("unavailable", NOT_IN_PLAN)]),
        ({"customer": Customer(None)}, *3 * [("unavailable", NOT_IN_PLAN)]),
        ({"customer": Customer("no such plan")}, *3 * [("unavailable", NOT_IN_PLAN)]),
        ({"customer": NOBODY}, *3 * [("unavailable", "signed_out")]),
        ({"language": "de"}, OPEN, *2 * [("unavailable", "language_not_served")]),
        ({"language": "it"}, *3 * [("unavailable", "language_not_served")]),
        ({"customer": STARTER, "at": SATURDAY}, OPEN, *2 * [("unavailable", NOT_IN_PLAN, OUTSIDE)]),
        (
            {"customer": NOBODY, "at": SATURDAY},
            ("unavailable", "signed_out"),
            *2 * [("unavailable", OUTSIDE, "signed_out")],
        ),
        ({"policy": IN_FRANCE, "at": HOLIDAY}, OPEN, *2 * [("closed", HOLIDAY_CODE)]),
        ({"policy": IN_FRANCE, "at": paris("2027-07-14T23:59:59")}, OPEN, *2 * [("closed", HOLIDAY_CODE)]),
        ({"policy": IN_FRANCE, "at": paris("2027-07-15T00:00:00")}, OPEN, *2 * [("closed", OUTSIDE)]),
        (
            {"customer": STARTER, "topic": "refund", "language": "es", "at": HOLIDAY, "policy": IN_FRANCE},
            OPEN,
            ("unavailable", HOLIDAY_CODE, "language_not_served", NOT_IN_PLAN),
            ("unavailable", HOLIDAY_CODE, "language_not_served", NOT_IN_PLAN, "topic_needs_writing"),
        ),
    ],
)
def test_each_channel_says_its_state_and_all_its_reasons(question, ticket, chat, phone):
    assert short(ask(**question)) == {"ticket": ticket, "chat": chat, "phone": phone}


@pytest.mark.parametrize("topic", ["account_unlock", "payment", "privacy"])
@pytest.mark.parametrize("customer", [NOBODY, FRIEDA, Customer(None)])
def test_topics_open_to_everyone_need_no_plan_and_no_sign_in_by_ticket_alone(customer, topic):
    answers = ask(customer, topic)
    assert short(answers)["ticket"] == OPEN
    assert answers["chat"].state == "unavailable"


def test_a_channel_that_is_off_still_says_its_other_reasons_and_times():
    policy = shipped.policy(built=("ticket",))
    chat = ask(STARTER, at=SATURDAY, policy=policy)["chat"]
    assert (chat.state, chat.reasons) == ("unavailable", ("channel_off", "not_in_plan", "outside_hours"))
    assert chat.opens_at == paris("2027-07-19T09:00")
    switched_off = replace(POLICY.channels["ticket"], is_on=False)
    off = replace(POLICY, channels={**POLICY.channels, "ticket": switched_off})
    assert short(ask(policy=off))["ticket"] == ("unavailable", "channel_off")


def test_times_are_given_as_the_clock_stands_whatever_else_is_in_the_way():
    phone = ask(STARTER)["phone"]
    assert (phone.opens_at, phone.closes_at) == (None, paris("2027-07-16T18:00"))
    phone = ask(STARTER, at=SATURDAY)["phone"]
    assert (phone.opens_at, phone.closes_at) == (paris("2027-07-19T09:00"), None)
    tickets = ask()["ticket"]
    assert (tickets.opens_at, tickets.closes_at) == (None, None)


@pytest.mark.parametrize("zone", ["Australia/Sydney", "Australia/Lord_Howe", "America/St_Johns"])
def test_hours_are_those_of_the_company_wherever_it_is(zone):
    policy = shipped.policy(zone=zone, built=("ticket", "chat", "phone"))
    monday = datetime(2027, 4, 5, 9, tzinfo=ZoneInfo(zone))
    assert ask(at=monday, policy=policy)["chat"].state == "open"
    before = ask(at=monday - timedelta(hours=1), policy=policy)["chat"]
    assert (before.state, before.opens_at) == ("closed", monday)


@pytest.mark.parametrize(
    ("friday", "monday"),
    [
        ("2027-03-26T18:00:00+01:00", "2027-03-29T09:00:00+02:00"),
        ("2027-10-29T18:00:00+02:00", "2027-11-01T09:00:00+01:00"),
    ],
)
def test_a_weekend_on_which_clocks_change_opens_at_nine_by_the_new_time(friday, monday):
    assert ask(at=datetime.fromisoformat(friday))["chat"].opens_at == datetime.fromisoformat(monday)


def test_languages_are_all_that_are_served_in_order():
    answers = ask(language="de")
    assert answers["ticket"].languages == ("de", "en", "es", "fr")
    assert answers["phone"].languages == ("en", "fr")


WAIT = ("ask_to_wait", "wait_for_reply")


@pytest.mark.parametrize(
    ("asked", "opened", "is_asked"),
    [
        ("sending", "sending", True),
        ("sending", "api", False),
        ("sending", "other", True),
        ("other", "api", True),
        (None, "api", True),
        ("sending", None, True),
        ("account_unlock", "account_unlock", False),
        ("account_unlock", "other", False),
    ],
)
def test_a_reply_that_is_due_on_the_same_matter_asks_to_wait(asked, opened, is_asked):
    chat = ask(topic=asked, tickets=[ticket(opened)])["chat"]
    assert (chat.state, *chat.reasons) == (WAIT if is_asked else OPEN)
    assert chat.ticket == (ticket(opened) if is_asked else None)


def test_tickets_are_never_asked_to_wait():
    assert short(ask(tickets=[ticket()])) == {"ticket": OPEN, "chat": WAIT, "phone": WAIT}


def test_the_rule_ends_at_the_due_instant():
    one_before = ask(tickets=[ticket(due=FRIDAY_1755 + timedelta(microseconds=1))])
    assert one_before["chat"].state == "ask_to_wait"
    assert ask(tickets=[ticket(due=FRIDAY_1755)])["chat"].state == "open"


@pytest.mark.parametrize(
    "other",
    [
        ticket(is_answered=True),
        replace(ticket(), first_reply_due_at=None),
        replace(ticket(), created_at=FRIDAY_1755 + timedelta(seconds=1)),
    ],
)
def test_a_ticket_that_is_answered_or_not_due_or_not_yet_there_asks_nobody_to_wait(other):
    assert ask(tickets=[other])["chat"].state == "open"


def test_an_invited_customer_is_not_asked_to_wait():
    assert ask(replace(ALICE, is_invited=True), tickets=[ticket()])["chat"].state == "open"


def test_the_rule_can_be_widened_to_any_topic_but_not_to_urgent_ones():
    wide = replace(POLICY, waits_on_any_topic=True)
    assert ask(topic="sending", tickets=[ticket("api")], policy=wide)["chat"].state == "ask_to_wait"
    assert ask(topic="account_unlock", tickets=[ticket("api")], policy=wide)["chat"].state == "open"


def test_of_several_tickets_the_one_due_first_is_named():
    sooner = ticket(due=FRIDAY_1755 + timedelta(hours=1), number=1043)
    assert ask(tickets=[ticket(), sooner, sooner])["chat"].ticket == sooner


def test_a_due_reply_is_a_reason_of_its_own_beside_the_others():
    answers = ask(STARTER, at=SATURDAY, tickets=[ticket()], topic="sending")
    assert answers["phone"].reasons == ("not_in_plan", "outside_hours", "wait_for_reply")
    assert ask(at=SATURDAY, tickets=[ticket()])["chat"].state == "closed"


@pytest.mark.parametrize(
    ("staff", "reasons"),
    [
        ({("chat", "en"): Staffing(1)}, ()),
        ({("chat", "en"): Staffing(0)}, ("nobody_here",)),
        ({}, ("nobody_here",)),
        ({("chat", "fr"): Staffing(3)}, ("nobody_here",)),
        ({("chat", "en"): Staffing(2, is_queue_full=True)}, ("queue_full",)),
        ({("chat", "en"): Staffing(0, is_queue_full=True)}, ("nobody_here", "queue_full")),
    ],
)
def test_open_hours_without_anybody_free_are_closed_and_keep_their_end(staff, reasons):
    chat = ask(staffing=staff)["chat"]
    assert (chat.state, chat.reasons) == ("closed" if reasons else "open", reasons)
    assert (chat.opens_at, chat.closes_at) == (None, paris("2027-07-16T18:00"))


def test_staff_count_neither_outside_hours_nor_for_tickets_nor_in_a_language_not_served():
    assert short(ask(staffing={}, at=SATURDAY))["chat"] == ("closed", OUTSIDE)
    assert short(ask(staffing={}))["ticket"] == OPEN
    assert short(ask(staffing={}, language="de"))["chat"] == ("unavailable", "language_not_served")


@pytest.mark.parametrize(
    ("plan", "topic", "hours"),
    [
        ("premium", "sending", 24),
        ("premium", "account_unlock", 4),
        ("swift", "sending", 2),
        ("swift", "account_unlock", 2),
    ],
)
def test_the_shorter_of_two_promises_holds(plan, topic, hours):
    swift = replace(POLICY.plans["premium"], code="swift", promise_seconds=2 * 3600)
    policy = replace(POLICY, plans={**POLICY.plans, "swift": swift})
    assert promise_seconds(policy, plan, topic) == hours * 3600
    assert ask(Customer(plan), topic, policy=policy)["ticket"].answer_within == timedelta(hours=hours)


def test_where_nobody_promises_the_company_does_and_what_cannot_be_used_promises_nothing():
    assert ask(NOBODY, "payment")["ticket"].answer_within == timedelta(hours=24)
    assert ask(FRIEDA)["ticket"].answer_within is None
    assert ask()["chat"].answer_within is None


@pytest.mark.parametrize(
    ("question", "channel", "alternative"),
    [
        ({"customer": BUSINESS}, "phone", "chat"),
        ({"customer": STARTER}, "phone", "ticket"),
        ({"at": SATURDAY}, "chat", "ticket"),
        ({"topic": "refund"}, "phone", "ticket"),
        ({"topic": "invoice"}, "phone", "chat"),
        ({"tickets": [ticket()]}, "chat", "ticket"),
        ({"staffing": {("phone", "en"): Staffing(1)}}, "chat", "phone"),
        ({"customer": FRIEDA}, "ticket", None),
        ({"customer": NOBODY, "topic": "payment"}, "chat", "ticket"),
    ],
)
def test_the_alternative_is_the_best_other_channel_that_can_be_used_now(question, channel, alternative):
    assert ask(**question)[channel].alternative == alternative


def test_instants_in_the_zone_of_the_schedule_are_compared_by_time_and_not_by_the_clock_on_the_wall():
    second_half_past_two = paris("2027-10-31T02:30").replace(fold=1)
    due = paris("2027-10-31T02:45").replace(fold=0)
    assert "wait_for_reply" not in ask(at=second_half_past_two, tickets=[ticket(due=due)])["chat"].reasons


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(HoursNotAware):
        ask(at=datetime(2027, 7, 14, 12))  # noqa: DTZ001
