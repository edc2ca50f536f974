"""Changes of plans and subscriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from pindesk.accounts.models import Account, Company
from pindesk.events.actions import record
from pindesk.lib import clock
from pindesk.plans.events import SubscriptionStarted
from pindesk.plans.models import Plan, Subscription


@transaction.atomic
def save_plans(rows: Sequence[Mapping[str, Any]]) -> list[Plan]:
    """Create or update plans from rows of `code, names, channels, promise_seconds`, in the order given.

    Makes a new version of the policy, which every process keeps by version.
    """
    Company.objects.update(policy_version=F("policy_version") + 1)
    return [
        Plan.objects.update_or_create(
            code=row["code"],
            defaults={
                "names": row["names"],
                "channels": list(row["channels"]),
                "promise_seconds": row["promise_seconds"],
                "position": position,
            },
        )[0]
        for position, row in enumerate(rows)
    ]


@transaction.atomic
def subscribe(account: Account, plan: Plan, *, actor: str = "system", now: datetime | None = None) -> Subscription:
    """Put the account on `plan` from `now` on; what ran before ends then. Records `subscription.started`."""
    at = now or clock.now()
    Subscription.objects.running_at(at).filter(account=account, starts_at__lt=at).update(ends_at=at)
    subscription = Subscription.objects.create(account=account, plan=plan, starts_at=at)
    record(
        SubscriptionStarted(plan=plan.code),
        subject=f"account:{account.pk}",
        actor=actor,
        audience="staff",
        topics=(f"account:{account.pk}", "workspace"),
        at=at,
    )
    return subscription
