"""A failed payment: seven days as before, then only what is open to everyone, until it is paid."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pindesk.accounts.errors import NotAllowed
from pindesk.accounts.models import Account
from pindesk.events.access import history
from pindesk.plans.access import entitlement_of, plan_code_of, plan_codes_of
from pindesk.plans.actions import (
    change_plan,
    end_subscription,
    note_payment,
    payment_failed,
    payment_received,
    start_trial,
    subscribe,
)
from pindesk.plans.errors import NotSubscribed
from pindesk.plans.models import Plan
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
OVER = FRIDAY_1755 + 7 * DAY


@pytest.fixture
def lenoir(cast: Cast) -> Account:
    """Alice's account, on Premium."""
    return cast.alice.account


def test_the_last_instant_of_grace_is_as_before_and_the_next_is_not(lenoir: Account) -> None:
    assert payment_failed(lenoir, now=FRIDAY_1755)
    assert [plan_code_of(lenoir.pk, at) for at in (FRIDAY_1755, OVER - TICK, OVER)] == ["premium", "premium", None]
    assert [plan_codes_of([lenoir.pk], at) for at in (OVER - TICK, OVER)] == [{lenoir.pk: "premium"}, {}]
    before, after = entitlement_of(lenoir.pk, OVER - TICK), entitlement_of(lenoir.pk, OVER)
    assert (before.is_in_grace, before.is_unpaid) == (True, False)
    assert (after.is_in_grace, after.is_unpaid, after.plan) == (False, True, None)
    assert after.booked == Plan.objects.get(code="premium")


def test_a_payment_that_fails_again_lengthens_nothing(lenoir: Account) -> None:
    payment_failed(lenoir, now=FRIDAY_1755)
    for days in (3, 6, 9):
        assert not payment_failed(lenoir, now=FRIDAY_1755 + days * DAY)
    assert plan_code_of(lenoir.pk, OVER - TICK) == "premium" and plan_code_of(lenoir.pk, OVER) is None
    kinds = [event.kind for event in history(f"account:{lenoir.pk}", audience="staff")]
    assert kinds.count("account.payment_failed") == 1


@pytest.mark.parametrize("days", [3, 30])
def test_a_payment_ends_it_at_once_and_the_next_failure_has_days_of_its_own(lenoir: Account, days: int) -> None:
    payment_failed(lenoir, now=FRIDAY_1755)
    paid_at = FRIDAY_1755 + days * DAY
    assert payment_received(lenoir, now=paid_at) and not payment_received(lenoir, now=paid_at)
    assert plan_code_of(lenoir.pk, paid_at) == "premium" and entitlement_of(lenoir.pk, paid_at).grace_until is None
    assert payment_failed(lenoir, now=paid_at + DAY)
    assert entitlement_of(lenoir.pk, paid_at + DAY).grace_until == paid_at + 8 * DAY


def test_seven_days_are_elapsed_ones_over_the_night_the_clocks_change(lenoir: Account) -> None:
    """From Monday noon in Paris summer time to Monday 11:00 in winter time."""
    failed_at = datetime(2027, 10, 25, 10, tzinfo=UTC)
    payment_failed(lenoir, now=failed_at)
    assert entitlement_of(lenoir.pk, failed_at).grace_until == datetime(2027, 11, 1, 10, tzinfo=UTC)


def test_another_plan_is_no_way_round_a_debt(cast: Cast, lenoir: Account) -> None:
    payment_failed(lenoir, now=FRIDAY_1755)
    change_plan(lenoir, Plan.objects.get(code="business"), by=cast.lin, now=FRIDAY_1755 + DAY)
    assert plan_code_of(lenoir.pk, OVER - TICK) == "business" and plan_code_of(lenoir.pk, OVER) is None
    change_plan(lenoir, Plan.objects.get(code="starter"), by=cast.lin, now=OVER + DAY)
    assert plan_code_of(lenoir.pk, OVER + DAY) is None
    payment_received(lenoir, now=OVER + 2 * DAY)
    assert plan_code_of(lenoir.pk, OVER + 2 * DAY) == "starter"


def test_what_follows_a_trial_is_owed_for_too(lenoir: Account) -> None:
    plans = {plan.code: plan for plan in Plan.objects.all()}
    start_trial(lenoir, plans["premium"], until=FRIDAY_1755 + 3 * DAY, then=plans["business"], now=FRIDAY_1755)
    payment_failed(lenoir, now=FRIDAY_1755)
    assert plan_code_of(lenoir.pk, OVER - TICK) == "business" and plan_code_of(lenoir.pk, OVER) is None


def test_a_new_subscription_after_the_end_of_the_old_one_owes_nothing(lenoir: Account) -> None:
    payment_failed(lenoir, now=FRIDAY_1755)
    end_subscription(lenoir, now=OVER)
    subscribe(lenoir, Plan.objects.get(code="starter"), now=OVER + 30 * DAY)
    assert plan_code_of(lenoir.pk, OVER + 30 * DAY) == "starter"


def test_where_there_is_nothing_to_pay_for_nothing_can_fail(lenoir: Account) -> None:
    end_subscription(lenoir, now=FRIDAY_1755)
    with pytest.raises(NotSubscribed):
        payment_failed(lenoir, now=FRIDAY_1755)
    assert not payment_received(lenoir, now=FRIDAY_1755)


def test_colleagues_share_what_their_account_pays_for(cast: Cast, lenoir: Account) -> None:
    assert cast.bob.account_id == lenoir.pk
    payment_failed(lenoir, now=FRIDAY_1755)
    assert plan_code_of(cast.bob.account_id, OVER) is None
    assert plan_code_of(cast.mallory.account_id, OVER) == "business", "another account has no part in it"


def test_only_leads_note_payments(cast: Cast, lenoir: Account) -> None:
    for has_failed in (True, False):
        with pytest.raises(NotAllowed):
            note_payment(lenoir, has_failed=has_failed, by=cast.ada, now=FRIDAY_1755)
