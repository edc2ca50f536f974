"""Which channel is advised, case by case."""

from __future__ import annotations

import pytest

from pindesk.availability.advice import Advice, Why, advise
from pindesk.availability.policy import Customer, Staffing
from pindesk.availability.rules import availability
from pindesk.availability.tests.cases import (
    ALICE,
    BUSINESS,
    FRIDAY_1755,
    FRIEDA,
    NOBODY,
    POLICY,
    SATURDAY,
    STARTER,
    ticket,
)


def ask(customer=ALICE, topic="sending", at=FRIDAY_1755, tickets=(), staffing=None):
    answers = availability(POLICY, customer, topic, "en", at, tickets, staffing)
    return advise(POLICY, topic, answers)


@pytest.mark.parametrize(
    ("question", "channel", "why", "runner_up"),
    [
        ({}, "chat", Why.SUITS_BEST, "phone"),
        ({"topic": None}, "chat", Why.SUITS_BEST, "phone"),
        ({"topic": "api"}, "ticket", Why.SUITS_BEST, "chat"),
        ({"customer": BUSINESS}, "chat", Why.SUITS_BEST, "ticket"),
        ({"customer": STARTER}, "ticket", Why.ONLY_WAY, None),
        ({"at": SATURDAY}, "ticket", Why.ONLY_WAY, None),
        ({"topic": "invoice"}, "chat", Why.IN_WRITING, "ticket"),
        ({"topic": "card_removal"}, "ticket", Why.IN_WRITING, "chat"),
        ({"topic": "deliverability"}, "ticket", Why.INVESTIGATED, "chat"),
        ({"topic": "refund", "at": SATURDAY}, "ticket", Why.INVESTIGATED, None),
        ({"customer": FRIEDA, "topic": "account_unlock"}, "ticket", Why.INVESTIGATED, None),
        ({"customer": NOBODY, "topic": "payment"}, "ticket", Why.ONLY_WAY, None),
        ({"staffing": {("phone", "en"): Staffing(1)}}, "phone", Why.SUITS_BEST, "ticket"),
    ],
)
def test_a_channel_is_advised_with_the_reason_and_the_next_best(question, channel, why, runner_up):
    assert ask(**question) == Advice(channel, why, runner_up)


@pytest.mark.parametrize("customer", [NOBODY, FRIEDA, Customer("no such plan")])
def test_nothing_is_advised_to_whom_no_channel_is_open(customer):
    assert ask(customer) == Advice()


def test_whose_reply_is_due_is_sent_to_that_ticket_whatever_else_is_open():
    assert ask(tickets=[ticket()]) == Advice("ticket", Why.OPEN_TICKET, "chat", ticket())
    assert ask(FRIEDA, tickets=[ticket()]) == Advice("ticket", Why.OPEN_TICKET, None, ticket())


def test_a_reply_that_is_due_on_another_matter_changes_nothing():
    assert ask(tickets=[ticket("api")]) == ask()
    assert ask(topic="account_unlock", tickets=[ticket()]) == ask(topic="account_unlock")
