"""Public holidays as a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from pindesk.hours.errors import CountryUnknown
from pindesk.hours.holidays import countries, public_holidays, regions


def test_a_country_has_its_days_closed_and_named():
    found = public_holidays("fr", 2027, 2028)
    assert found.code == "FR"
    assert found.by_date[date(2027, 7, 14)].name == "Fête nationale"
    assert found.by_date[date(2028, 4, 17)].spans == ()  # Easter Monday moves
    assert date(2029, 1, 1) not in found.by_date


def test_a_region_has_days_of_its_own():
    epiphany = date(2027, 1, 6)
    assert epiphany in public_holidays("DE", 2027, 2027, "BY").by_date
    assert epiphany not in public_holidays("DE", 2027, 2027).by_date


@pytest.mark.parametrize(
    ("country", "region"), [("XX", ""), ("", ""), ("DE", "nowhere"), ("F" * 500, ""), ("F\x00", "")]
)
def test_what_is_no_country_is_refused(country, region):
    with pytest.raises(CountryUnknown):
        public_holidays(country, 2027, 2027, region)


def test_countries_are_listed_with_their_regions():
    found = countries()
    assert {"FR", "DE", "ES", "GB", "US"} <= set(found)
    assert "BY" in found["DE"]


def test_regions_have_the_names_they_have_there_and_any_of_them_is_taken() -> None:
    assert ("BY", "Bayern") in regions("de")
    assert regions("XX") == ()
    for code, _name in regions("DE"):
        assert public_holidays("DE", 2027, 2027, code).days
