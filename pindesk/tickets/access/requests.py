"""A customer's tickets for programs: numbers in the order asked, then the rows of one page with all that is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from pindesk.accounts.models import Membership
from pindesk.lib.prepared import MOST as MOST_NUMBER
from pindesk.lib.text import number_or_none
from pindesk.tickets.access.customers import permitted, permitted_to, ticket_for_customer
from pindesk.tickets.access.mine import searched
from pindesk.tickets.models import Attachment, Message, Participant, Ticket, TicketQuerySet
from pindesk.tickets.rules import spellings

ORDERS = {"created_at": "created_at", "updated_at": "customer_updated_at", "id": "number"}
MOST = 10_000  # tickets of one person that are listed


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tickets: `statuses` are ours (None: any), `words` must all stand in the subject or in replies."""

    statuses: tuple[str, ...] | None = None
    words: str = ""
    is_copied: bool = False  # only those of others, that the person follows
    order: str = "created_at"
    is_descending: bool = False


@dataclass(slots=True)
class Row:
    """A ticket with its first words and who is copied on it."""

    ticket: Ticket
    description: str
    copied: list[int] = field(default_factory=list)


def numbers_of(membership: Membership, asked: Asked) -> list[int]:
    """The numbers of the tickets that the member follows, in the order asked; one query."""
    rows = permitted_to(membership.person_id, membership.account_id, is_owner=False)
    if asked.statuses is not None:
        rows = rows.filter(status__in=asked.statuses)
    if asked.is_copied:
        rows = rows.exclude(requester_id=membership.person_id)
    if asked.words:
        rows = _holding(rows, asked.words)
    sign = "-" if asked.is_descending else ""
    return list(rows.order_by(f"{sign}{ORDERS[asked.order]}", f"{sign}number").values_list("number", flat=True)[:MOST])


def rows_of(membership: Membership, numbers: Iterable[int]) -> list[Row]:
    """Those of these tickets that are the member's, in the order given; two queries."""
    wanted = [number for number in numbers if number <= MOST_NUMBER]
    first = Message.objects.filter(ticket=OuterRef("pk"), kind=Message.Kind.REPLY).order_by("created_at", "id")
    found = permitted(membership).filter(number__in=wanted).annotate(first_words=Subquery(first.values("body")[:1]))
    rows = {ticket.number: Row(ticket, ticket.first_words or "") for ticket in found}
    copies = Participant.objects.filter(ticket__in=list(rows), role=Participant.Role.COPY).order_by("id")
    for number, person in copies.values_list("ticket_id", "person_id"):
        rows[number].copied.append(person)
    return [rows[number] for number in wanted if number in rows]


def reply_numbers(membership: Membership, number: int, *, is_descending: bool = False) -> list[int]:
    """The numbers of what a customer may read in that ticket of theirs, oldest first. Raises Http404. Two queries."""
    ticket = ticket_for_customer(membership, number)
    order = ("-created_at", "-id") if is_descending else ("created_at", "id")
    return list(_replies(ticket.number).order_by(*order).values_list("pk", flat=True))


def replies(number: int, messages: Sequence[int]) -> list[Message]:
    """These replies of that ticket with authors and files, in the order given. Two queries, after `reply_numbers`."""
    rows = _replies(number).filter(pk__in=messages).select_related("author").prefetch_related("attachments__preview")
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in messages if pk in found]


def attachment_of_customer(membership: Membership, pk: int) -> Attachment | None:
    """The file of that number in a reply of any ticket of the member, with its content and preview; one query."""
    rows = Attachment.objects.filter(message__kind=Message.Kind.REPLY, message__ticket__in=permitted(membership))
    return rows.select_related("file", "preview").filter(pk=pk).first()


def _replies(number: int) -> QuerySet[Message]:
    return Message.objects.filter(ticket_id=number, kind=Message.Kind.REPLY)


def _holding(rows: TicketQuerySet, typed: str) -> TicketQuerySet:
    """As the page of "my tickets" searches; signs alone are in none."""
    words, number = spellings(typed), number_or_none(typed.lstrip("#"))
    if not words:
        return rows.none()
    values: dict[str, Any] = {} if number is None else {"number": number}
    for place, (plain, german) in enumerate(words):
        values |= {f"plain{place}": plain, f"german{place}": german}
    return searched(rows, len(words), values)
