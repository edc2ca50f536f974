"""What a page shows: the best answer over the served languages."""

from __future__ import annotations

from dataclasses import replace

from pindesk.availability.policy import Staffing
from pindesk.availability.rules import for_page
from pindesk.availability.tests.cases import ALICE, FRIDAY_1755, POLICY, SATURDAY, ticket


def show(languages, policy=POLICY, at=FRIDAY_1755, tickets=(), staffing=None, **more):
    return for_page(policy, ALICE, "sending", languages, at, tickets, staffing, **more)


def test_a_german_reader_is_shown_chat_in_a_language_that_is_served():
    answers = show(["de"])
    assert (answers["ticket"].state, answers["ticket"].language) == ("open", "de")
    assert (answers["chat"].state, answers["chat"].reasons, answers["chat"].language) == ("open", (), "en")


def test_the_language_of_the_reader_wins_among_equals():
    assert show(["fr"])["chat"].language == "fr"
    assert show(["de", "fr", "en"])["chat"].language == "fr"


def test_a_better_answer_wins_over_the_first_language():
    staffing = {("chat", "fr"): Staffing(1), ("chat", "en"): Staffing(0), ("phone", "en"): Staffing(1)}
    answers = show(["en"], staffing=staffing)
    assert (answers["chat"].state, answers["chat"].language) == ("open", "fr")
    assert (answers["phone"].state, answers["phone"].language) == ("open", "en")


def test_only_who_speaks_no_served_language_is_told_so():
    answers = show(["de"], speaks_no_other=True)
    assert answers["ticket"].state == "open"
    assert answers["chat"].reasons == ("language_not_served",)
    assert show(["de", "fr"], speaks_no_other=True)["chat"].language == "fr"
    assert show(["it"])["ticket"].state == "open"


def test_a_channel_without_any_language_is_served_in_none():
    policy = replace(POLICY, channels={"chat": replace(POLICY.channels["chat"], languages=())})
    assert show(["en"], policy=policy)["chat"].reasons == ("language_not_served",)


def test_other_reasons_and_alternatives_are_those_of_one_language():
    chat = show(["de"], at=SATURDAY, tickets=[ticket()])["chat"]
    assert chat.reasons == ("outside_hours", "wait_for_reply")
    assert chat.alternative == "ticket"
