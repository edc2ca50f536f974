"""Who follows a ticket, and what a notice to them needs to know; for readers of the log, not for pages."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, Subquery

from pindesk.accounts.models import Membership
from pindesk.accounts.rules import zone_or
from pindesk.lib.markdown import without_marks
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


def still_there() -> Q:
    """Participants who still belong to the ticket's account, where it has one."""
    belongs = Membership.objects.filter(account=OuterRef("ticket__account"), person=OuterRef("person"), removed_at=None)
    return Exists(belongs) | Q(ticket__account=None)


def followers_of(number: int) -> list[Follower]:
    """Everybody who follows the ticket and still belongs to its account; one query.

    The requester is told in the ticket's language, others in their own.
    """
    present = Participant.objects.filter(still_there(), ticket_id=number, person__is_active=True)
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


def copy_of(number: int, person: int) -> dict[str, str]:
    """For somebody who is copied: who did it, and body and format of the words that the ticket begins with; one query.

    Empty where the copy is gone.
    """
    first = Message.objects.filter(ticket=OuterRef("ticket"), kind=Message.Kind.REPLY).order_by("created_at", "id")
    row = (
        Participant.objects.filter(ticket_id=number, person_id=person)
        .values_list("added_by__name", Subquery(first.values("body")[:1]), Subquery(first.values("format")[:1]))
        .first()
    )
    return {"added_by": row[0] or "", "body": row[1] or "", "format": row[2] or ""} if row else {}


def reply_text(message: int) -> tuple[str, str, str] | None:
    """Body, format and author's name of a reply; None for anything a customer may not read.

    Where its files stand in the text as pictures, their names are there: a mail shows none.
    """
    rows = list(
        Message.objects.filter(pk=message, kind=Message.Kind.REPLY).values_list(
            "body", "format", "author__name", "attachments__name"
        )
    )
    if not rows:
        return None
    body, form, author, _ = rows[0]
    names = [row[3] for row in rows if row[3]]
    return without_marks(body, names) if form == Message.Format.MARKDOWN else body, form, author or ""
