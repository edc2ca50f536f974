"""The plans, and what leads do with those of accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from pindesk.accounts.actions import create_account
from pindesk.accounts.actions.permission import may_manage_people
from pindesk.accounts.actions.recording import record_on
from pindesk.accounts.models import Account, Agent, Company
from pindesk.lib import clock
from pindesk.plans.actions.payments import payment_failed, payment_received
from pindesk.plans.actions.subscribing import start_trial, subscribe
from pindesk.plans.events import PlansSaved
from pindesk.plans.models import Plan


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

    Open tickets keep the better promise. A trial of it is one no longer. Raises NotAllowed for agents who do not lead.
    """
    may_manage_people(by)
    subscribe(account, plan, actor=f"agent:{by.pk}", now=now)


@transaction.atomic
def begin_trial(
    account: Account, plan: Plan, *, last_on: date, then: Plan | None, by: Agent, now: datetime | None = None
) -> None:
    """Let the account try a plan from now to the end of that day, on the company's clock; `then` follows by itself.

    Records `subscription.trial_started`. Raises NotAllowed for agents who do not lead, TrialIsOver.
    """
    may_manage_people(by)
    zone = ZoneInfo(Company.objects.values_list("zone", flat=True).get())
    until = datetime.combine(last_on + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
    start_trial(account, plan, until=until, then=then, actor=f"agent:{by.pk}", now=now)


@transaction.atomic
def note_payment(account: Account, *, has_failed: bool, by: Agent, now: datetime | None = None) -> None:
    """Say by hand, where no billing system does, that a payment failed or came in; records what that records.

    Raises NotAllowed for agents who do not lead, NotSubscribed.
    """
    may_manage_people(by)
    (payment_failed if has_failed else payment_received)(account, actor=f"agent:{by.pk}", now=now)
