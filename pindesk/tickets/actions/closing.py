"""Solving, reopening within 14 days, and closing for good."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pindesk.accounts.models import Agent
from pindesk.lib import clock
from pindesk.tickets import rules
from pindesk.tickets.actions.writing import Actor, clock_of, locked, record_on, set_clock
from pindesk.tickets.errors import TicketClosed
from pindesk.tickets.events import TicketClosedEvent, TicketReopened, TicketSolved
from pindesk.tickets.models import Status, Ticket

CLOSE_AT_ONCE = 200  # rows a transaction, so that no writer holds the log back for long


@transaction.atomic
def solve(ticket: Ticket, *, by: Actor, now: datetime | None = None) -> Ticket:
    """Mark as solved; solved already: nothing happens. Records `ticket.solved`. Raises TicketClosed."""
    at = now or clock.now()
    row = locked(ticket)
    if row.status == Status.SOLVED:
        return row
    set_clock(row, rules.after_status(clock_of(row), Status.SOLVED, row.promise_seconds, at), at)
    record_on(row, TicketSolved(is_by_customer=not isinstance(by, Agent)), by=by, audience="customer", at=at)
    return row


@transaction.atomic
def reopen(ticket: Ticket, *, by: Actor, now: datetime | None = None) -> Ticket:
    """Open a solved ticket again, within 14 days; open already: nothing happens.

    A reply is due anew, counted from now. Records `ticket.reopened`. Raises TicketClosed.
    """
    at = now or clock.now()
    row = locked(ticket)
    if row.is_open:
        return row
    if not rules.may_reopen(row.status, row.solved_at, at):
        raise TicketClosed
    set_clock(row, rules.after_status(clock_of(row), Status.IN_PROGRESS, row.promise_seconds, at), at)
    record_on(row, TicketReopened(is_by_customer=not isinstance(by, Agent)), by=by, audience="customer", at=at)
    return row


def close_solved(now: datetime | None = None) -> int:
    """Close for good what was solved 14 days ago or more; answers how many. Records `ticket.closed` for each."""
    at = now or clock.now()
    closed = 0
    while batch := _close_batch(at):
        closed += batch
    return closed


@transaction.atomic
def _close_batch(at: datetime) -> int:
    ripe = Ticket.objects.select_for_update(skip_locked=True).filter(
        status=Status.SOLVED, solved_at__lte=at - rules.REOPEN_WITHIN
    )
    rows = list(ripe[:CLOSE_AT_ONCE])
    for row in rows:
        row.status, row.closed_at, row.updated_at = Status.CLOSED, at, at
        row.save(update_fields=["status", "closed_at", "updated_at"])
        record_on(row, TicketClosedEvent(), by=None, audience="customer", at=at)
    return len(rows)
