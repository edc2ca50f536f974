"""A form that is sent a second time, its answer lost, and was changed in between."""

from __future__ import annotations

from pindesk.accounts.models import Person
from pindesk.lib.text import clean_text
from pindesk.tickets.actions import save_draft


def keep_other_words(person: Person, number: int, sent: str, kept: str) -> None:
    """Where `sent` is not what the ticket has of that form already (`kept`), it waits in the ticket as a draft."""
    if clean_text(sent) != kept:
        save_draft(person, f"reply:{number}", {"body": sent})
