"""Tickets that are about the same as a text: for who is about to write one, and for the agent who reads it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from pindesk.accounts.models import Membership
from pindesk.lib.prepared import Prepared
from pindesk.tickets.access.mine import LINE_COLUMNS, TicketLine, with_unread
from pindesk.tickets.likeness import LOOKED_AT_CHARS, Text, is_worth_a_look, likeness
from pindesk.tickets.models import OPEN, Message, Status, Ticket

LOOKED_AT = 50  # tickets, the last moved: as many as one page can compare in a few milliseconds


class Written(NamedTuple):
    """A ticket that this person wrote before; `created_at` is aware, in UTC."""

    line: TicketLine
    created_at: datetime


class Other(NamedTuple):
    """Another ticket of the same account (or person); `is_alike`: perhaps about the same."""

    number: int
    subject: str
    status: str
    updated_at: datetime
    is_by_requester: bool
    is_alike: bool


def alike_of(membership: Membership, text: Text, at: datetime, *, other_than: Collection[int] = ()) -> Written | None:
    """The ticket that this person opened themself and that is about the same as the text; one query.

    Of those open, or solved within 14 days before `at`, in this account; the newest 50 are compared. None for a text
    that is surely like none of them. `other_than` are numbers of tickets that the writer said it is not.
    """
    rows = _OWN.rows(person=membership.person_id, account=membership.account_id)
    found: list[tuple[float, tuple[Any, ...]]] = []
    for row in rows:
        line, language, _, body = TicketLine(*row[:_LINE]), *row[_LINE:]
        if line.number not in other_than and is_worth_a_look(line.status, line.solved_at, at):
            found.append((likeness(text, Text(line.subject, body or "", language, line.topic_id)), row))
    surest = max(found, key=lambda one: one[0], default=None)
    if surest is None or not surest[0]:
        return None
    return Written(TicketLine(*surest[1][:_LINE]), surest[1][_LINE + 1])


def others_of(ticket: Ticket) -> list[Other]:
    """The newest 50 other tickets of the account (or of the person, without one), last moved first; one query."""
    own = _OF_ACCOUNT if ticket.account_id else _OF_PERSON
    rows = own.rows(owner=ticket.account_id or ticket.requester_id, number=ticket.number)
    return list(_compared(ticket, rows))


def _compared(ticket: Ticket, rows: Iterable[tuple[Any, ...]]) -> Iterable[Other]:
    for number, subject, status, moved, requester, topic, language, body, own_body in rows:
        own = Text(ticket.subject, own_body or "", ticket.language, ticket.topic_id)
        is_alike = likeness(own, Text(subject, body or "", language, topic)) > 0
        yield Other(number, subject, status, moved, requester == ticket.requester_id, is_alike)


def _beginning(ticket: Any) -> Subquery:
    """The beginning of the words that a ticket was opened with."""
    first = Message.objects.filter(ticket=ticket, kind=Message.Kind.REPLY).order_by("created_at", "id")
    return Subquery(first.values(beginning=Substr("body", 1, LOOKED_AT_CHARS))[:1])


def _own(person: int, account: int) -> QuerySet[Ticket, Any]:
    rows = Ticket.objects.filter(
        Q(account_id=account) | Q(account_id=None), requester_id=person, status__in=(*OPEN, Status.SOLVED)
    )
    rows = rows.annotate(beginning=_beginning(OuterRef("pk"))).order_by("-customer_updated_at", "-number")
    return with_unread(rows, person).values_list(*LINE_COLUMNS, "language", "created_at", "beginning")[:LOOKED_AT]


def _others(own: str) -> Prepared:
    def build(owner: int, number: int) -> QuerySet[Ticket, Any]:
        rows = Ticket.objects.filter(**{own: owner}).exclude(pk=number).order_by("-updated_at")
        rows = rows.annotate(beginning=_beginning(OuterRef("pk")), own_beginning=_beginning(number))
        return rows.values_list(
            "number", "subject", "status", "updated_at", "requester_id", "topic_id", "language",
            "beginning", "own_beginning",
        )[:LOOKED_AT]  # fmt: skip

    return Prepared(build, owner=int, number=int)


_LINE = len(LINE_COLUMNS)
_OWN = Prepared(_own, person=int, account=int)
_OF_ACCOUNT, _OF_PERSON = _others("account_id"), _others("requester_id")
