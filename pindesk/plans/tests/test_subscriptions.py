"""The plan of an account over time, and what a change of plans does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from pindesk.events.access import history
from pindesk.plans.access import plan_code_of, plan_codes_of, plan_of, plans
from pindesk.plans.actions import subscribe
from pindesk.plans.models import Plan, Subscription
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def account(cast: Cast):
    """Alice's: Premium since long ago."""
    return cast.alice.account


def test_a_new_plan_holds_from_its_instant_on_and_the_old_one_until_then(account) -> None:
    subscribe(account, Plan.objects.get(code="business"), now=FRIDAY_1755)
    codes = [plan_code_of(account.pk, FRIDAY_1755 + shift) for shift in (-HOUR, -timedelta(microseconds=1), 0 * HOUR)]
    assert codes == ["premium", "premium", "business"]
    assert plan_of(account.pk, FRIDAY_1755 + HOUR) == Plan.objects.get(code="business")
    assert Subscription.objects.filter(account=account).count() == 2


def test_a_subscription_is_recorded_for_the_pages_of_its_customers_too(account) -> None:
    subscribe(account, Plan.objects.get(code="business"), now=FRIDAY_1755)
    event = history(f"account:{account.pk}", audience="customer")[-1]
    assert (event.kind, event.data, event.at) == ("subscription.started", {"plan": "business"}, FRIDAY_1755)
    assert f"plan:{account.pk}" in event.topics


def test_two_changes_at_one_instant_leave_the_last_one(account) -> None:
    for code in ("business", "free"):
        subscribe(account, Plan.objects.get(code=code), now=FRIDAY_1755)
    assert plan_code_of(account.pk, FRIDAY_1755) == "free"
    assert plan_codes_of([account.pk], FRIDAY_1755) == {account.pk: "free"}
    assert plan_code_of(account.pk, FRIDAY_1755 - HOUR) == "premium"


def test_an_account_without_a_subscription_has_no_plan(account) -> None:
    Subscription.objects.filter(account=account).delete()
    assert plan_of(account.pk, FRIDAY_1755) is None and plan_code_of(account.pk, FRIDAY_1755) is None


def test_a_span_that_ends_before_it_starts_is_refused_by_the_table(account) -> None:
    plan = Plan.objects.get(code="free")
    with pytest.raises(IntegrityError):
        Subscription.objects.create(account=account, plan=plan, starts_at=FRIDAY_1755, ends_at=FRIDAY_1755)


def test_plans_have_names_in_four_languages_and_an_order(cast: Cast) -> None:
    rows = plans()
    assert [plan.position for plan in rows] == sorted(plan.position for plan in rows)
    plan = Plan(code="solo", names={"en": "Solo", "de": "Einzeln"})
    assert (plan.name("de"), plan.name("fr"), Plan(code="bare").name("fr")) == ("Einzeln", "Solo", "bare")
