"""Decisions about tickets: promises, whose turn it is, and what a change of status does. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pindesk.lib.analysis.folding import fold
from pindesk.tickets.models import ON_US, Status

REOPEN_WITHIN = timedelta(days=14)
RATE_WITHIN = timedelta(days=28)  # of being solved: as long as it can be opened again, and as long once more
RATING_MAX_CHARS = 2_000
COPIES_MAX = 20
SEARCH_MAX_CHARS, SEARCH_MAX_WORDS = 200, 8
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
    first_reply_due_at: datetime | None = None


def opening_form(follows: int | None, is_beside: bool = False) -> str:
    """The form of a new ticket by name, as drafts know it; a follow-up has one of its own.

    `is_beside` is the one that somebody begins while another draft of a new ticket waits.
    """
    if follows:
        return f"follow-up:{follows}"
    return "ticket-beside" if is_beside else "ticket"


def aside_form(form: str) -> str:
    """Where the draft of a form waits that was put aside, because an article solved it."""
    return f"aside:{form}"


def desk_form(kind: str, number: int) -> str:
    """The form of an agent's `reply` or `note`, as drafts know it; a customer's reply to that ticket is another."""
    return f"{'answer' if kind == 'reply' else kind}:{number}"


def shown_status(status: str) -> str:
    """The status a customer reads: on hold is in progress, closed is solved."""
    return SHOWN_STATUS[Status(status)].value


def due_at(at: datetime, seconds: int | None) -> datetime | None:
    """When a reply is due that was promised at `at`: elapsed time, Sundays included."""
    return None if seconds is None else at + timedelta(seconds=seconds)


def after_agent_reply(before: Clock, status: str | None, promise: int | None, at: datetime) -> Clock:
    """An agent's reply: waiting for the customer unless sent with another status. Waiting pauses, on hold does not."""
    new = status or Status.WAITING
    return replace(
        before,
        status=new,
        next_due_at=due_at(at, promise) if new in ON_US else None,
        first_replied_at=before.first_replied_at or at,
        solved_at=at if new == Status.SOLVED else None,
    )


def after_customer_reply(before: Clock, promise: int | None, at: datetime) -> Clock:
    """A customer's reply on waiting, on hold or solved makes it ours again; a due time that runs is kept."""
    status = Status.RECEIVED if before.status == Status.RECEIVED else Status.IN_PROGRESS
    return _our_turn(before, status, promise, at)


def after_status(before: Clock, status: str, promise: int | None, at: datetime) -> Clock:
    """A status set by hand: our turn keeps or starts the clock, anything else stops it."""
    if status in ON_US:
        return _our_turn(before, status, promise, at)
    solved_at = (before.solved_at or at) if status == Status.SOLVED else None
    return replace(before, status=status, next_due_at=None, solved_at=solved_at)


def with_promise(before: Clock, old: int | None, new: int, at: datetime) -> Clock:
    """A shorter span from now on: what is due comes sooner by the difference; nothing that was due is later."""
    if old is None:
        return _our_turn(before, before.status, new, at) if before.status in ON_US else before
    sooner = timedelta(seconds=old - new)
    first = before.first_reply_due_at
    return replace(
        before,
        next_due_at=before.next_due_at - sooner if before.next_due_at else None,
        first_reply_due_at=first - sooner if first and before.first_replied_at is None else first,
    )


def with_plan_promise(before: Clock, seconds: int, at: datetime) -> Clock:
    """A plan with a shorter span from the instant `at` on: what is due is due within it, counted from there.

    Nothing is later than it was, and nothing is late by the change alone. Source: RULES 2, "Plan changes".
    """
    if before.next_due_at is None and before.first_reply_due_at is None:
        return _our_turn(before, before.status, seconds, at) if before.status in ON_US else before
    latest, first = at + timedelta(seconds=seconds), before.first_reply_due_at
    return replace(
        before,
        next_due_at=min(before.next_due_at, latest) if before.next_due_at else None,
        first_reply_due_at=min(first, latest) if first and before.first_replied_at is None else first,
    )


def _our_turn(before: Clock, status: str, promise: int | None, at: datetime) -> Clock:
    """A clock that runs goes on; one that stood starts anew, for the first reply too while there was none."""
    due = before.next_due_at or due_at(at, promise)
    is_new_start = before.next_due_at is None and before.first_replied_at is None
    return replace(
        before,
        status=status,
        next_due_at=due,
        solved_at=None,
        first_reply_due_at=due if is_new_start else before.first_reply_due_at,
    )


def may_reopen(status: str, solved_at: datetime | None, at: datetime) -> bool:
    """A solved ticket may be opened again for 14 days."""
    return status == Status.SOLVED and solved_at is not None and at < solved_at + REOPEN_WITHIN


def may_rate(status: str, solved_at: datetime | None, at: datetime) -> bool:
    """The answer to a solved ticket may be rated, and rated anew, for 28 days."""
    return status in (Status.SOLVED, Status.CLOSED) and solved_at is not None and at < solved_at + RATE_WITHIN


def folded(text: str) -> str:
    """A text as searches compare it: small letters without accents."""
    return fold(text, "")


def spellings(typed: str) -> list[tuple[str, str]]:
    """The words of a search, folded, each in the two ways a ticket may have it: Mueller is found as Müller, too."""
    words = dict.fromkeys(folded(typed[:SEARCH_MAX_CHARS]).split())
    return [(word, fold(word, "de")) for word in list(words)[:SEARCH_MAX_WORDS]]
