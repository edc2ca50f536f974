"""A trial is a plan with an end, at which another runs by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pindesk.accounts.errors import NotAllowed
from pindesk.accounts.models import Account
from pindesk.events.access import history
from pindesk.plans.access import entitlement_of, plan_code_of
from pindesk.plans.actions import begin_trial, change_plan, end_subscription, start_trial, subscribe
from pindesk.plans.errors import TrialIsOver
from pindesk.plans.models import Plan, Subscription
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
UNTIL = FRIDAY_1755 + 14 * DAY


def plan(code: str) -> Plan:
    return Plan.objects.get(code=code)


@pytest.fixture
def vogel(cast: Cast) -> Account:
    """Frieda's account, on the Free plan."""
    return cast.frieda.account


def try_premium(account: Account, then: str | None = "starter") -> Subscription:
    return start_trial(account, plan("premium"), until=UNTIL, then=plan(then) if then else None, now=FRIDAY_1755)


def test_the_next_plan_runs_by_itself_from_the_last_instant_on(vogel: Account) -> None:
    try_premium(vogel)
    assert [plan_code_of(vogel.pk, at) for at in (FRIDAY_1755 - TICK, FRIDAY_1755, UNTIL - TICK, UNTIL)] == [
        "free",
        "premium",
        "premium",
        "starter",
    ]
    assert entitlement_of(vogel.pk, FRIDAY_1755).trial_until == UNTIL
    assert entitlement_of(vogel.pk, UNTIL).trial_until is None


def test_a_trial_that_nothing_follows_leaves_no_plan(vogel: Account) -> None:
    try_premium(vogel, then=None)
    assert plan_code_of(vogel.pk, UNTIL - TICK) == "premium" and plan_code_of(vogel.pk, UNTIL) is None


def test_the_same_trial_again_is_no_change(vogel: Account) -> None:
    first = try_premium(vogel)
    assert start_trial(vogel, plan("premium"), until=UNTIL, then=plan("starter"), now=FRIDAY_1755 + DAY) == first
    kinds = [event.kind for event in history(f"account:{vogel.pk}", audience="staff")]
    assert kinds.count("subscription.trial_started") == 1


def test_a_longer_trial_replaces_what_was_to_follow(vogel: Account) -> None:
    try_premium(vogel)
    start_trial(vogel, plan("premium"), until=UNTIL + DAY, then=plan("business"), now=FRIDAY_1755 + DAY)
    assert plan_code_of(vogel.pk, UNTIL) == "premium" and plan_code_of(vogel.pk, UNTIL + DAY) == "business"


def test_who_buys_the_plan_they_try_is_on_trial_no_longer(cast: Cast, vogel: Account) -> None:
    try_premium(vogel)
    change_plan(vogel, plan("premium"), by=cast.lin, now=FRIDAY_1755 + DAY)
    assert entitlement_of(vogel.pk, FRIDAY_1755 + DAY).trial_until is None
    assert plan_code_of(vogel.pk, UNTIL) == "premium"


@pytest.mark.parametrize("until", [FRIDAY_1755, FRIDAY_1755 - DAY])
def test_an_end_that_is_not_to_come_is_refused(vogel: Account, until: datetime) -> None:
    with pytest.raises(TrialIsOver):
        start_trial(vogel, plan("premium"), until=until, then=None, now=FRIDAY_1755)
    assert plan_code_of(vogel.pk, FRIDAY_1755) == "free"


def test_a_plan_for_later_begins_then_and_what_runs_ends(vogel: Account) -> None:
    subscribe(vogel, plan("business"), now=FRIDAY_1755, starts_at=UNTIL)
    assert plan_code_of(vogel.pk, UNTIL - TICK) == "free" and plan_code_of(vogel.pk, UNTIL) == "business"
    subscribe(vogel, plan("starter"), now=FRIDAY_1755 + DAY)
    assert plan_code_of(vogel.pk, UNTIL) == "starter", "what was planned before gives way"


def test_an_ended_subscription_leaves_nothing_to_begin_later(vogel: Account) -> None:
    try_premium(vogel)
    end_subscription(vogel, now=FRIDAY_1755 + DAY)
    end_subscription(vogel, now=FRIDAY_1755 + DAY)
    assert plan_code_of(vogel.pk, FRIDAY_1755 + DAY) is None and plan_code_of(vogel.pk, UNTIL) is None
    kinds = [event.kind for event in history(f"account:{vogel.pk}", audience="staff")]
    assert kinds.count("subscription.ended") == 1


def test_the_last_day_of_a_leads_trial_ends_at_midnight_of_the_company(cast: Cast, vogel: Account) -> None:
    """The night of 31 October 2027 has an hour twice; the day after begins at 00:00 in winter time."""
    begin_trial(vogel, plan("premium"), last_on=date(2027, 10, 31), then=None, by=cast.lin, now=FRIDAY_1755)
    assert entitlement_of(vogel.pk, FRIDAY_1755).trial_until == datetime(2027, 10, 31, 23, tzinfo=UTC)
    begin_trial(vogel, plan("premium"), last_on=date(2027, 10, 30), then=None, by=cast.lin, now=FRIDAY_1755)
    assert entitlement_of(vogel.pk, FRIDAY_1755).trial_until == datetime(2027, 10, 30, 22, tzinfo=UTC)


def test_only_leads_begin_trials(cast: Cast, vogel: Account) -> None:
    with pytest.raises(NotAllowed):
        begin_trial(vogel, plan("premium"), last_on=UNTIL.date(), then=None, by=cast.ada, now=FRIDAY_1755)
