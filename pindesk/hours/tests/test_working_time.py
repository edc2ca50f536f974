"""Clocks that stand still while we are closed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pindesk.hours.errors import HoursNotAware
from pindesk.hours.schedule import ALWAYS, Calendar, CalendarDay, Interval, Schedule, Span, weekdays
from pindesk.hours.tests import oracle
from pindesk.hours.tests.test_search import cases
from pindesk.hours.working_time import Due, Era, due_at, worked

PARIS = ZoneInfo("Europe/Paris")
HOUR = timedelta(hours=1)
NINE_TO_FIVE = Schedule("Europe/Paris", weekdays(0, 1, 2, 3, 4, start=time(9), end=time(17)))
EIGHT_TO_FIVE = Schedule("Europe/Paris", weekdays(0, 1, 2, 3, 4, start=time(8), end=time(17)))
NIGHT_SHIFT = Schedule("Europe/Paris", (Interval(5, time(22), time(6)),))
BASTILLE_DAY = Calendar("FR", (CalendarDay(date(2027, 7, 14), "Fête nationale"),))
CHRISTMAS_EVE = Calendar("own", (CalendarDay(date(2027, 12, 24), "half day", (Span(time(9), time(12)),)),))


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("schedule", "calendar", "start", "hours", "due"),
    [
        (NINE_TO_FIVE, None, "2027-07-16T17:00", 8, "2027-07-19T17:00"),  # two vendors print these two wrongly
        (EIGHT_TO_FIVE, None, "2027-07-16T16:00", 4, "2027-07-19T11:00"),
        (NINE_TO_FIVE, None, "2027-07-16T09:00", 8, "2027-07-16T17:00"),
        (NINE_TO_FIVE, None, "2027-07-16T03:00", 1, "2027-07-16T10:00"),
        (NINE_TO_FIVE, None, "2027-07-17T12:00", 1, "2027-07-19T10:00"),
        (NINE_TO_FIVE, BASTILLE_DAY, "2027-07-13T16:00", 2, "2027-07-15T10:00"),
        (NINE_TO_FIVE, CHRISTMAS_EVE, "2027-12-24T10:00", 3, "2027-12-27T10:00"),
        (NIGHT_SHIFT, None, "2027-03-27T22:00", 7, "2027-03-28T06:00"),  # one hour of this night is skipped
        (NIGHT_SHIFT, None, "2027-10-30T22:00", 9, "2027-10-31T06:00"),  # and one of this comes twice
        (ALWAYS, None, "2027-03-28T00:00", 24, "2027-03-29T01:00"),
    ],
)
def test_a_duration_runs_while_the_hours_are_open(schedule, calendar, start, hours, due):
    era = Era(schedule, calendar) if calendar else Era(schedule)
    found = due_at([era], paris(start), hours * HOUR)
    assert found
    assert found.at == paris(due)
    assert sum((closes - opens for opens, closes in found.made_of), timedelta()) == hours * HOUR


def test_a_due_time_names_the_hours_that_made_it():
    found = due_at([Era(EIGHT_TO_FIVE)], paris("2027-07-16T16:00"), 4 * HOUR)
    assert found
    assert found.made_of == (
        (paris("2027-07-16T16:00"), paris("2027-07-16T17:00")),
        (paris("2027-07-19T08:00"), paris("2027-07-19T11:00")),
    )


def test_nothing_to_wait_for_is_due_at_once():
    saturday = paris("2027-07-17T12:00")
    assert due_at([Era(NINE_TO_FIVE)], saturday, timedelta()) == Due(saturday, ())


def test_what_no_opening_makes_is_never_due():
    assert due_at([Era(Schedule("Europe/Paris"))], paris("2027-07-16T16:00"), HOUR) is None
    assert due_at([], paris("2027-07-16T16:00"), HOUR) is None


def test_a_change_of_hours_leaves_what_was_counted_and_counts_the_rest_anew():
    monday = paris("2027-07-19T00:00")
    eras = [Era(NINE_TO_FIVE), Era(EIGHT_TO_FIVE, since=monday)]
    assert due_at(eras, paris("2027-07-16T16:00"), 4 * HOUR) == due_at(
        [Era(EIGHT_TO_FIVE)], paris("2027-07-16T16:00"), 4 * HOUR
    )
    within_the_day = [Era(NINE_TO_FIVE), Era(Schedule("Europe/Paris"), since=paris("2027-07-16T11:00"))]
    assert worked(within_the_day, paris("2027-07-16T00:00"), paris("2027-08-16T00:00")) == 2 * HOUR


def test_an_era_that_changes_while_open_is_one_time_and_not_two():
    eras = [Era(NINE_TO_FIVE), Era(EIGHT_TO_FIVE, since=paris("2027-07-16T11:00"))]
    found = due_at(eras, paris("2027-07-16T09:00"), 8 * HOUR)
    assert found
    assert found.made_of == ((paris("2027-07-16T09:00"), paris("2027-07-16T17:00")),)


def test_instants_without_a_zone_are_refused():
    with pytest.raises(HoursNotAware):
        due_at([Era(ALWAYS)], datetime(2027, 7, 14, 12), HOUR)  # noqa: DTZ001
    with pytest.raises(HoursNotAware):
        worked([Era(ALWAYS)], datetime(2027, 7, 14, tzinfo=UTC), datetime(2027, 7, 14, 12))  # noqa: DTZ001


@settings(max_examples=150, deadline=None, database=None)
@given(cases(), st.integers(1, 20 * 60), st.integers(0, 30 * 60))
def test_every_due_time_is_that_of_a_clock_which_ticks_each_open_minute(case, minutes, changes_after):
    schedule, calendar, at = case
    later = Schedule(schedule.zone, weekdays(*range(7), start=time(7), end=time(11, 30)))
    change = at + timedelta(minutes=changes_after)
    eras = [Era(schedule, calendar), Era(later, calendar, change)]
    minute, left = at, minutes
    for _ in range(20 * 24 * 60):
        if oracle.is_open(schedule if minute < change else later, minute, calendar):
            left -= 1
        minute += oracle.MINUTE
        if not left:
            break
    found = due_at(eras, at, timedelta(minutes=minutes))
    assert found
    assert found.at == minute
    assert worked(eras, at, minute) == timedelta(minutes=minutes)
    assert worked(eras, at, minute - oracle.MINUTE) == timedelta(minutes=minutes - 1)
