"""The days of a year."""

from __future__ import annotations

from datetime import date, time

from pindesk.hours.schedule import ALWAYS, Calendar, CalendarDay, Schedule, Span, weekdays
from pindesk.hours.year import DayKind, YearDay, exceptions, year_of

NINE, NOON, SIX = time(9), time(12), time(18)
OFFICE = Schedule("Europe/Paris", weekdays(0, 1, 2, 3, 4, start=NINE, end=SIX))
DAYS = Calendar(
    "test",
    (
        CalendarDay(date(2027, 12, 31), "New Year's Eve", (Span(NINE, NOON),)),  # a Friday
        CalendarDay(date(2027, 7, 14), "Fête nationale"),  # a Wednesday
        CalendarDay(date(2027, 12, 25), "Noël"),  # a Saturday
        CalendarDay(date(2027, 12, 18), "Extra", (Span(NINE, NOON),)),  # a Saturday
        CalendarDay(date(2027, 12, 20), "As always", (Span(NINE, SIX),)),  # a Monday
        CalendarDay(date(2026, 7, 14), "another year"),
    ),
)


def test_a_year_has_its_months_and_days_leap_years_too() -> None:
    assert [len(month) for month in year_of(OFFICE, 2028)] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    first, second = year_of(OFFICE, 2027)[0][:2]
    assert first == YearDay(date(2027, 1, 1), DayKind.OPEN, (Span(NINE, SIX),))
    assert second == YearDay(date(2027, 1, 2), DayKind.CLOSED)


def test_only_days_that_differ_from_their_week_are_exceptions() -> None:
    assert exceptions(year_of(OFFICE, 2027, DAYS)) == [
        YearDay(date(2027, 7, 14), DayKind.HOLIDAY, (), "Fête nationale"),
        YearDay(date(2027, 12, 18), DayKind.OTHER_HOURS, (Span(NINE, NOON),), "Extra"),
        YearDay(date(2027, 12, 31), DayKind.OTHER_HOURS, (Span(NINE, NOON),), "New Year's Eve"),
    ]
    closed = year_of(OFFICE, 2027, DAYS)[11][24]
    assert (closed.kind, closed.name) == (DayKind.CLOSED, "Noël")


def test_day_and_night_has_no_exceptions() -> None:
    months = year_of(ALWAYS, 2027, DAYS)
    assert {day.kind for month in months for day in month} == {DayKind.OPEN}
    assert exceptions(months) == []
