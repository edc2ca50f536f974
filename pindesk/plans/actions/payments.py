"""Payments that failed, and that came in after all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pindesk.accounts.models import Account
from pindesk.lib import clock
from pindesk.plans.actions.subscribing import tell
from pindesk.plans.errors import NotSubscribed
from pindesk.plans.events import PaymentFailed, PaymentReceived
from pindesk.plans.models import Subscription
from pindesk.plans.rules import grace_until


@transaction.atomic
def payment_failed(account: Account, *, actor: str = "system", now: datetime | None = None) -> bool:
    """Serve the account as before for 7 days, then only topics that are open to everyone, until it has paid.

    One that fails again changes nothing. Holds for plans that begin later, too. Records `account.payment_failed`;
    answers whether it is a change. Raises NotSubscribed where there is nothing to pay for.
    """
    at = now or clock.now()
    Account.objects.select_for_update().get(pk=account.pk)
    rows = Subscription.objects.filter(account=account).not_over_at(at)
    known = list(rows.values_list("grace_until", flat=True))
    if not known:
        raise NotSubscribed
    before = min((each for each in known if each), default=None)
    rows.update(grace_until=grace_until(at, before))
    if before is None:
        tell(account, PaymentFailed(), actor, at)
    return before is None


@transaction.atomic
def payment_received(account: Account, *, actor: str = "system", now: datetime | None = None) -> bool:
    """End grace, or what came after it: the account is served its plan. Records `account.payment_received`.

    Answers whether it is a change: of a payment that had not failed there is nothing to note.
    """
    at = now or clock.now()
    Account.objects.select_for_update().get(pk=account.pk)
    rows = Subscription.objects.filter(account=account).not_over_at(at)
    is_change = bool(rows.exclude(grace_until=None).update(grace_until=None))
    if is_change:
        tell(account, PaymentReceived(), actor, at)
    return is_change
