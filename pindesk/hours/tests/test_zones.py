"""Which names of time zones are taken, and which are refused with the reason."""

from __future__ import annotations

from datetime import time

import pytest

from pindesk.hours.errors import ZoneAbbreviated, ZoneUnknown
from pindesk.hours.schedule import Interval, Schedule
from pindesk.hours.zones import zone_named


@pytest.mark.parametrize("name", ["Europe/Paris", "America/Argentina/Buenos_Aires", "Australia/Lord_Howe", "UTC"])
def test_a_place_is_taken(name):
    assert zone_named(name).key == name


@pytest.mark.parametrize("name", ["CET", "EST", "MST", "WET", "PRC", "xyz"])
def test_three_letters_are_refused_with_the_reason(name):
    with pytest.raises(ZoneAbbreviated, match="Europe/Paris"):
        zone_named(name)


@pytest.mark.parametrize(
    "name",
    ["", "Paris", "EST5EDT", "Japan", "Europe/Atlantis", "Europe/", "America/Indiana", "right/Europe/Paris"]
    + ["../../etc/passwd", "/etc/localtime", "Europe/Paris\0", "Europe/" + "x" * 300],
)
def test_anything_else_is_unknown(name):
    with pytest.raises(ZoneUnknown):
        zone_named(name)


def test_a_schedule_refuses_its_zone_when_it_is_made():
    with pytest.raises(ZoneAbbreviated):
        Schedule("CET")


@pytest.mark.parametrize("weekday", [-1, 7])
def test_a_week_has_seven_days(weekday):
    with pytest.raises(ValueError, match="weekday"):
        Interval(weekday, time(9), time(18))
