"""What people read, in English: the state, the opening, and every reason."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from pindesk.availability import sentences, shipped
from pindesk.availability.policy import Reason, Staffing
from pindesk.availability.rules import availability
from pindesk.availability.sentences import Reader
from pindesk.availability.tests.cases import (
    ALICE,
    BUSINESS,
    FRIDAY_1755,
    FRIEDA,
    HOLIDAY,
    IN_FRANCE,
    NOBODY,
    PARIS,
    POLICY,
    SATURDAY,
    STARTER,
    paris,
    ticket,
)
from pindesk.hours.schedule import Interval, Schedule

LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def words(channel, customer=ALICE, topic="sending", language="en", at=FRIDAY_1755, zone=PARIS, policy=POLICY, **more):
    given = {"tickets": (), "staffing": None, **more}
    answers = availability(policy, customer, topic, language, at, given["tickets"], given["staffing"])
    answer, reader = answers[channel], Reader(at, zone, language if language in shipped.LANGUAGES else "en")
    return (
        sentences.state(answer),
        sentences.opening(answer, reader),
        sentences.why(answer, reader),
        sentences.instead(answer),
    )


def test_an_open_channel_says_until_when_and_in_which_language():
    assert words("chat") == ("Open", "Until 18:00", ["In English."], "")
    assert words("ticket") == ("Open", "Day and night", ["In English."], "")


def test_a_closed_channel_says_when_it_opens_by_both_clocks():
    state, opening, why, instead = words("chat", at=SATURDAY, zone=LONDON)
    assert (state, opening, instead) == ("Closed", "Mon 09:00", "You can open a ticket now.")
    assert why == ["Outside opening hours.", "Opens Monday 9:00 Paris time (8:00 your time)."]


def test_a_holiday_is_named():
    _, _, why, _ = words("phone", policy=IN_FRANCE, at=HOLIDAY)
    assert why == ["Holiday or special hours: Fête nationale.", "Opens Thursday 9:00 Paris time."]


def test_all_reasons_are_said_and_the_weightiest_first():
    state, opening, why, instead = words("phone", STARTER, "refund", "de", SATURDAY, tickets=[ticket("refund")])
    assert (state, opening) == ("Not for this topic", "Mo–\u2060Fr 9:00–\u206018:00")
    assert why[0] == "This topic needs a written request: by ticket or chat, not by phone."
    assert why[1] == "The phone is not part of your plan."
    assert why[3] == "Outside opening hours."
    assert len(why) == 6
    assert instead == "You can open a ticket now."


def test_a_reply_that_is_due_names_the_ticket_and_the_time():
    state, opening, why, _ = words("chat", tickets=[ticket(due=paris("2027-07-17T16:42"))])
    assert (state, opening) == ("Reply due", "Until 18:00")
    assert why[0] == "We answer your ticket 1042 by Saturday 16:42."
    later = replace(ticket(due=paris("2027-07-18T16:42")), created_at=FRIDAY_1755)
    _, _, why, _ = words("chat", tickets=[replace(later, number=None)])
    assert why[0] == "You have an open ticket; we answer it by Sunday 16:42."


@pytest.mark.parametrize(
    ("question", "state"),
    [
        ({"customer": FRIEDA}, "Not in your plan"),
        ({"customer": NOBODY}, "Sign in first"),
        ({"language": "it"}, "Not in your language"),
        ({"staffing": {}}, "Nobody free"),
        ({"staffing": {("chat", "en"): Staffing(1, is_queue_full=True)}}, "Queue full"),
        ({"policy": shipped.policy(built=("ticket",))}, "Not offered at present"),
    ],
)
def test_the_state_is_the_reason_that_decides(question, state):
    assert words("chat", **question)[0] == state


def test_a_channel_that_is_off_promises_no_opening_but_says_its_hours():
    _, opening, why, instead = words("chat", at=SATURDAY, policy=shipped.policy(built=("ticket",)))
    assert opening == "Mon–\u2060Fri 9:00–\u206018:00"
    assert why[0] == "Chat is not offered at present."
    assert why[-1] == "Planned hours: Mon–\u2060Fri 9:00–\u206018:00, Paris time."
    assert not any("Opens" in sentence for sentence in why)
    assert instead == "You can open a ticket now."


def test_a_channel_that_is_off_gives_no_other_reason_but_keeps_its_codes():
    policy = shipped.policy(built=("ticket",))
    answer = availability(policy, STARTER, "refund", "de", SATURDAY, [ticket("refund")], None)["phone"]
    assert set(answer.reasons) == {
        Reason.CHANNEL_OFF,
        Reason.TOPIC_NEEDS_WRITING,
        Reason.NOT_IN_PLAN,
        Reason.LANGUAGE_NOT_SERVED,
        Reason.OUTSIDE_HOURS,
        Reason.WAIT_FOR_REPLY,
    }
    why = sentences.why(answer, Reader(SATURDAY, PARIS, "en"))
    assert why[0] == "The phone is not offered at present."
    assert why[1].startswith("We answer your ticket 1042")
    assert why[2].startswith("Planned hours:")
    assert len(why) == 3
    assert len(sentences.why(answer, Reader(SATURDAY, PARIS, "en"), without=(Reason.WAIT_FOR_REPLY,))) == 2


def test_what_another_language_offers_is_said():
    _, _, why, _ = words("chat", language="it")
    assert why == ["Nobody answers in the language you asked for, only in English and French."]


def test_served_languages_are_the_readers_own_or_all():
    chat = availability(POLICY, BUSINESS, None, "en", FRIDAY_1755)["chat"]
    assert sentences.served_in(chat, "en") == "In English."
    assert sentences.served_in(replace(chat, languages=("de", "fr")), "en") == "In German or French."


def test_a_closing_after_midnight_says_the_day_and_hours_that_never_end_say_so():
    night = Schedule("Europe/Paris", (Interval(4, paris("2027-01-01T09:00").time(), paris("2027-01-01T02:00").time()),))
    chat = availability(POLICY, ALICE, None, "en", FRIDAY_1755)["chat"]
    reader = Reader(FRIDAY_1755, PARIS, "en")
    late = replace(chat, hours=night, closes_at=paris("2027-07-17T02:00"))
    assert sentences.opening(late, reader) == "Until Sat 02:00"
    assert sentences.opening(replace(chat, closes_at=None), reader) == "Day and night"
    never = replace(chat, state="closed", reasons=(Reason.OUTSIDE_HOURS,), closes_at=None)
    assert sentences.opening(never, reader) == "No opening planned"


def test_every_reason_has_a_sentence():
    assert set(sentences._WHY) == set(Reason)
