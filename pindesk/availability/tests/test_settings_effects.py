"""What a change does to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from pindesk.availability import shipped
from pindesk.availability.settings.effects import Effect, effects
from pindesk.availability.settings.values import applied
from pindesk.availability.tests.cases import POLICY
from pindesk.availability.tests.test_settings_checks import NINE, NOON, SHIPPED, SIX, with_channel, with_office
from pindesk.hours.schedule import CalendarDay, Interval, Span, weekdays

FIRST, LAST = date(2027, 7, 16), date(2028, 7, 15)
CHAT_PLANS, PHONE_PLANS = ("business", "premium"), ("premium",)
WEEK = weekdays(0, 1, 2, 3, 4, start=NINE, end=SIX)


def of(settings, before=POLICY):
    after = applied(settings, POLICY, year=2027, languages=shipped.LANGUAGES)
    return effects(before, after, FIRST, LAST)


def test_the_same_settings_do_nothing_to_anybody():
    assert of(SHIPPED) == ()


def test_a_friday_afternoon_that_goes_is_lost_by_whoever_had_it():
    shorter = with_office(intervals=(*weekdays(0, 1, 2, 3, start=NINE, end=SIX), Interval(4, NINE, NOON)))
    lost = (Interval(4, NOON, SIX),)
    assert of(shorter) == (
        Effect("chat", False, CHAT_PLANS, ("en", "fr"), lost),
        Effect("phone", False, PHONE_PLANS, ("en", "fr"), lost),
    )


def test_an_hour_that_moves_is_lost_and_gained():
    moved = with_office(intervals=weekdays(0, 1, 2, 3, 4, start=time(10), end=time(19)))
    found = [effect for effect in of(moved) if effect.channel == "phone"]
    assert [(effect.is_gain, effect.hours) for effect in found] == [
        (False, weekdays(0, 1, 2, 3, 4, start=NINE, end=time(10))),
        (True, weekdays(0, 1, 2, 3, 4, start=SIX, end=time(19))),
    ]


def test_hours_over_midnight_are_told_for_each_day():
    night = with_office(intervals=(*WEEK, Interval(6, time(22), time(2))))
    (gained,) = (effect for effect in of(night) if effect.channel == "phone")
    assert gained.hours == (Interval(0, time(0), time(2)), Interval(6, time(22), time(0)))


def test_a_language_that_goes_is_lost_for_the_whole_week():
    without_french = with_channel("chat", languages=("en",))
    assert of(without_french) == (Effect("chat", False, CHAT_PLANS, ("fr",), WEEK),)


def test_a_channel_that_is_switched_off_is_lost_whole_and_tickets_day_and_night():
    assert of(with_channel("phone", is_on=False)) == (Effect("phone", False, PHONE_PLANS, ("en", "fr"), WEEK),)
    (tickets,) = of(with_channel("ticket", is_on=False))
    assert tickets.plans == ("starter", "business", "premium")
    assert tickets.is_whole_week


def test_tickets_that_get_hours_lose_the_rest_by_the_clock_of_those_hours():
    found = of(with_channel("ticket", schedule="office"))
    (lost,) = found
    assert lost.hours[:2] == (Interval(0, time(0), NINE), Interval(0, SIX, time(0)))
    assert lost.hours[-2:] == (Interval(5, time(0), time(0)), Interval(6, time(0), time(0)))
    back = effects(
        applied(with_channel("ticket", schedule="office"), POLICY, year=2027, languages=shipped.LANGUAGES),
        POLICY,
        FIRST,
        LAST,
    )
    assert [(effect.is_gain, effect.hours) for effect in back] == [(True, lost.hours)]


def test_half_days_holidays_and_extra_openings_are_told_by_date():
    days = (
        CalendarDay(date(2027, 12, 24), "", (Span(NINE, NOON),)),  # a Friday
        CalendarDay(date(2027, 12, 27), "", ()),
        CalendarDay(date(2027, 12, 18), "", (Span(NINE, NOON),)),  # a Saturday
        CalendarDay(date(2027, 12, 25), "", ()),  # closed on a Saturday: nothing
        CalendarDay(date(2026, 12, 24), "", ()),  # past
    )
    found = [effect for effect in of(with_office(days=days)) if effect.channel == "phone"]
    assert [(effect.is_gain, effect.hours, effect.dates) for effect in found] == [
        (False, (), ((date(2027, 12, 24), (Span(NOON, SIX),)), (date(2027, 12, 27), (Span(NINE, SIX),)))),
        (True, (), ((date(2027, 12, 18), (Span(NINE, NOON),)),)),
    ]


def test_a_day_that_loses_what_every_week_loses_is_told_once():
    days = (CalendarDay(date(2027, 7, 23), "", (Span(NINE, NOON),)),)  # a Friday
    shorter = with_office(intervals=(*weekdays(0, 1, 2, 3, start=NINE, end=SIX), Interval(4, NINE, NOON)), days=days)
    assert all(effect.dates == () for effect in of(shorter))


def test_another_zone_moves_the_hours_by_what_its_clock_is_ahead():
    london = with_office(zone="Europe/London")
    found = [effect for effect in of(london) if effect.channel == "phone"]
    assert [(effect.is_gain, effect.hours) for effect in found] == [
        (False, weekdays(0, 1, 2, 3, 4, start=NINE, end=time(10))),
        (True, weekdays(0, 1, 2, 3, 4, start=time(17), end=SIX)),
    ]
    assert of(with_office(zone="Europe/Berlin")) == ()


def test_a_day_that_closes_under_another_zone_is_told_by_the_clock_that_held():
    days = (CalendarDay(date(2027, 12, 24), "", ()),)  # a Friday
    found = [effect for effect in of(with_office(zone="Europe/London", days=days)) if effect.channel == "phone"]
    assert [effect.dates for effect in found] == [((date(2027, 12, 24), (Span(NINE, SIX),)),), ()]


def test_a_plan_that_gains_a_channel_gains_its_hours():
    after = replace(
        POLICY, plans={**POLICY.plans, "starter": replace(POLICY.plans["starter"], channels=("ticket", "chat"))}
    )
    assert effects(POLICY, after, FIRST, LAST) == (Effect("chat", True, ("starter",), ("en", "fr"), WEEK),)
