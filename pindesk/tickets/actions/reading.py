"""What a customer has seen of a ticket. It is no event: nobody else ever hears of it."""

from __future__ import annotations

from pindesk.accounts.models import Person
from pindesk.tickets.access.unread import is_unread_by
from pindesk.tickets.models import Reading, Ticket


def mark_read(ticket: Ticket, *, by: Person) -> bool:
    """Note that they have seen the ticket as far as this row knows of it; answers whether anything was unread.

    A reply that came after the row was fetched stays unread. For somebody who does not follow it nothing is kept.
    """
    seen = ticket.last_reply_at
    if seen is None or not is_unread_by(by, ticket.number):
        return False
    if not Reading.objects.filter(ticket=ticket, person=by, read_at__lt=seen).update(read_at=seen):
        Reading.objects.bulk_create([Reading(ticket=ticket, person=by, read_at=seen)], ignore_conflicts=True)
    return True
