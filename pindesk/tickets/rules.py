"""Decisions about tickets: promises, whose turn it is, and what a change of status does. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pindesk.tickets.models import ON_US, Status

REOPEN_WITHIN = timedelta(days=14)
SUBJECT_MAX_CHARS = 200
BODY_MAX_CHARS = 20_000

# What customers read; the rest is ours. Source: RULES 1.
SHOWN_STATUS = {
    Status.RECEIVED: Status.RECEIVED,
    Status.IN_PROGRESS: Status.IN_PROGRESS,
    Status.WAITING: Status.WAITING,
    Status.ON_HOLD: Status.IN_PROGRESS,
    Status.SOLVED: Status.SOLVED,
    Status.CLOSED: Status.SOLVED,
}


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of a ticket that a change sets anew; all aware, in UTC."""

    status: str
    next_due_at: datetime | None
    first_replied_at: datetime | None
    solved_at: datetime | None


def opening_form(follows: int | None) -> str:
    """The form of a new ticket by name, as drafts know it; a follow-up has one of its own."""
    return f"follow-up:{follows}" if follows else "ticket"


def shown_status(status: str) -> str:
    """The status a customer reads: on hold is in progress, closed is solved."""
    return SHOWN_STATUS[Status(status)].value


def due_at(at: datetime, seconds: int | None) -> datetime | None:
    """When a reply is due that was promised at `at`: elapsed time, Sundays included."""
    return None if seconds is None else at + timedelta(seconds=seconds)


def after_agent_reply(before: Clock, status: str | None, promise: int | None, at: datetime) -> Clock:
    """An agent's reply: waiting for the customer unless sent with another status. Waiting pauses, on hold does not."""
    new = status or Status.WAITING
    return Clock(
        status=new,
        next_due_at=due_at(at, promise) if new in ON_US else None,
        first_replied_at=before.first_replied_at or at,
        solved_at=at if new == Status.SOLVED else None,
    )


def after_customer_reply(before: Clock, promise: int | None, at: datetime) -> Clock:
    """A customer's reply on waiting, on hold or solved makes it ours again; a due time that runs is kept."""
    is_new = before.status == Status.RECEIVED
    return Clock(
        status=Status.RECEIVED if is_new else Status.IN_PROGRESS,
        next_due_at=before.next_due_at or due_at(at, promise),
        first_replied_at=before.first_replied_at,
        solved_at=None,
    )


def after_status(before: Clock, status: str, promise: int | None, at: datetime) -> Clock:
    """A status set by hand: our turn keeps or starts the clock, anything else stops it."""
    return Clock(
        status=status,
        next_due_at=(before.next_due_at or due_at(at, promise)) if status in ON_US else None,
        first_replied_at=before.first_replied_at,
        solved_at=(before.solved_at or at) if status == Status.SOLVED else None,
    )


def may_reopen(status: str, solved_at: datetime | None, at: datetime) -> bool:
    """A solved ticket may be opened again for 14 days."""
    return status == Status.SOLVED and solved_at is not None and at < solved_at + REOPEN_WITHIN
