"""Who follows a ticket, and what a notice to them needs to know; for readers of the log, not for pages."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from pindesk.accounts.models import Membership
from pindesk.accounts.rules import zone_or
from pindesk.tickets.models import Message, Participant, Ticket


class Follower(NamedTuple):
    """One person to tell; `zone` is theirs, else their account's, else the company's as the caller says."""

    person: int
    name: str
    email: str
    language: str
    zone: ZoneInfo | None
    role: str
    reply_key: str


class Notice(NamedTuple):
    """The facts of a ticket that a notice tells; times are aware, in UTC."""

    number: int
    subject: str
    status: str
    language: str
    first_reply_due_at: datetime | None
    next_due_at: datetime | None


def notice_of(number: int) -> Notice | None:
    """The facts of the ticket, or None where it is gone."""
    row = Ticket.objects.filter(number=number).values_list(*Notice._fields).first()
    return Notice(*row) if row else None


def followers_of(number: int) -> list[Follower]:
    """Everybody who follows the ticket and still belongs to its account; one query.

    The requester is told in the ticket's language, others in their own.
    """
    belongs = Membership.objects.filter(account=OuterRef("ticket__account"), person=OuterRef("person"), removed_at=None)
    present = Participant.objects.filter(
        Exists(belongs) | Q(ticket__account=None), ticket_id=number, person__is_active=True
    )
    rows = present.values_list(
        "person_id", "person__name", "person__email", "person__language", "person__zone",
        "ticket__account__zone", "ticket__language", "role", "reply_key",
    )  # fmt: skip
    return [
        Follower(
            person, name, email, ticket_language if role == Participant.Role.REQUESTER else language,
            zone_or(own, account) if own or account else None, role, key,
        )
        for person, name, email, language, own, account, ticket_language, role, key in rows
    ]  # fmt: skip


def reply_text(message: int) -> tuple[str, str, str] | None:
    """Body, format and author's name of a reply; None for anything a customer may not read."""
    row = (
        Message.objects.filter(pk=message, kind=Message.Kind.REPLY)
        .values_list("body", "format", "author__name")
        .first()
    )
    return (row[0], row[1], row[2] or "") if row else None
