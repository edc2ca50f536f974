"""Settings as versions: saved, to come, taken back, brought back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pindesk.accounts.errors import NotAllowed
from pindesk.availability.access import customers_by_plan, policy_for, settings_for, settings_versions
from pindesk.availability.actions import bring_back_settings, save_settings, withdraw_settings
from pindesk.availability.errors import SettingsImpossible, SettingsMoved, SettingsNotToCome, StartsInThePast
from pindesk.availability.settings.kept import shipped_settings
from pindesk.availability.tests.test_settings_checks import NINE, NOON, with_channel, with_office
from pindesk.events.models import Event
from pindesk.hours.schedule import CalendarDay, Span, weekdays
from pindesk.plans.actions import subscribe
from pindesk.plans.models import Plan
from tests.cast import FRIDAY_1755 as NOW

pytestmark = pytest.mark.django_db
MORNINGS = with_office(intervals=weekdays(0, 1, 2, 3, 4, start=NINE, end=NOON))
WEEK_LATER = NOW + timedelta(days=7)


def closes(at):
    return policy_for(at).channels["chat"].hours.intervals[0].end


def test_what_a_lead_saves_holds_from_that_instant_and_never_before(lin):
    row = save_settings(MORNINGS, by=lin, now=NOW)
    assert closes(NOW) == NOON
    assert closes(NOW - timedelta(microseconds=1)).hour == 18
    assert settings_for(NOW) == MORNINGS
    assert (row.by, settings_versions()) == (lin, [row])
    event = Event.objects.get(kind="policy.settings_saved")
    assert (event.data, event.actor) == ({"version": row.pk, "brings_back": None}, f"agent:{lin.pk}")


def test_nothing_saved_is_what_pindesk_starts_with(lin):
    assert settings_for(NOW) == shipped_settings("Europe/Paris")


def test_a_change_can_wait_for_its_day_and_be_taken_back_before_it(lin):
    row = save_settings(MORNINGS, by=lin, valid_from=WEEK_LATER, now=NOW)
    assert closes(WEEK_LATER - timedelta(seconds=1)).hour == 18
    assert closes(WEEK_LATER) == NOON
    for _ in range(2):
        withdraw_settings(row, by=lin, now=NOW)
    assert closes(WEEK_LATER).hour == 18
    assert Event.objects.filter(kind="policy.settings_withdrawn").count() == 1


def test_what_has_begun_is_brought_back_from_an_earlier_version_and_not_taken_back(lin):
    first = save_settings(MORNINGS, by=lin, now=NOW)
    save_settings(with_channel("chat", languages=("fr",)), by=lin, now=NOW + timedelta(hours=1))
    with pytest.raises(SettingsNotToCome):
        withdraw_settings(first, by=lin, now=NOW + timedelta(hours=2))
    again = bring_back_settings(first, by=lin, now=NOW + timedelta(hours=2))
    assert again.brings_back == first
    assert settings_for(NOW + timedelta(hours=2)) == MORNINGS
    assert [row.pk for row in settings_versions()] == [again.pk, again.pk - 1, first.pk]


@pytest.mark.parametrize("settings", [with_office(intervals=()), with_channel("ticket", languages=())])
def test_what_cannot_be_is_refused_and_nothing_is_written(lin, settings):
    with pytest.raises(SettingsImpossible) as refused:
        save_settings(settings, by=lin, now=NOW)
    assert refused.value.problems
    assert not settings_versions()
    assert not Event.objects.filter(kind__startswith="policy.settings").exists()


def test_the_past_is_not_changed(lin):
    with pytest.raises(StartsInThePast):
        save_settings(MORNINGS, by=lin, valid_from=NOW - timedelta(seconds=1), now=NOW)


def test_an_agent_who_does_not_lead_sets_nothing(ada, lin):
    row = save_settings(MORNINGS, by=lin, valid_from=WEEK_LATER, now=NOW)
    for change in (
        lambda: save_settings(MORNINGS, by=ada, now=NOW),
        lambda: withdraw_settings(row, by=ada, now=NOW),
        lambda: bring_back_settings(row, by=ada, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_holidays_follow_the_year_that_is_asked_about(lin):
    closed = CalendarDay(date(2031, 1, 2), "Inventory", (Span(NINE, NOON),))
    save_settings(with_office(country="FR", days=(closed,)), by=lin, now=NOW)
    for year in (2027, 2031):
        calendar = policy_for(NOW.replace(year=year)).channels["phone"].calendar
        assert date(year, 7, 14) in calendar.by_date
        assert calendar.by_date[closed.on] == closed


def test_a_policy_of_a_moment_is_one_query_once_it_is_known(lin, django_assert_num_queries):
    save_settings(MORNINGS, by=lin, now=NOW)
    policy_for(NOW)
    with django_assert_num_queries(1):
        assert policy_for(NOW).channels["chat"].hours.intervals[0].end == NOON


def test_who_did_not_see_the_last_version_changes_nothing(lin):
    row = save_settings(MORNINGS, by=lin, seen=0, now=NOW)
    with pytest.raises(SettingsMoved):
        save_settings(with_office(country="FR"), by=lin, seen=0, now=NOW)
    assert settings_versions() == [row]
    assert save_settings(with_office(country="FR"), by=lin, seen=row.pk, now=NOW).pk > row.pk


def test_people_are_counted_under_the_plan_that_their_account_has_now(cast):
    assert customers_by_plan(NOW) == {"premium": 2, "business": 1, "free": 1}
    cast.bob.removed_at = NOW
    cast.bob.save()
    cast.frieda.person.is_active = False
    cast.frieda.person.save()
    subscribe(cast.mallory.account, Plan.objects.get(code="premium"), now=NOW)
    assert customers_by_plan(NOW) == {"premium": 2}
    assert customers_by_plan(NOW.replace(year=2020)) == {}
