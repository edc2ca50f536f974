"""What is unread: a reply of somebody else in a ticket that one follows, later than one's last look at it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from pindesk.accounts.models import Person
from pindesk.tickets.models import Participant, Reading, Ticket


def followed_by(person: int) -> Q:
    """Tickets that the person opened or is copied on."""
    return Q(requester_id=person) | Q(Exists(Participant.objects.filter(ticket=OuterRef("pk"), person_id=person)))


def unread_by(person: int) -> Q:
    """Tickets that hold something new to the person. What is closed is not: it asks for nothing any more."""
    seen = Reading.objects.filter(ticket=OuterRef("pk"), person_id=person, read_at__gte=OuterRef("last_reply_at"))
    by_others = Q(is_last_reply_from_agent=True) | Q(last_reply_by=None) | ~Q(last_reply_by_id=person)
    return Q(closed_at=None, last_reply_at__isnull=False) & by_others & followed_by(person) & ~Q(Exists(seen))


def is_unread_by(person: Person, number: int) -> bool:
    """Whether that ticket holds something new to the person; one query."""
    return Ticket.objects.filter(unread_by(person.pk), number=number).exists()
