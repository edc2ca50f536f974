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
from pindesk.tickets.actions.writing import clock_of, locked, moved, record_on, set_clock
from pindesk.tickets.errors import UnknownChoice, UnknownTopic
from pindesk.tickets.events import MovedToTeam, PriorityChanged, StatusChanged, TicketAssigned, TopicChanged
from pindesk.tickets.models import Priority, Status, Ticket


@transaction.atomic
def assign(ticket: Ticket, *, to: Agent | None, by: Agent, now: datetime | None = None) -> Ticket:
    """Give the ticket to an agent, or back to the team. Records `ticket.assigned` for staff. Raises TicketClosed."""
    row, new = locked(ticket), to.pk if to else None
    if to is not None and not to.is_active and new != row.assignee_id:
        raise UnknownChoice
    return _set(row, "assignee_id", new, TicketAssigned(row.assignee_id, new), by, now)


@transaction.atomic
def change_team(ticket: Ticket, *, to: Team | None, by: Agent, now: datetime | None = None) -> Ticket:
    """Move the ticket to a team; an assignee outside it is released.

    Records `ticket.moved_to_team` and, where somebody was released, `ticket.assigned`; both for staff.
    """
    return _move(locked(ticket), to.pk if to else None, by, now)


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

    Records `ticket.topic_changed`, which customers read too, and what a move to another team records.
    Raises TicketClosed, UnknownTopic.
    """
    row = locked(ticket)
    if row.topic_id == to:
        return row
    topic = topic_or_none(to)
    if topic is None:
        raise UnknownTopic
    row = _set(row, "topic_id", to, TopicChanged(row.topic_id, to), by, now, audience="customer")
    _keep_better_promise(row, topic.promise_seconds, now or clock.now())
    return _move(row, topic.team_id, by, now) if topic.team_id else row


@transaction.atomic
def change_status(ticket: Ticket, *, to: str, by: Agent, now: datetime | None = None) -> Ticket:
    """Set the status by hand; solved and its opposite are the actions of that name.

    Records `ticket.status_changed`, for customers only where what they read changes; from solved `ticket.reopened` too.
    Raises TicketClosed, UnknownChoice.
    """
    at, row = now or clock.now(), locked(ticket)
    if row.status == to:
        return row
    if to not in (Status.IN_PROGRESS, Status.WAITING, Status.ON_HOLD, Status.SOLVED):
        raise UnknownChoice
    if to == Status.SOLVED:
        return solve(ticket, by=by, now=at)
    if row.status == Status.SOLVED:
        row = reopen(row, by=by, now=at)
    if row.status == to:
        return row
    old = row.status
    is_seen = rules.shown_status(old) != rules.shown_status(to)
    set_clock(row, rules.after_status(clock_of(row), to, row.promise_seconds, at), at, is_seen=is_seen)
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
    ticket.save(update_fields=[field, *moved(ticket, at, is_seen=audience == "customer")])
    record_on(ticket, event, by=by, audience=audience, at=at)
    return ticket


def _move(ticket: Ticket, team: int | None, by: Agent, now: datetime | None) -> Ticket:
    """To the team, releasing an assignee who is not in it; where the ticket is there already, nothing happens."""
    if team == ticket.team_id:
        return ticket
    ticket = _set(ticket, "team_id", team, MovedToTeam(ticket.team_id, team), by, now)
    if team and ticket.assignee_id and not Agent.objects.filter(pk=ticket.assignee_id, teams=team).exists():
        return _set(ticket, "assignee_id", None, TicketAssigned(ticket.assignee_id, None), by, now)
    return ticket


def _keep_better_promise(ticket: Ticket, seconds: int | None, at: datetime) -> None:
    """A topic that promises less shortens what is due, first reply and next; nothing ever lengthens it."""
    old = ticket.promise_seconds
    if seconds is None or (old is not None and old <= seconds):
        return
    ticket.promise_seconds = seconds
    ticket.save(update_fields=["promise_seconds"])
    set_clock(ticket, rules.with_promise(clock_of(ticket), old, seconds, at), at)
