"""What the actions share: who acts, locking the row, moving its clock, recording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.db import IntegrityError, transaction

from pindesk.accounts.actions.recording import actor_key
from pindesk.accounts.models import Agent, Person
from pindesk.events.actions import MOST_TOPICS, record
from pindesk.lib.text import clean_text, is_far_longer
from pindesk.tickets.errors import EmptyText, TextTooLong, TicketClosed
from pindesk.tickets.models import Message, Participant, Ticket
from pindesk.tickets.rules import BODY_MAX_CHARS, Clock

Actor = Person | Agent
CLOCK_FIELDS = [field.name for field in fields(Clock)]


def person_of(actor: Actor) -> Person:
    return actor.person if isinstance(actor, Agent) else actor


def locked(ticket: Ticket) -> Ticket:
    """The row as it is now, held until the transaction ends. Raises TicketClosed."""
    row = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if row.is_closed:
        raise TicketClosed
    return row


def checked_body(body: str, *, may_be_empty: bool = False) -> str:
    """The text cleaned; with files, it `may_be_empty`. Raises EmptyText, TextTooLong."""
    if is_far_longer(body, BODY_MAX_CHARS):
        raise TextTooLong
    text = clean_text(body)
    if not text and not may_be_empty:
        raise EmptyText
    if len(text) > BODY_MAX_CHARS:
        raise TextTooLong
    return text


def already_sent(person: Person, client_id: str) -> Message | None:
    """The message that this browser sent before under the same name, if any."""
    if not client_id:
        return None
    return Message.objects.select_related("ticket").filter(author=person, client_id=client_id).first()


def clock_of(ticket: Ticket) -> Clock:
    return Clock(
        ticket.status, ticket.next_due_at, ticket.first_replied_at, ticket.solved_at, ticket.first_reply_due_at
    )


def set_clock(ticket: Ticket, clock: Clock, at: datetime, *, is_seen: bool = True, also: Sequence[str] = ()) -> None:
    """Write the clock's values and the time of the last move; `is_seen`: of one that the customer may know of.

    `also` are other columns that are set on the row.
    """
    for name in CLOCK_FIELDS:
        setattr(ticket, name, getattr(clock, name))
    ticket.save(update_fields=[*CLOCK_FIELDS, *moved(ticket, at, is_seen=is_seen), *also])


def moved(ticket: Ticket, at: datetime, *, is_seen: bool) -> list[str]:
    """Note the move on the row; answers the columns to save."""
    ticket.updated_at = at
    if is_seen:
        ticket.customer_updated_at = at
    return ["updated_at", "customer_updated_at"] if is_seen else ["updated_at"]


def kept_once(
    person: Person,
    client_id: str,
    write: Callable[[str], Message],
    is_same: Callable[[Message], bool],
    what: tuple[str, ...],
) -> Message:
    """What `write` makes under that name in one transaction, or the message that this browser sent so before.

    One that is not the same, as after going back in the browser, is written under a name of its own, made of `what` it
    says: nothing is lost. Where two arrive at once, one is written; the other waits and is given the first.
    """
    message, was_there = _found_or_written(person, client_id, write)
    if was_there and not is_same(message):
        own_name = str(uuid5(NAMESPACE_OID, "\n".join((client_id, *what))))
        message, _ = _found_or_written(person, own_name, write)
    return message


def _found_or_written(person: Person, client_id: str, write: Callable[[str], Message]) -> tuple[Message, bool]:
    """The message of that name, and whether it was there before."""
    try:
        with transaction.atomic():
            earlier = already_sent(person, client_id)
            return (earlier, True) if earlier else (write(client_id), False)
    except IntegrityError:
        earlier = already_sent(person, client_id)
        if earlier is None:
            raise
        return earlier, True


def topics_of(ticket: Ticket, audience: str, also: Sequence[int] = ()) -> tuple[str, ...]:
    """What pages can listen to for this ticket; `also` are people who no longer follow it.

    An event has room for the first four copies: their open lists keep up, those of others once they are loaded anew.
    """
    keys = [ticket.key, "workspace"]
    if audience != "customer":
        return tuple(keys)
    keys.append(f"person:{ticket.requester_id}")
    if ticket.account_id:
        keys.append(f"account:{ticket.account_id}")
    copies = Participant.objects.filter(ticket_id=ticket.pk).exclude(person_id=ticket.requester_id).order_by("pk")
    people = [*also, *copies.values_list("person_id", flat=True)[:MOST_TOPICS]]
    return tuple([*keys, *(f"person:{person}" for person in people)][:MOST_TOPICS])


def record_on(
    ticket: Ticket, data: Any, *, by: Actor | None, audience: str, at: datetime, also: Sequence[int] = ()
) -> None:
    topics = topics_of(ticket, audience, also)
    record(data, subject=ticket.key, actor=actor_key(by), audience=audience, topics=topics, at=at)
