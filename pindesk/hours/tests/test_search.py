"""Random schedules against the minute-by-minute oracle, around the nights on which clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pindesk.hours import rules
from pindesk.hours.schedule import Calendar, CalendarDay, Interval, Schedule, Span
from pindesk.hours.tests import oracle

MINUTES = 2 * 24 * 60

# A zone and a date near which its clocks change; Santiago and Cairo do it at midnight, Lord Howe by half an hour.
NIGHTS = [
    ("Europe/Paris", date(2027, 3, 28)),
    ("Europe/Paris", date(2027, 10, 31)),
    ("Australia/Sydney", date(2027, 4, 4)),
    ("Australia/Lord_Howe", date(2027, 4, 4)),
    ("Australia/Lord_Howe", date(2027, 10, 3)),
    ("America/Santiago", date(2027, 4, 4)),
    ("America/Santiago", date(2027, 9, 5)),
    ("Africa/Cairo", date(2027, 10, 29)),
    ("America/St_Johns", date(2010, 11, 7)),
    ("Asia/Kathmandu", date(2027, 7, 14)),
]

times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 0, 0, 15, 30, 59]))
spans = st.builds(Span, times, times)
intervals = st.builds(Interval, st.integers(0, 6), times, times)


@st.composite
def cases(draw):
    zone, night = draw(st.sampled_from(NIGHTS))
    near = st.builds(lambda days: night + timedelta(days=days), st.integers(-2, 2))
    days = st.builds(CalendarDay, near, st.just("day"), st.lists(spans, max_size=2).map(tuple))
    schedule = Schedule(zone, tuple(draw(st.lists(intervals, max_size=8))))
    calendar = Calendar("test", tuple(draw(st.lists(days, max_size=2))))
    midnight = datetime(night.year, night.month, night.day, tzinfo=UTC)
    return schedule, calendar, midnight + timedelta(minutes=draw(st.integers(-36 * 60, 36 * 60)))


@settings(max_examples=150, deadline=None, database=None)
@given(cases())
def test_every_answer_is_that_of_the_wall_clock_read_minute_by_minute(case):
    schedule, calendar, at = case
    expected = oracle.is_open(schedule, at, calendar)
    assert rules.is_open(schedule, at, calendar) == expected

    change = oracle.first_minute(schedule, at, calendar, is_open_then=not expected, minutes=MINUTES)
    found = (rules.closes_at if expected else rules.opens_at)(schedule, at, calendar)
    if change is None:
        assert found is None or found >= at + MINUTES * oracle.MINUTE
    else:
        assert found == change


@settings(max_examples=50, deadline=None, database=None)
@given(cases())
def test_the_period_is_the_same_from_its_first_minute_to_its_last(case):
    schedule, calendar, at = case
    period = rules.interval_at(schedule, at, calendar)
    if period is None:
        assert not rules.is_open(schedule, at, calendar)
        return
    if period.opens_at:
        assert rules.interval_at(schedule, period.opens_at, calendar) == period
        assert not rules.is_open(schedule, period.opens_at - timedelta(microseconds=1), calendar)
    if period.closes_at:
        assert rules.interval_at(schedule, period.closes_at - timedelta(microseconds=1), calendar) == period
        assert not rules.is_open(schedule, period.closes_at, calendar)
