"""What a customer's search looks through, kept in step with subject and replies."""

from __future__ import annotations

from django.db.models import F, Value
from django.db.models.functions import Concat

from pindesk.tickets.models import Ticket, Wording
from pindesk.tickets.rules import folded


def begin_wording(ticket: Ticket, text: str) -> None:
    """A new ticket's subject and first words, in its transaction."""
    Wording.objects.create(ticket=ticket, text=folded(f"{ticket.subject}\n{text}"))


def add_wording(ticket: Ticket, text: str) -> None:
    """What a reply adds, in its transaction; a note adds nothing."""
    if text:
        Wording.objects.filter(ticket=ticket).update(text=Concat(F("text"), Value("\n" + folded(text))))
