"""A file of a message, for who may read the message."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from pindesk.accounts.models import Agent, Membership
from pindesk.lib.prepared import MOST
from pindesk.tickets.access.customers import ticket_for_customer
from pindesk.tickets.models import Attachment, Message


def attachment_for_customer(membership: Membership, number: int, key: str) -> Attachment:
    """A file of a reply in the member's ticket of that number. Raises Http404, for one of an internal note alike."""
    ticket = ticket_for_customer(membership, number)
    return _found(Attachment.objects.filter(message__ticket=ticket, message__kind=Message.Kind.REPLY), key)


def attachment_for_agent(agent: Agent, number: int, key: str) -> Attachment:
    """A file of any message in the ticket of that number. Raises Http404."""
    if number > MOST:
        raise Http404
    return _found(Attachment.objects.filter(message__ticket_id=number), key)


def _found(rows: QuerySet[Attachment], key: str) -> Attachment:
    row = rows.select_related("file", "preview").filter(key=key).first()
    if row is None:
        raise Http404
    return row
