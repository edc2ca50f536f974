"""Taking in what the company's billing system says: once, in the order in which it happened."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.validators import slug_re
from django.db import transaction
from django.utils.translation import gettext as _

from pindesk.accounts.models import Account
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.plans.actions.payments import payment_failed, payment_received
from pindesk.plans.actions.subscribing import end_subscription, start_trial, subscribe
from pindesk.plans.errors import CannotBeTaken
from pindesk.plans.models import BillingState, BillingStatement, Plan, Subscription
from pindesk.plans.statements import CHANGED, ENDED, FAILED, KINDS, Statement, statement_in

ACTOR = "billing"
TOO_NEW = timedelta(minutes=5)  # between two clocks; a later one would make all that follows out of date
GIVEN_UP_AFTER = timedelta(days=3)  # as long as senders of Standard Webhooks try
KEPT = timedelta(days=180)

_log = logging.getLogger("pindesk.billing")
Outcome = BillingStatement.Outcome


def take(webhook_id: str, values: Mapping[str, Any], *, now: datetime | None = None) -> str:
    """Do what `values` say, a statement as `statement_in` reads it; what came of it. `webhook_id` names it.

    `applied`, or `unchanged` where it was so already; `stale` where something newer was said of the plan, or of the
    payments, of that account; `repeated` for a name that was taken before. What cannot be done is refused for three
    days, in which the account or the plan may still be added, then `dropped`, so that nobody sends it for ever.
    Records what the change records. Raises CannotBeTaken, NotSubscribed.
    """
    at = now or clock.now()
    try:
        with transaction.atomic():
            return _taken(webhook_id, values, at)
    except Refusal:
        if not _is_given_up(webhook_id, values, at):
            raise
    _log.warning("billing.dropped", extra={"webhook_id": webhook_id})
    return Outcome.DROPPED.value


def forget_old_statements(*, now: datetime | None = None) -> None:
    """Delete the names of what was said long ago: nobody repeats it, and by its time it is stale."""
    BillingStatement.objects.filter(received_at__lt=(now or clock.now()) - KEPT).delete()


def _taken(webhook_id: str, values: Mapping[str, Any], at: datetime) -> str:
    if _is_done(webhook_id):
        return "repeated"
    said = statement_in(values)
    if said.happened_at > at + TOO_NEW:
        raise CannotBeTaken(_("The timestamp is still to come: set the clock of the sender."))
    account = _locked(said.account)
    if _is_done(webhook_id):  # by another request, while this one waited for the account
        return "repeated"
    outcome = _applied(said, account, at)
    values = {"kind": said.kind, "account": account, "outcome": outcome}
    BillingStatement.objects.update_or_create(
        webhook_id=webhook_id, defaults=values, create_defaults={**values, "received_at": at}
    )
    return outcome.value


def _is_done(webhook_id: str) -> bool:
    return BillingStatement.objects.filter(webhook_id=webhook_id).exclude(outcome=Outcome.REFUSED).exists()


def _locked(name: str) -> Account:
    """The account of that name in billing, else of that reference."""
    accounts = Account.objects.select_for_update()
    found = accounts.filter(external_id=name).first() or accounts.filter(reference=name.upper()).first()
    if found is None:
        raise CannotBeTaken(_("There is no account of that name or reference."))
    return found


def _applied(said: Statement, account: Account, at: datetime) -> BillingStatement.Outcome:
    state, _is_new = BillingState.objects.get_or_create(account=account, defaults={"heard_at": at})
    column = "payment_as_of" if said.is_of_payment else "plan_as_of"
    before = getattr(state, column)
    if before and said.happened_at < before:
        return Outcome.STALE
    setattr(state, column, said.happened_at)
    state.heard_at = at
    state.save(update_fields=[column, "heard_at"])
    return Outcome.APPLIED if _is_change(said, account, at) else Outcome.UNCHANGED


def _is_change(said: Statement, account: Account, at: datetime) -> bool:
    if said.is_of_payment:
        return (payment_failed if said.kind == FAILED else payment_received)(account, actor=ACTOR, now=at)
    before = _rows(account)
    if said.kind == ENDED:
        end_subscription(account, actor=ACTOR, now=at)
    else:
        _change(said, account, at)
    return _rows(account) != before


def _change(said: Statement, account: Account, at: datetime) -> None:
    assert said.kind == CHANGED
    plan, then = _plan(said.plan), _plan(said.then) if said.then else None
    start = max(at, said.starts_at or at)
    if said.trial_ends_at is None:
        subscribe(account, plan, actor=ACTOR, now=at, starts_at=start)
    elif said.trial_ends_at > start:
        start_trial(account, plan, until=said.trial_ends_at, then=then, actor=ACTOR, now=at, starts_at=start)
    elif then is not None:  # the trial was over before it was heard of
        subscribe(account, then, actor=ACTOR, now=at, starts_at=start)
    else:
        end_subscription(account, actor=ACTOR, now=at)


def _plan(code: str) -> Plan:
    found = Plan.objects.filter(code=code).first() if slug_re.fullmatch(code) else None
    if found is None:
        raise CannotBeTaken(_("There is no plan of the code %(code)s.") % {"code": code})
    return found


def _rows(account: Account) -> list[tuple[Any, ...]]:
    rows = Subscription.objects.filter(account=account).order_by("starts_at")
    return list(rows.values_list("pk", "starts_at", "ends_at", "trial_ends_at"))


def _is_given_up(webhook_id: str, values: Mapping[str, Any], at: datetime) -> bool:
    """Notes that it was refused; whether it has been for so long that nobody is to try any more."""
    kind = next((known for known in KINDS if known == values.get("type")), "")
    with transaction.atomic():
        row, _is_new = BillingStatement.objects.get_or_create(
            webhook_id=webhook_id, defaults={"kind": kind, "outcome": Outcome.REFUSED, "received_at": at}
        )
        if at < row.received_at + GIVEN_UP_AFTER:
            return False
        BillingStatement.objects.filter(pk=row.pk).update(outcome=Outcome.DROPPED)
    return True
