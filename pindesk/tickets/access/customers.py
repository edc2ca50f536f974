"""What a customer may fetch: the tickets that this person opened or is copied on, in the account they act for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from pindesk.accounts.models import Membership, Person
from pindesk.availability.policy import OpenTicket
from pindesk.lib.prepared import Prepared, columns, row_of
from pindesk.tickets.access.entries import Entry, entries_of
from pindesk.tickets.models import OPEN, Draft, Participant, Status, Ticket, TicketQuerySet


class TicketLine(NamedTuple):
    """One row of "my tickets"; times are aware, in UTC."""

    number: int
    subject: str
    topic_id: str
    status: str
    customer_updated_at: datetime
    first_reply_due_at: datetime | None
    first_replied_at: datetime | None
    next_due_at: datetime | None
    solved_at: datetime | None


def _permitted(membership: Membership) -> TicketQuerySet:
    return _permitted_to(membership.person_id, membership.account_id)


def _permitted_to(person: int, account: int) -> TicketQuerySet:
    """The one rule: opened by the person or copied to them, in this account or in none."""
    followed = Participant.objects.filter(ticket=OuterRef("pk"), person_id=person)
    own = Q(requester_id=person) | Exists(followed)
    return Ticket.objects.filter(Q(account_id=account) | Q(account_id=None), own)


def _unanswered(person: int, account: int, at: datetime) -> QuerySet[Ticket, Any]:
    rows = _permitted_to(person, account).filter(
        status__in=(Status.RECEIVED, Status.IN_PROGRESS, Status.ON_HOLD),
        first_replied_at=None,
        first_reply_due_at__gt=at,
    )
    return rows.values_list("topic_id", "created_at", "first_reply_due_at", "number")


_UNANSWERED = Prepared(_unanswered, person=int, account=int, at=datetime)
_TICKET = Prepared(
    lambda person, account, number: _permitted_to(person, account).filter(number=number).values_list(*columns(Ticket)),
    person=int,
    account=int,
    number=int,
)


_DRAFT = Prepared(
    lambda person, form: Draft.objects.filter(person_id=person, form=form).values_list(*columns(Draft)),
    person=int,
    form=str,
)


@lru_cache(maxsize=64)
def _lines(only_open: bool, offset: int, limit: int) -> Prepared:
    def build(person: int, account: int) -> QuerySet[Ticket, Any]:
        rows = _permitted_to(person, account).order_by("-customer_updated_at", "-number")
        if only_open:
            rows = rows.filter(status__in=OPEN)
        return rows.values_list(*TicketLine._fields)[offset : offset + limit]

    return Prepared(build, person=int, account=int)


def ticket_for_customer(membership: Membership, number: int) -> Ticket:
    """The ticket of that number. Raises Http404 for one that is not there and for one that is not theirs, alike."""
    found = _TICKET.first(person=membership.person_id, account=membership.account_id, number=number)
    if found is None:
        raise Http404
    return row_of(Ticket, found)


def tickets_of(
    membership: Membership, *, only_open: bool = False, limit: int = 25, offset: int = 0
) -> Sequence[TicketLine]:
    """The member's tickets, last moved first; one query."""
    found = _lines(only_open, offset, limit).rows(person=membership.person_id, account=membership.account_id)
    return [TicketLine(*row) for row in found]


def conversation(ticket: Ticket) -> list[Entry]:
    """What a customer reads of the ticket, oldest first: replies, and the changes they may know of. Two queries."""
    return entries_of(ticket, audience="customer")


def situation(membership: Membership, at: datetime) -> tuple[OpenTicket, ...]:
    """This person's open tickets as the availability function needs them: those without a first reply of ours."""
    values = _UNANSWERED.rows(person=membership.person_id, account=membership.account_id, at=at)
    return tuple(
        OpenTicket(topic=topic, created_at=created, first_reply_due_at=due, is_answered=False, number=number)
        for topic, created, due, number in values
    )


def draft_of(person: Person, form: str) -> Draft | None:
    """What the person has typed into that form and not sent."""
    found = _DRAFT.first(person=person.pk, form=form)
    return row_of(Draft, found) if found else None
