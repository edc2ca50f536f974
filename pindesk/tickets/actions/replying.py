"""Replies to the customer, replies of the customer, and internal notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pindesk.accounts.models import Agent
from pindesk.lib import clock
from pindesk.lib.text import clean_id
from pindesk.tickets import rules
from pindesk.tickets.actions.attaching import attach, is_sent_with
from pindesk.tickets.actions.copying import follow_by_writing
from pindesk.tickets.actions.pacing import count_reply
from pindesk.tickets.actions.wording import add_wording
from pindesk.tickets.actions.writing import (
    Actor,
    checked_body,
    clock_of,
    kept_once,
    locked,
    moved,
    person_of,
    record_on,
    set_clock,
)
from pindesk.tickets.errors import TicketClosed, UnknownChoice
from pindesk.tickets.events import NoteAdded, TicketReplied
from pindesk.tickets.models import Draft, Message, Origin, Status, Ticket

REPLY_STATUSES = (Status.IN_PROGRESS, Status.WAITING, Status.ON_HOLD, Status.SOLVED)


def reply(
    ticket: Ticket,
    *,
    by: Actor,
    body: str,
    client_id: str = "",
    status: str | None = None,
    via: str | None = None,
    uploads: Sequence[str] = (),
    now: datetime | None = None,
) -> Message:
    """Add a reply, by an agent to the customer or by the customer; the same `client_id` twice gives one message.

    `uploads` are the tokens of the writer's files; with one, there need be no words. `status` is what an agent sends
    it with (default: waiting for the customer). A customer's reply reopens a solved ticket; one who did not follow it
    is its copy from then on. Drops the writer's draft.
    Records `ticket.replied`.
    Raises TicketClosed, EmptyText, TextTooLong, UnknownChoice, TooManyReplies of a customer, and what `attach` raises.
    """
    at, text = now or clock.now(), checked_body(body, may_be_empty=bool(uploads))
    if status is not None and status not in REPLY_STATUSES:
        raise UnknownChoice
    return kept_once(
        person_of(by),
        clean_id(client_id),
        lambda name: _reply(locked(ticket), by, text, name, status, via, uploads, at),
        lambda earlier: _is_that(earlier, ticket, Message.Kind.REPLY, text) and is_sent_with(earlier, uploads, by=by),
        (ticket.key, Message.Kind.REPLY, text, *uploads),
    )


def add_note(
    ticket: Ticket,
    *,
    by: Agent,
    body: str,
    client_id: str = "",
    uploads: Sequence[str] = (),
    now: datetime | None = None,
) -> Message:
    """Add an internal note, which no customer ever sees. Records `ticket.note_added` for staff.

    `uploads` are the tokens of the agent's files.
    Raises TicketClosed, EmptyText, TextTooLong, and what `attach` raises.
    """
    at, text = now or clock.now(), checked_body(body, may_be_empty=bool(uploads))
    return kept_once(
        by.person,
        clean_id(client_id),
        lambda name: _note(locked(ticket), by, text, name, uploads, at),
        lambda earlier: _is_that(earlier, ticket, Message.Kind.NOTE, text) and is_sent_with(earlier, uploads, by=by),
        (ticket.key, Message.Kind.NOTE, text, *uploads),
    )


def _is_that(earlier: Message, ticket: Ticket, kind: str, text: str) -> bool:
    """Whether that message is the one that is sent again; with other words it is one more."""
    return (earlier.ticket_id, earlier.kind, earlier.body) == (ticket.pk, kind, text)


def _note(ticket: Ticket, by: Agent, text: str, client_id: str, uploads: Sequence[str], at: datetime) -> Message:
    message = _message(ticket, by, Message.Kind.NOTE, text, client_id, Origin.WORKSPACE, at)
    attach(message, uploads, by=by, at=at)
    Draft.objects.filter(person=by.person, form=rules.desk_form("note", ticket.number)).delete()
    ticket.save(update_fields=moved(ticket, at, is_seen=False))
    record_on(ticket, NoteAdded(message.pk), by=by, audience="staff", at=at)
    return message


def _reply(
    ticket: Ticket,
    by: Actor,
    text: str,
    client_id: str,
    status: str | None,
    via: str | None,
    uploads: Sequence[str],
    at: datetime,
) -> Message:
    is_agent = isinstance(by, Agent)
    before = clock_of(ticket)
    if before.status == Status.SOLVED and not rules.may_reopen(before.status, before.solved_at, at):
        raise TicketClosed
    message = _message(
        ticket, by, Message.Kind.REPLY, text, client_id, via or (Origin.WORKSPACE if is_agent else Origin.PORTAL), at
    )
    attach(message, uploads, by=by, at=at)
    add_wording(ticket, text)
    ticket.last_reply_at, ticket.last_reply_by, ticket.is_last_reply_from_agent = at, person_of(by), is_agent
    if isinstance(by, Agent):
        new = rules.after_agent_reply(before, status, ticket.promise_seconds, at)
    else:
        follow_by_writing(ticket, by, at)
        new = rules.after_customer_reply(before, ticket.promise_seconds, at)
    set_clock(ticket, new, at, also=("last_reply_at", "last_reply_by", "is_last_reply_from_agent"))
    form = rules.desk_form("reply", ticket.number) if is_agent else f"reply:{ticket.number}"
    Draft.objects.filter(person=person_of(by), form=form).delete()
    is_first = is_agent and before.first_replied_at is None
    record_on(ticket, TicketReplied(message.pk, is_agent, is_first, ticket.status), by=by, audience="customer", at=at)
    if not isinstance(by, Agent):
        count_reply(by, at)
    return message


def _message(ticket: Ticket, by: Actor, kind: str, text: str, client_id: str, via: str, at: datetime) -> Message:
    return Message.objects.create(
        ticket=ticket,
        author=person_of(by),
        is_from_agent=isinstance(by, Agent),
        kind=kind,
        via=via,
        body=text,
        client_id=client_id,
        created_at=at,
    )
