"""Which plan an account has at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.validators import slug_re

from pindesk.lib.prepared import Prepared, columns, row_of
from pindesk.plans.errors import UnknownPlan
from pindesk.plans.models import Plan, Subscription
from pindesk.plans.rules import NOTHING, Entitlement, entitlement

_PLAN = Prepared(
    lambda account, at: (
        Subscription.objects.running_at(at)
        .filter(account_id=account)
        .order_by("-starts_at")
        .values_list(*columns(Plan, "plan__"), "trial_ends_at", "grace_until")[:1]
    ),
    account=int,
    at=datetime,
)


def entitlement_of(account_id: int, at: datetime) -> Entitlement:
    """Where the account stands at the instant `at` (aware): its plan, its trial, its failed payment; one query."""
    found = _PLAN.first(account=account_id, at=at)
    if found is None:
        return NOTHING
    *plan, trial_until, grace_until = found
    return entitlement(row_of(Plan, plan), trial_until, grace_until, at)


def plan_of(account_id: int, at: datetime) -> Plan | None:
    """The plan that the account is served at the instant `at` (aware), or None; not one that it owes for."""
    return entitlement_of(account_id, at).plan


def plan_code_of(account_id: int, at: datetime) -> str | None:
    """The code of that plan."""
    plan = plan_of(account_id, at)
    return plan.code if plan else None


def plan_codes_of(accounts: Iterable[int], at: datetime) -> dict[int, str]:
    """The code of the plan that each of the accounts is served at the instant `at`; one query."""
    served = Subscription.objects.served_at(at).filter(account_id__in=list(accounts)).order_by("starts_at")
    return dict(served.values_list("account_id", "plan_id"))


def subscriptions_of(account_id: int) -> list[Subscription]:
    """What the account has paid for over time, and what is planned, with the plan and what billing last said.

    Newest first; one query.
    """
    rows = Subscription.objects.filter(account_id=account_id).select_related("plan", "account__billing_state")
    return list(rows.order_by("-starts_at"))


def starts_after(account_id: int, at: datetime) -> list[datetime]:
    """When plans of the account begin that are still to come at the instant `at`."""
    rows = Subscription.objects.filter(account_id=account_id, starts_at__gt=at)
    return list(rows.order_by("starts_at").values_list("starts_at", flat=True))


def known_plan(code: str) -> Plan:
    """The plan of that code. Raises UnknownPlan."""
    found = Plan.objects.filter(code=code).first() if slug_re.fullmatch(code) else None
    if found is None:
        raise UnknownPlan
    return found


def plans() -> list[Plan]:
    """All plans, cheapest first."""
    return list(Plan.objects.all())
