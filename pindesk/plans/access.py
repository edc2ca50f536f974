"""Which plan an account has at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.validators import slug_re

from pindesk.lib.prepared import Prepared, columns, row_of
from pindesk.plans.errors import UnknownPlan
from pindesk.plans.models import Plan, Subscription

_PLAN = Prepared(
    lambda account, at: (
        Subscription.objects.running_at(at)
        .filter(account_id=account)
        .order_by("-starts_at")
        .values_list(*columns(Plan, "plan__"))[:1]
    ),
    account=int,
    at=datetime,
)


def plan_of(account_id: int, at: datetime) -> Plan | None:
    """The plan that the account has at the instant `at` (aware), or None."""
    found = _PLAN.first(account=account_id, at=at)
    return row_of(Plan, found) if found else None


def plan_code_of(account_id: int, at: datetime) -> str | None:
    """The code of that plan."""
    plan = plan_of(account_id, at)
    return plan.code if plan else None


def plan_codes_of(accounts: Iterable[int], at: datetime) -> dict[int, str]:
    """The code of the plan that each of the accounts has at the instant `at`; one query."""
    running = Subscription.objects.running_at(at).filter(account_id__in=list(accounts)).order_by("starts_at")
    return dict(running.values_list("account_id", "plan_id"))


def subscriptions_of(account_id: int) -> list[Subscription]:
    """What the account has paid for over time, with the plan, newest first; one query."""
    return list(Subscription.objects.filter(account_id=account_id).select_related("plan").order_by("-starts_at"))


def known_plan(code: str) -> Plan:
    """The plan of that code. Raises UnknownPlan."""
    found = Plan.objects.filter(code=code).first() if slug_re.fullmatch(code) else None
    if found is None:
        raise UnknownPlan
    return found


def plans() -> list[Plan]:
    """All plans, cheapest first."""
    return list(Plan.objects.all())
