"""What is impossible or dangerous in settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from pindesk.availability import shipped
from pindesk.availability.settings.checks import Problem, problems, unreachable
from pindesk.availability.settings.kept import OFFICE, as_data, settings_of, shipped_settings
from pindesk.availability.settings.values import ChannelSettings, ScheduleSettings, applied
from pindesk.availability.tests.cases import FRIDAY_1755, POLICY
from pindesk.hours.errors import ZoneAbbreviated
from pindesk.hours.schedule import CalendarDay, Interval, Span

SHIPPED = shipped_settings("Europe/Paris")
NINE, NOON, SIX = time(9), time(12), time(18)


def with_office(**changes):
    return replace(SHIPPED, schedules={OFFICE: replace(SHIPPED.schedules[OFFICE], **changes)})


def with_channel(code, **changes):
    return replace(SHIPPED, channels={**SHIPPED.channels, code: replace(SHIPPED.channels[code], **changes)})


def found(settings):
    try:
        policy = applied(settings, POLICY, year=2027, languages=shipped.LANGUAGES)
    except KeyError:  # a schedule that is not there
        policy = POLICY
    return problems(settings, policy, FRIDAY_1755)


def test_the_shipped_settings_are_the_shipped_policy_and_have_no_problem():
    assert found(SHIPPED) == ()
    policy = shipped.policy(built=("ticket", "chat", "phone"))
    assert applied(SHIPPED, policy, year=2027, languages=shipped.LANGUAGES) == policy


LATE_SUNDAY = Interval(6, time(22), time(6))
CHRISTMAS_EVE = date(2027, 12, 24)
TWICE_OPEN = CalendarDay(CHRISTMAS_EVE, "", (Span(NINE, NOON), Span(time(11), SIX)))


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (with_office(intervals=(Interval(0, NINE, SIX), Interval(0, NOON, SIX))), Problem("hours_overlap", OFFICE, 0)),
        (with_office(intervals=(LATE_SUNDAY, Interval(0, time(5), NINE))), Problem("hours_overlap", OFFICE, 0)),
        (with_office(intervals=()), Problem("no_opening", OFFICE)),
        (with_office(days=(TWICE_OPEN,)), Problem("day_overlap", OFFICE, on=CHRISTMAS_EVE)),
        (with_office(days=2 * (CalendarDay(CHRISTMAS_EVE),)), Problem("day_twice", OFFICE, on=CHRISTMAS_EVE)),
        (with_channel("chat", languages=()), Problem("no_language", "chat")),
    ],
)
def test_what_cannot_be_is_found_and_placed(settings, problem):
    assert problem in found(settings)


@pytest.mark.parametrize(
    "settings",
    [
        with_office(intervals=(Interval(0, NINE, NOON), Interval(0, NOON, SIX))),
        with_office(intervals=(Interval(6, time(22), time(6)), Interval(0, time(6), NINE))),
        with_office(intervals=(), days=(CalendarDay(date(2027, 12, 24), "", (Span(NINE, NOON),)),)),
        with_channel("chat", languages=(), is_on=False),
        replace(
            with_office(intervals=()),
            channels={code: replace(SHIPPED.channels[code], is_on=code == "ticket") for code in SHIPPED.channels},
        ),
    ],
)
def test_what_adjoins_or_opens_once_a_year_or_is_off_is_no_problem(settings):
    assert found(settings) == ()


def test_a_schedule_that_is_not_there_is_named():
    settings = with_channel("chat", schedule="night")
    assert problems(settings, POLICY, FRIDAY_1755) == (Problem("schedule_unknown", "chat"),)


def test_a_zone_of_three_letters_is_refused_with_its_reason():
    with pytest.raises(ZoneAbbreviated):
        found(with_office(zone="CET"))


def test_a_topic_that_no_plan_reaches_is_found():
    settings = with_channel("ticket", is_on=False)
    policy = applied(settings, POLICY, year=2027, languages=shipped.LANGUAGES)
    assert list(unreachable(policy)) == []  # by chat and phone
    not_built = shipped.policy(built=("ticket",))
    nobody = applied(settings, not_built, year=2027, languages=shipped.LANGUAGES)
    assert {problem.place for problem in unreachable(nobody)} == set(POLICY.topics)
    phone_alone = replace(policy, plans={"premium": replace(POLICY.plans["premium"], channels=("phone",))})
    needing_writing = {code for code, topic in POLICY.topics.items() if topic.needs_writing}
    assert {problem.place for problem in unreachable(phone_alone)} == needing_writing


def test_what_is_kept_is_read_as_it_was():
    settings = replace(
        with_office(
            country="DE",
            region="BY",
            intervals=(Interval(5, time(22), time(6)), Interval(0, time(0), time(0))),
            days=(
                CalendarDay(CHRISTMAS_EVE, "Heiligabend", (Span(NINE, time(12, 30)),)),
                CalendarDay(date(2028, 1, 3)),
            ),
        ),
        waits_on_any_topic=True,
    )
    assert settings_of(as_data(settings)) == settings


def test_public_holidays_and_own_days_close_and_own_ones_win():
    own = (CalendarDay(date(2027, 7, 14), "open all the same", (Span(NINE, NOON),)),)
    policy = applied(with_office(country="FR", days=own), POLICY, year=2027, languages=shipped.LANGUAGES)
    calendar = policy.channels["chat"].calendar
    assert calendar.by_date[date(2027, 7, 14)].spans == (Span(NINE, NOON),)
    assert calendar.by_date[date(2027, 8, 15)].spans == ()
    assert not policy.channels["ticket"].calendar.days


def test_a_channel_speaks_only_languages_of_the_company_and_without_one_it_is_off():
    policy = applied(SHIPPED, POLICY, year=2027, languages=("de", "fr"))
    assert policy.channels["ticket"].languages == ("de", "fr")
    assert policy.channels["chat"].languages == ("fr",)
    german = applied(SHIPPED, POLICY, year=2027, languages=("de",))
    assert not german.channels["chat"].is_on


def test_settings_of_one_channel_can_have_hours_of_their_own():
    night = ScheduleSettings("America/New_York", (Interval(5, time(22), time(6)),))
    settings = replace(with_channel("chat", schedule="night"), schedules={**SHIPPED.schedules, "night": night})
    policy = applied(settings, POLICY, year=2027, languages=shipped.LANGUAGES)
    assert policy.channels["chat"].hours.zone == "America/New_York"
    assert policy.channels["phone"].hours.zone == "Europe/Paris"
    assert ChannelSettings() == ChannelSettings("", (), True)
