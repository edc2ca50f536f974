"""What agents may fetch: every ticket, in lists that read only what they show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, F, QuerySet
from django.http import Http404

from pindesk.accounts.models import Agent
from pindesk.lib.prepared import Prepared
from pindesk.tickets.access.entries import Entry, entries_of
from pindesk.tickets.models import Status, Ticket, TicketQuerySet

PAGE = 25
COUNT_UP_TO = 100  # beyond it a list says "100+": an exact count of a long list costs more than the list


class QueueRow(NamedTuple):
    """One row of the queue; times are aware, in UTC."""

    number: int
    subject: str
    status: str
    priority: str
    language: str
    next_due_at: datetime | None
    updated_at: datetime
    topic_id: str
    team_name: str | None
    assignee_name: str | None
    assignee_id: int | None
    account_id: int | None
    account_name: str | None
    requester_name: str


_COLUMNS = (
    "number", "subject", "status", "priority", "language", "next_due_at", "updated_at", "topic_id",
    "team__name", "assignee__person__name", "assignee_id", "account_id", "account__name", "requester__name",
)  # fmt: skip

_COUNTS = """
    SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM tickets_ticket WHERE next_due_at IS NOT NULL LIMIT %s) a),
           (SELECT COUNT(*) FROM (SELECT 1 FROM tickets_ticket WHERE assignee_id = %s
                AND status IN ('received', 'in_progress', 'on_hold', 'waiting') LIMIT %s) b),
           (SELECT COUNT(*) FROM (SELECT 1 FROM tickets_ticket WHERE next_due_at IS NOT NULL
                AND assignee_id IS NULL LIMIT %s) c),
           (SELECT COUNT(*) FROM (SELECT 1 FROM tickets_ticket WHERE status = 'waiting' LIMIT %s) d)
"""

VIEWS = ("open", "mine", "unassigned", "waiting", "solved")


def ticket_for_agent(agent: Agent, number: int) -> Ticket:
    """The ticket of that number, with what its page shows. Raises Http404."""
    related = ("account", "requester", "topic", "team", "assignee__person", "follows")
    found = Ticket.objects.select_related(*related).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def queue(agent: Agent, view: str, *, team: int | None = None, offset: int = 0, limit: int = PAGE) -> list[QueueRow]:
    """A page of one view; one query. What is due is sorted by when, the rest by what moved last. Raises Http404."""
    values = {"agent": agent.pk, "team": team}
    kinds = {name for name, is_asked in (("agent", view == "mine"), ("team", team is not None)) if is_asked}
    prepared = _queue(view, frozenset(kinds), offset, limit)
    return [QueueRow(*row) for row in prepared.rows(**{name: values[name] for name in kinds})]


def queue_counts(agent: Agent) -> dict[str, int]:
    """How many tickets each view but the solved one holds, counted up to 101; one query."""
    with connection.cursor() as cursor:
        most = COUNT_UP_TO + 1
        cursor.execute(_COUNTS, [most, agent.pk, most, most, most])
        return dict(zip(VIEWS, cursor.fetchone(), strict=False))


def timeline(ticket: Ticket, names: dict[str, str] | None = None) -> list[Entry]:
    """Everything that happened on the ticket, internal notes included, oldest first; `names` are by event key."""
    return entries_of(ticket, audience="staff", names=names)


def account_tickets(account_id: int, limit: int = 10) -> list[tuple[int, str, str, datetime]]:
    """The account's tickets: number, subject, status, last moved; last moved first."""
    found = _of_account(limit).rows(account=account_id)
    return [(number, subject, status, at) for number, subject, status, at in found]


def open_counts(accounts: Iterable[int]) -> dict[int, int]:
    """How many open tickets each of the accounts has, where it has any; one query."""
    rows = Ticket.objects.open().filter(account_id__in=list(accounts)).order_by().values("account_id")
    return dict(rows.annotate(count=Count("number")).values_list("account_id", "count"))


@lru_cache(maxsize=8)
def _of_account(limit: int) -> Prepared:
    def build(account: int) -> QuerySet[Ticket, Any]:
        rows = Ticket.objects.filter(account_id=account).order_by("-updated_at")
        return rows.values_list("number", "subject", "status", "updated_at")[:limit]

    return Prepared(build, account=int)


@lru_cache(maxsize=128)
def _queue(view: str, kinds: frozenset[str], offset: int, limit: int) -> Prepared:
    def build(agent: int = 0, team: int | None = None) -> QuerySet[Ticket, Any]:
        rows = _in_view(agent, view)
        if team is not None:
            rows = rows.filter(team_id=team)
        return rows.values_list(*_COLUMNS)[offset : offset + limit]

    return Prepared(build, **dict.fromkeys(kinds, int))


def _in_view(agent: int, view: str) -> TicketQuerySet:
    due = Ticket.objects.waiting_on_us().order_by("next_due_at", "number")
    moved = Ticket.objects.order_by("-updated_at", "-number")
    if view == "open":
        return due
    if view == "unassigned":
        return due.filter(assignee=None)
    if view == "mine":
        mine = Ticket.objects.open().filter(assignee_id=agent)
        return mine.order_by(F("next_due_at").asc(nulls_last=True), "number")
    if view == "waiting":
        return moved.filter(status=Status.WAITING)
    if view == "solved":
        return moved.filter(status=Status.SOLVED)
    raise Http404
