"""Copies: colleagues who follow a ticket, so that they see it and are told of its answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from pindesk.accounts.actions.recording import author
from pindesk.accounts.models import Agent, Membership, Person
from pindesk.lib import clock
from pindesk.tickets.actions.writing import Actor, locked, record_on
from pindesk.tickets.errors import CopiesNotYours, NotAColleague, TooManyCopies
from pindesk.tickets.events import CopyRemoved, TicketCopied
from pindesk.tickets.models import Participant, Ticket
from pindesk.tickets.rules import COPIES_MAX

KEY_CHARS, KEY_LETTERS = 24, "abcdefghijkmnpqrstuvwxyz23456789"


def copy_to(ticket: Ticket, people: Iterable[int], *, by: Membership | Agent, now: datetime | None = None) -> list[int]:
    """Let people, by their numbers, follow the ticket; answers who was added, without those who follow already.

    Of customers, who asked and the account's owners may. Records `ticket.copied` for each.
    Raises CopiesNotYours, NotAColleague, TooManyCopies, TicketClosed.
    """
    with transaction.atomic():
        row = locked(ticket)
        if isinstance(by, Membership) and not may_copy(row, by):
            raise CopiesNotYours
        return add_copies(row, people, by=author(by), at=now or clock.now())


def remove_copy(ticket: Ticket, person: int, *, by: Membership | Agent, now: datetime | None = None) -> None:
    """Let somebody who is copied follow the ticket no more; who is not: nothing happens. Also of a closed ticket.

    Who asked, the account's owners, and they themselves may. Records `ticket.copy_removed`. Raises CopiesNotYours.
    """
    with transaction.atomic():
        row = Ticket.objects.select_for_update().get(pk=ticket.pk)
        if isinstance(by, Membership) and by.person_id != person and not may_copy(row, by):
            raise CopiesNotYours
        gone, _ = Participant.objects.filter(ticket=row, person_id=person, role=Participant.Role.COPY).delete()
        if gone:
            at = now or clock.now()
            record_on(row, CopyRemoved(person), by=author(by), audience="customer", at=at, also=(person,))


def may_copy(ticket: Ticket, member: Membership) -> bool:
    """Whether the member chooses who follows the ticket."""
    is_owner = member.is_owner and ticket.account_id == member.account_id
    return ticket.account_id is not None and (is_owner or ticket.requester_id == member.person_id)


def add_copies(ticket: Ticket, people: Iterable[int], *, by: Actor | None, at: datetime) -> list[int]:
    """Make members of the ticket's account its copies, in the caller's transaction; answers who is new.

    Raises NotAColleague, TooManyCopies.
    """
    asked = list(dict.fromkeys(people))
    if not asked:
        return []
    follow = set(Participant.objects.filter(ticket=ticket).values_list("person_id", flat=True))
    new = [person for person in asked if person not in follow]
    _check_colleagues(ticket, new)
    if len(follow) - 1 + len(new) > COPIES_MAX:
        raise TooManyCopies
    Participant.objects.bulk_create(_copy(ticket, person, by, at) for person in new)
    for person in new:
        record_on(ticket, TicketCopied(person), by=by, audience="customer", at=at)
    return new


def follow_by_writing(ticket: Ticket, person: Person, at: datetime) -> None:
    """An owner who answers in a colleague's ticket follows it from now on, to be told of what comes back."""
    Participant.objects.get_or_create(
        ticket=ticket,
        person=person,
        defaults={"role": Participant.Role.COPY, "added_by": person, "reply_key": reply_key(), "created_at": at},
    )


def reply_key() -> str:
    """A part of an address that nobody guesses."""
    return get_random_string(KEY_CHARS, KEY_LETTERS)


def _copy(ticket: Ticket, person: int, by: Actor | None, at: datetime) -> Participant:
    adder = by.person if isinstance(by, Agent) else by
    return Participant(
        ticket=ticket,
        person_id=person,
        role=Participant.Role.COPY,
        added_by=adder,
        reply_key=reply_key(),
        created_at=at,
    )


def _check_colleagues(ticket: Ticket, people: Sequence[int]) -> None:
    if len(people) > COPIES_MAX:
        raise TooManyCopies
    if people and (ticket.account_id is None or _members_among(people, ticket.account_id) != len(people)):
        raise NotAColleague


def _members_among(people: Sequence[int], account: int) -> int:
    rows = Membership.objects.filter(account_id=account, person_id__in=people, person__is_active=True, removed_at=None)
    return rows.count()
