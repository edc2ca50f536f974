"""What agents set on a ticket: assignee, team, topic, priority, status."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from pindesk.accounts.models import Agent, Team
from pindesk.availability.access import topic_or_none
from pindesk.lib import clock
from pindesk.tickets import rules
from pindesk.tickets.actions.closing import reopen, solve
from pindesk.tickets.actions.writing import clock_of, locked, record_on, set_clock
from pindesk.tickets.errors import UnknownChoice, UnknownTopic
from pindesk.tickets.events import MovedToTeam, PriorityChanged, StatusChanged, TicketAssigned, TopicChanged
from pindesk.tickets.models import Priority, Status, Ticket


@transaction.atomic
def assign(ticket: Ticket, *, to: Agent | None, by: Agent, now: datetime | None = None) -> Ticket:
    """Give the ticket to an agent, or back to the team. Records `ticket.assigned` for staff. Raises TicketClosed."""
    row = locked(ticket)
    if to is not None and not to.is_active:
        raise UnknownChoice
    new = to.pk if to else None
    return _set(row, "assignee_id", new, TicketAssigned(row.assignee_id, new), by, now)


@transaction.atomic
def change_team(ticket: Ticket, *, to: Team | None, by: Agent, now: datetime | None = None) -> Ticket:
    """Move the ticket to a team; an assignee outside it is released. Records `ticket.moved_to_team` for staff."""
    row = locked(ticket)
    new = to.pk if to else None
    row = _set(row, "team_id", new, MovedToTeam(row.team_id, new), by, now)
    if to and row.assignee_id and not to.agents.filter(pk=row.assignee_id).exists():
        row = _set(row, "assignee_id", None, TicketAssigned(row.assignee_id, None), by, now)
    return row


@transaction.atomic
def change_priority(ticket: Ticket, *, to: str, by: Agent, now: datetime | None = None) -> Ticket:
    """Set the priority. Records `ticket.priority_changed` for staff. Raises TicketClosed, UnknownChoice."""
    if to not in Priority.values:
        raise UnknownChoice
    row = locked(ticket)
    return _set(row, "priority", to, PriorityChanged(row.priority, to), by, now)


@transaction.atomic
def change_topic(ticket: Ticket, *, to: str, by: Agent, now: datetime | None = None) -> Ticket:
    """Set the topic, and with it the team; the better of two promises holds.

    Records `ticket.topic_changed`; customers read the topic too. Raises TicketClosed, UnknownTopic.
    """
    topic = topic_or_none(to)
    if topic is None:
        raise UnknownTopic
    row = locked(ticket)
    if row.topic_id == to:
        return row
    row = _set(row, "topic_id", to, TopicChanged(row.topic_id, to), by, now, audience="customer")
    _keep_better_promise(row, topic.promise_seconds)
    if topic.team_id and topic.team_id != row.team_id:
        row = _set(row, "team_id", topic.team_id, MovedToTeam(row.team_id, topic.team_id), by, now)
    return row


@transaction.atomic
def change_status(ticket: Ticket, *, to: str, by: Agent, now: datetime | None = None) -> Ticket:
    """Set the status by hand; solved and its opposite are the actions of that name.

    Records `ticket.status_changed`, for customers only where what they read changes.
    Raises TicketClosed, UnknownChoice.
    """
    if to not in (Status.IN_PROGRESS, Status.WAITING, Status.ON_HOLD, Status.SOLVED):
        raise UnknownChoice
    if to == Status.SOLVED:
        return solve(ticket, by=by, now=now)
    at, row = now or clock.now(), locked(ticket)
    if row.status == Status.SOLVED:
        row = reopen(row, by=by, now=at)
    if row.status == to:
        return row
    old = row.status
    set_clock(row, rules.after_status(clock_of(row), to, row.promise_seconds, at), at)
    is_seen = rules.shown_status(old) != rules.shown_status(to)
    record_on(row, StatusChanged(old, to), by=by, audience="customer" if is_seen else "staff", at=at)
    return row


def _set(
    ticket: Ticket, field: str, value: Any, event: Any, by: Agent, now: datetime | None, *, audience: str = "staff"
) -> Ticket:
    """Write one column and its event; the same value again is no change."""
    if getattr(ticket, field) == value:
        return ticket
    at = now or clock.now()
    setattr(ticket, field, value)
    ticket.updated_at = at
    ticket.save(update_fields=[field, "updated_at"])
    record_on(ticket, event, by=by, audience=audience, at=at)
    return ticket


def _keep_better_promise(ticket: Ticket, seconds: int | None) -> None:
    """A topic that promises less shortens what is due; nothing ever lengthens it."""
    if seconds is None or (ticket.promise_seconds is not None and ticket.promise_seconds <= seconds):
        return
    ticket.promise_seconds = seconds
    sooner = rules.due_at(ticket.created_at, seconds)
    if ticket.first_replied_at is None and sooner and ticket.first_reply_due_at:
        ticket.first_reply_due_at = min(ticket.first_reply_due_at, sooner)
        ticket.next_due_at = ticket.first_reply_due_at if ticket.next_due_at else None
    ticket.save(update_fields=["promise_seconds", "first_reply_due_at", "next_due_at"])
