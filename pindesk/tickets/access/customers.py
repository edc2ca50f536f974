"""What a customer may fetch: the tickets that this person opened or is copied on, in the account they act for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from pindesk.accounts.models import Membership, Person
from pindesk.availability.policy import OpenTicket
from pindesk.tickets.access.entries import Entry, entries_of
from pindesk.tickets.models import OPEN, Draft, Participant, Status, Ticket, TicketQuerySet


class TicketLine(NamedTuple):
    """One row of "my tickets"; times are aware, in UTC."""

    number: int
    subject: str
    topic_id: str
    status: str
    updated_at: datetime
    first_reply_due_at: datetime | None
    first_replied_at: datetime | None
    next_due_at: datetime | None
    solved_at: datetime | None


def _permitted(membership: Membership) -> TicketQuerySet:
    followed = Participant.objects.filter(ticket=OuterRef("pk"), person_id=membership.person_id)
    own = Q(requester_id=membership.person_id) | Exists(followed)
    return Ticket.objects.filter(Q(account_id=membership.account_id) | Q(account_id=None), own)


def ticket_for_customer(membership: Membership, number: int) -> Ticket:
    """The ticket of that number. Raises Http404 for one that is not there and for one that is not theirs, alike."""
    found = _permitted(membership).select_related("topic", "requester").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def tickets_of(
    membership: Membership, *, only_open: bool = False, limit: int = 25, offset: int = 0
) -> Sequence[TicketLine]:
    """The member's tickets, last moved first; one query."""
    rows = _permitted(membership).order_by("-updated_at", "-number")
    if only_open:
        rows = rows.filter(status__in=OPEN)
    return [TicketLine(*row) for row in rows.values_list(*TicketLine._fields)[offset : offset + limit]]


def conversation(ticket: Ticket) -> list[Entry]:
    """What a customer reads of the ticket, oldest first: replies, and the changes they may know of. Two queries."""
    return entries_of(ticket, audience="customer")


def situation(membership: Membership, at: datetime) -> tuple[OpenTicket, ...]:
    """This person's open tickets as the availability function needs them: those without a first reply of ours."""
    rows = _permitted(membership).filter(
        status__in=(Status.RECEIVED, Status.IN_PROGRESS, Status.ON_HOLD),
        first_replied_at=None,
        first_reply_due_at__gt=at,
    )
    values = rows.values_list("topic_id", "created_at", "first_reply_due_at", "number")
    return tuple(
        OpenTicket(topic=topic, created_at=created, first_reply_due_at=due, is_answered=False, number=number)
        for topic, created, due, number in values
    )


def draft_of(person: Person, form: str) -> Draft | None:
    """What the person has typed into that form and not sent."""
    return Draft.objects.filter(person=person, form=form).first()
