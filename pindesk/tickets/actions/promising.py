"""The better of two promises, for tickets of an account that is on another plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from pindesk.availability.access import policy_for
from pindesk.availability.rules import promise_seconds
from pindesk.plans.access import plan_code_of
from pindesk.tickets import rules
from pindesk.tickets.actions.writing import clock_of, record_on, set_clock
from pindesk.tickets.events import PromiseShortened
from pindesk.tickets.models import Status, Ticket


def with_longer_promises(account: int, at: datetime, *, after: int, limit: int) -> list[int]:
    """Numbers of the account's tickets above `after`, but for closed ones, that have a longer promise than the plan it
    is served at the instant `at`; none without a plan."""
    plan = plan_code_of(account, at)
    if plan is None:
        return []
    longer = Q(promise_seconds__gt=promise_seconds(policy_for(at), plan, None)) | Q(promise_seconds=None)
    rows = Ticket.objects.filter(longer, account_id=account, number__gt=after, created_at__lte=at)
    rows = rows.exclude(status=Status.CLOSED)
    return list(rows.order_by("number").values_list("number", flat=True)[:limit])


@transaction.atomic
def keep_better_promise(numbers: Sequence[int], at: datetime) -> None:
    """Give the tickets of those numbers the promise of their account's plan at the instant `at`, where it is better.

    What is due comes no later than that span from `at` on, and never later than it was. Records
    `ticket.promise_shortened` where something is due sooner; twice is as once.
    """
    rows = Ticket.objects.select_for_update().filter(pk__in=numbers).exclude(status=Status.CLOSED)
    for ticket in rows.order_by("pk"):  # in one order: two at once wait for each other in turn
        plan = plan_code_of(ticket.account_id, at) if ticket.account_id else None
        old, new = ticket.promise_seconds, promise_seconds(policy_for(at), plan, ticket.topic_id)
        if plan is not None and (old is None or new < old):
            _shorten(ticket, new, at)


def _shorten(ticket: Ticket, seconds: int, at: datetime) -> None:
    before = clock_of(ticket)
    after = rules.with_plan_promise(before, seconds, at)
    ticket.promise_seconds = seconds
    ticket.save(update_fields=["promise_seconds"])
    if after != before:
        set_clock(ticket, after, max(at, ticket.updated_at))
        record_on(ticket, PromiseShortened(seconds), by=None, audience="customer", at=at)
