"""Opening and closing, to the second, on common and on awkward days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from pindesk.hours.errors import HoursNotAware
from pindesk.hours.rules import calendar_day, closes_at, interval_at, is_open, opens_at
from pindesk.hours.schedule import ALWAYS, Calendar, CalendarDay, Interval, Schedule, Span, weekdays

PARIS = ZoneInfo("Europe/Paris")
OFFICE = Schedule("Europe/Paris", weekdays(0, 1, 2, 3, 4, start=time(9), end=time(18)))
FRANCE = Calendar("FR", (CalendarDay(date(2027, 7, 14), "Fête nationale"),))


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2027-07-16T08:59:59.999999", False),
        ("2027-07-16T09:00:00", True),
        ("2027-07-16T17:55:00", True),
        ("2027-07-16T17:59:59", True),
        ("2027-07-16T18:00:00", False),
        ("2027-07-17T12:00:00", False),
    ],
)
def test_opening_is_inclusive_and_closing_exclusive(at, expected):
    assert is_open(OFFICE, paris(at)) is expected


def test_friday_evening_opens_again_on_monday():
    assert opens_at(OFFICE, paris("2027-07-16T18:00:00")) == paris("2027-07-19T09:00:00")


def test_an_open_schedule_opens_now_and_closes_at_the_end_of_its_interval():
    at = paris("2027-07-16T17:55:00")
    assert opens_at(OFFICE, at) == at
    assert closes_at(OFFICE, at) == paris("2027-07-16T18:00:00")
    assert closes_at(OFFICE, paris("2027-07-16T18:00:00")) is None


def test_answers_are_in_utc():
    assert closes_at(OFFICE, paris("2027-07-16T12:00")).isoformat() == "2027-07-16T16:00:00+00:00"
    assert opens_at(OFFICE, paris("2027-07-16T12:00")).utcoffset() == timedelta(0)


def test_adjoining_intervals_count_as_one():
    split = (Interval(0, time(9), time(12)), Interval(0, time(12), time(18)))
    assert closes_at(Schedule("Europe/Paris", split), paris("2027-07-19T10:00")) == paris("2027-07-19T18:00")


def test_a_lunch_break_closes():
    broken = Schedule("Europe/Paris", (Interval(0, time(9), time(12, 30)), Interval(0, time(13, 30), time(18))))
    assert closes_at(broken, paris("2027-07-19T10:00")) == paris("2027-07-19T12:30")
    assert opens_at(broken, paris("2027-07-19T12:30")) == paris("2027-07-19T13:30")


def test_hours_across_midnight_belong_to_the_day_on_which_they_start():
    night = Schedule("Europe/Paris", (Interval(4, time(22), time(2)),))
    assert is_open(night, paris("2027-07-17T01:59:59"))
    assert not is_open(night, paris("2027-07-16T01:00"))
    assert closes_at(night, paris("2027-07-16T23:00")) == paris("2027-07-17T02:00")
    closed_saturday = Calendar("X", (CalendarDay(date(2027, 7, 17)),))
    closed_friday = Calendar("X", (CalendarDay(date(2027, 7, 16)),))
    assert is_open(night, paris("2027-07-17T01:00"), closed_saturday)
    assert not is_open(night, paris("2027-07-17T01:00"), closed_friday)


def test_an_end_at_midnight_is_the_end_of_the_day():
    late = Schedule("Europe/Paris", (Interval(0, time(9), time(0)),))
    assert closes_at(late, paris("2027-07-19T23:59:59")) == paris("2027-07-20T00:00")
    assert not is_open(late, paris("2027-07-20T00:00"))


def test_five_whole_days_are_one_period_across_a_weekend_without():
    working_days = Schedule("Europe/Paris", weekdays(0, 1, 2, 3, 4, start=time(0), end=time(0)))
    period = interval_at(working_days, paris("2027-07-15T12:00"))
    assert (period.opens_at, period.closes_at) == (paris("2027-07-12T00:00"), paris("2027-07-17T00:00"))


def test_day_and_night_never_opens_or_closes_and_heeds_no_calendar():
    at = paris("2027-07-14T03:00")
    assert is_open(ALWAYS, at, FRANCE)
    assert closes_at(ALWAYS, at, FRANCE) is None
    assert opens_at(ALWAYS, at, FRANCE) == at


def test_a_whole_week_closes_only_where_the_calendar_says_so():
    week = Schedule("Europe/Paris", weekdays(*range(7), start=time(0), end=time(0)))
    assert closes_at(week, paris("2027-03-01T12:00")) is None
    assert closes_at(week, paris("2027-03-01T12:00"), FRANCE) == paris("2027-07-14T00:00")


def test_a_schedule_without_hours_never_opens():
    empty = Schedule("Europe/Paris")
    assert not is_open(empty, paris("2027-07-14T12:00"))
    assert opens_at(empty, paris("2027-07-14T12:00")) is None


def test_the_search_ends_after_370_days():
    at = paris("2027-01-01T00:00")
    once = Calendar("X", (CalendarDay(date(2028, 1, 6), "Opening day", (Span(time(9), time(10)),)),))
    assert opens_at(Schedule("Europe/Paris"), at, once) == paris("2028-01-06T09:00")
    assert opens_at(Schedule("Europe/Paris"), at - timedelta(days=5), once) is None


def test_a_holiday_replaces_the_hours_of_its_date():
    assert not is_open(OFFICE, paris("2027-07-14T12:00"), FRANCE)
    assert opens_at(OFFICE, paris("2027-07-13T18:00"), FRANCE) == paris("2027-07-15T09:00")
    assert calendar_day(OFFICE, paris("2027-07-14T23:59:59"), FRANCE).name == "Fête nationale"
    assert calendar_day(OFFICE, paris("2027-07-15T00:00"), FRANCE) is None


def test_half_days_and_extra_openings_replace_too():
    half = CalendarDay(date(2027, 12, 24), "Christmas Eve", (Span(time(9), time(12)),))
    extra = CalendarDay(date(2027, 12, 25), "Open day", (Span(time(10), time(12)), Span(time(12), time(13))))
    calendar = Calendar("X", (half, extra))
    assert closes_at(OFFICE, paris("2027-12-24T10:00"), calendar) == paris("2027-12-24T12:00")
    assert opens_at(OFFICE, paris("2027-12-24T12:00"), calendar) == paris("2027-12-25T10:00")
    assert closes_at(OFFICE, paris("2027-12-25T10:00"), calendar) == paris("2027-12-25T13:00")


def test_dates_are_those_of_the_zone_of_the_schedule():
    sydney = Schedule("Australia/Sydney", weekdays(0, 1, 2, 3, 4, start=time(9), end=time(17)))
    sunday_night_in_paris = paris("2027-07-19T00:59:59")
    assert opens_at(sydney, sunday_night_in_paris) == sunday_night_in_paris + timedelta(seconds=1)
    assert calendar_day(sydney, paris("2027-07-13T17:00"), FRANCE).on == date(2027, 7, 14)


def elapsed_at(zone: str, start: time, end: time, at: str) -> timedelta:
    """The length of the period that is open at `at`, an instant with its offset."""
    schedule = Schedule(zone, weekdays(*range(7), start=start, end=end))
    period = interval_at(schedule, datetime.fromisoformat(at))
    return period.closes_at - period.opens_at


@pytest.mark.parametrize(
    ("zone", "start", "end", "at", "elapsed"),
    [
        ("Europe/Paris", time(1), time(4), "2027-03-28T01:30+01:00", timedelta(hours=2)),
        ("Europe/Paris", time(2, 30), time(4), "2027-03-28T03:00+02:00", timedelta(hours=1)),
        ("Europe/Paris", time(1), time(4), "2027-10-31T01:30+02:00", timedelta(hours=4)),
        ("Europe/Paris", time(22), time(6), "2027-10-30T23:00+02:00", timedelta(hours=9)),
        ("Australia/Lord_Howe", time(1), time(3), "2027-04-04T01:15+11:00", timedelta(hours=2, minutes=30)),
        ("Australia/Lord_Howe", time(1), time(3), "2027-10-03T01:15+10:30", timedelta(hours=1, minutes=30)),
        ("Australia/Sydney", time(0), time(4), "2027-04-04T01:00+11:00", timedelta(hours=5)),
    ],
)
def test_a_skipped_hour_counts_zero_and_a_doubled_one_twice(zone, start, end, at, elapsed):
    assert elapsed_at(zone, start, end, at) == elapsed


def test_hours_that_are_skipped_altogether_do_not_open_that_night():
    skipped = Schedule("Europe/Paris", weekdays(*range(7), start=time(2), end=time(3)))
    assert opens_at(skipped, paris("2027-03-28T00:00")) == paris("2027-03-29T02:00")


def test_half_of_a_doubled_hour_opens_twice():
    half = Schedule("Europe/Paris", weekdays(6, start=time(2), end=time(2, 30)))
    between = datetime.fromisoformat("2027-10-31T02:30+02:00")
    assert closes_at(half, between - timedelta(seconds=1)) == between
    assert opens_at(half, between) == datetime.fromisoformat("2027-10-31T02:00+01:00")


@pytest.mark.parametrize("question", [is_open, closes_at, opens_at, interval_at])
def test_an_instant_without_a_zone_is_refused(question):
    with pytest.raises(HoursNotAware):
        question(OFFICE, datetime(2027, 7, 14, 12))  # noqa: DTZ001
