"""The plan of an account from an instant on: another one, a trial, none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from pindesk.accounts.models import Account
from pindesk.events.actions import record
from pindesk.lib import clock
from pindesk.plans.errors import TrialIsOver
from pindesk.plans.events import SubscriptionEnded, SubscriptionPlanned, SubscriptionStarted, TrialStarted
from pindesk.plans.models import Plan, Subscription
from pindesk.plans.rules import Span, spans_of_trial


@transaction.atomic
def subscribe(
    account: Account,
    plan: Plan,
    *,
    actor: str = "system",
    now: datetime | None = None,
    starts_at: datetime | None = None,
) -> Subscription:
    """Put the account on `plan` from now on, or from `starts_at` if that is to come; what ran before ends then.

    What was to begin later does not. A failed payment stays failed. The same again is no change, and one that began
    at this very instant ran for no time, and gives way. Records `subscription.started` or `subscription.planned`.
    """
    at = now or clock.now()
    start = max(at, starts_at or at)
    if lay(account, [Span(plan.code, start)], start, at):
        started: Any = SubscriptionStarted(plan.code) if start == at else SubscriptionPlanned(plan.code)
        tell(account, started, actor, at)
    return Subscription.objects.running_at(start).get(account=account)


@transaction.atomic
def start_trial(
    account: Account,
    plan: Plan,
    *,
    until: datetime,
    then: Plan | None,
    actor: str = "system",
    now: datetime | None = None,
    starts_at: datetime | None = None,
) -> Subscription:
    """Let the account try `plan` until an instant; `then` runs from there on by itself, None: no plan.

    Records `subscription.trial_started`; the same again is no change. Raises TrialIsOver for an end that is not after
    the start.
    """
    at = now or clock.now()
    start = max(at, starts_at or at)
    if until <= start:
        raise TrialIsOver
    after = then.code if then else None
    if lay(account, spans_of_trial(plan.code, start, until, after), start, at):
        tell(account, TrialStarted(plan.code, after or ""), actor, at)
    return Subscription.objects.running_at(start).get(account=account)


@transaction.atomic
def end_subscription(account: Account, *, actor: str = "system", now: datetime | None = None) -> None:
    """Leave the account without a plan from now on, and nothing to begin later. Records `subscription.ended`."""
    at = now or clock.now()
    if lay(account, [], at, at):
        tell(account, SubscriptionEnded(), actor, at)


def lay(account: Account, spans: Sequence[Span], start: datetime, at: datetime) -> bool:
    """Make `spans` all there is from `start` on; whether that is a change. Payments that failed by `at` stay failed."""
    Account.objects.select_for_update().get(pk=account.pk)
    rows = Subscription.objects.filter(account=account)
    present = list(rows.not_over_at(start).order_by("starts_at"))
    if [Span(row.plan_id, max(row.starts_at, start), row.ends_at, row.trial_ends_at) for row in present] == [*spans]:
        return False
    grace = rows.not_over_at(at).exclude(grace_until=None).values_list("grace_until", flat=True).first()
    rows.filter(starts_at__gte=start).delete()
    rows.not_over_at(start).update(ends_at=start)
    rows.filter(trial_ends_at__gt=start).update(trial_ends_at=start)
    Subscription.objects.bulk_create(
        Subscription(
            account=account,
            plan_id=span.plan,
            starts_at=span.starts_at,
            ends_at=span.ends_at,
            trial_ends_at=span.trial_ends_at,
            grace_until=grace,
        )
        for span in spans
    )
    return True


def tell(account: Account, data: Any, actor: str, at: datetime) -> None:
    """Record an event of the account's plan or payment; customers' pages of this account listen for `plan:N`."""
    topics = (f"account:{account.pk}", f"plan:{account.pk}", "workspace")
    record(data, subject=f"account:{account.pk}", actor=actor, audience="customer", topics=topics, at=at)
