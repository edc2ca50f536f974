"""Changes of plans and subscriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from pindesk.accounts.actions import create_account
from pindesk.accounts.actions.permission import may_manage_people
from pindesk.accounts.actions.recording import record_on
from pindesk.accounts.models import Account, Agent, Company
from pindesk.events.actions import record
from pindesk.lib import clock
from pindesk.plans.access import plan_code_of
from pindesk.plans.events import PlansSaved, SubscriptionStarted
from pindesk.plans.models import Plan, Subscription


@transaction.atomic
def save_plans(
    rows: Sequence[Mapping[str, Any]], *, by: Agent | None = None, now: datetime | None = None
) -> list[Plan]:
    """Create or update plans from rows of `code, names, channels, promise_seconds`, in the order given.

    Makes a new version of the policy, which every process keeps by version. Records `plans.saved`.
    """
    Company.objects.update(policy_version=F("policy_version") + 1)
    saved = [
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
    record_on("company", PlansSaved(len(saved)), by=by, at=now or clock.now())
    return saved


@transaction.atomic
def open_account(
    *, name: str, language: str, country: str, zone: str, plan: Plan, by: Agent, now: datetime | None = None
) -> Account:
    """Create a customer's account that is on `plan` from now on. Records `account.created`, `subscription.started`.

    Raises NotAllowed for agents who do not lead, BadName, UnknownValue, UnknownZone.
    """
    may_manage_people(by)
    at = now or clock.now()
    account = create_account(name=name, language=language, country=country, zone=zone, by=by, now=at)
    subscribe(account, plan, actor=f"agent:{by.pk}", now=at)
    return account


@transaction.atomic
def change_plan(account: Account, plan: Plan, *, by: Agent, now: datetime | None = None) -> None:
    """Put the account on another plan from now on; the same again is no change. Records `subscription.started`.

    Open tickets keep the promise that they were opened with. Raises NotAllowed for agents who do not lead.
    """
    may_manage_people(by)
    at = now or clock.now()
    Account.objects.select_for_update().get(pk=account.pk)
    if plan_code_of(account.pk, at) != plan.code:
        subscribe(account, plan, actor=f"agent:{by.pk}", now=at)


@transaction.atomic
def subscribe(account: Account, plan: Plan, *, actor: str = "system", now: datetime | None = None) -> Subscription:
    """Put the account on `plan` from `now` on; what ran before ends then. Records `subscription.started`.

    One that began at this very instant ran for no time, and gives way.
    """
    at = now or clock.now()
    Subscription.objects.filter(account=account, starts_at=at).delete()
    Subscription.objects.running_at(at).filter(account=account).update(ends_at=at)
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
