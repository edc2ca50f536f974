"""Which plan an account has at a moment."""

from __future__ import annotations

from datetime import datetime

from pindesk.lib.prepared import Prepared, columns, row_of
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


def plans() -> list[Plan]:
    """All plans, cheapest first."""
    return list(Plan.objects.all())
