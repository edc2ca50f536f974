"""Which plan an account has at a moment."""

from __future__ import annotations

from datetime import datetime

from pindesk.plans.models import Plan, Subscription


def plan_of(account_id: int, at: datetime) -> Plan | None:
    """The plan that the account has at the instant `at` (aware), or None."""
    running = Subscription.objects.running_at(at).filter(account_id=account_id).select_related("plan")
    subscription = running.order_by("-starts_at").first()
    return subscription.plan if subscription else None


def plan_code_of(account_id: int, at: datetime) -> str | None:
    """The code of that plan, without loading it."""
    running = Subscription.objects.running_at(at).filter(account_id=account_id)
    return running.order_by("-starts_at").values_list("plan_id", flat=True).first()


def plans() -> list[Plan]:
    """All plans, cheapest first."""
    return list(Plan.objects.all())
