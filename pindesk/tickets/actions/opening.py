"""Opening a ticket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pindesk.accounts.models import Membership
from pindesk.availability.access import policy_for, topic_or_none
from pindesk.availability.models import Topic
from pindesk.availability.policy import Channel, Customer, Policy
from pindesk.availability.rules import availability, promise_seconds
from pindesk.lib import clock
from pindesk.lib.text import clean_id, clean_line, is_far_longer
from pindesk.plans.access import plan_code_of
from pindesk.tickets import rules
from pindesk.tickets.actions.asking import checked_fields
from pindesk.tickets.actions.attaching import attach, is_sent_with
from pindesk.tickets.actions.copying import add_copies, copy_to, reply_key
from pindesk.tickets.actions.pacing import count_ticket
from pindesk.tickets.actions.wording import begin_wording
from pindesk.tickets.actions.writing import checked_body, kept_once, record_on
from pindesk.tickets.errors import EmptyText, TextTooLong, TicketNotOffered, UnknownLanguage, UnknownTopic
from pindesk.tickets.events import TicketOpened
from pindesk.tickets.models import Draft, Message, Origin, Participant, Priority, Ticket


def open_ticket(
    *,
    membership: Membership,
    topic: str,
    subject: str,
    body: str,
    language: str,
    origin: str = Origin.PORTAL,
    client_id: str = "",
    follows: Ticket | None = None,
    is_beside: bool = False,
    uploads: Sequence[str] = (),
    articles_read: Sequence[int] = (),
    copies: Sequence[int] = (),
    fields: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> Ticket:
    """Open a ticket for the member; the same `client_id` sent twice gives the same ticket.

    One whose subject and words are both others, or that is of another account, is another ticket.
    `topic` and `language` are codes, the language one in which tickets are served. Drops the member's draft of the
    form, which `is_beside` names too. `uploads` are the tokens of the member's files, `articles_read` the numbers of
    the articles that they read before, for the agent, `copies` the numbers of colleagues who are to follow it, `fields`
    what was said in those of the topic, by code. Records `ticket.opened`, and `ticket.copied` for each colleague.
    Raises UnknownTopic, UnknownLanguage, TicketNotOffered, EmptyText, TextTooLong, UnknownField, FieldsNotTaken,
    TooManyTickets, and what `attach` and `add_copies` raise.
    """
    at = now or clock.now()
    row = topic_or_none(topic)
    if row is None:
        raise UnknownTopic
    policy = policy_for(at)
    if language not in policy.channels[Channel.TICKET].languages:
        raise UnknownLanguage
    title, text = _checked_subject(subject), checked_body(body)
    plan = plan_code_of(membership.account_id, at)
    _check_offered(policy, plan, row, language, at)
    said = checked_fields(row, fields or {}, origin)
    promise = promise_seconds(policy, plan, row.code)
    followed = follows.number if follows else None
    form = rules.opening_form(followed, is_beside)

    def write(name: str) -> Message:
        ticket = _insert(membership, row, promise, title, language, origin, follows, articles_read, said, at)
        message = _first_message(ticket, text, name, at)
        begin_wording(ticket, text)
        attach(message, uploads, by=membership.person, at=at)
        Draft.objects.filter(person_id=membership.person_id, form=form).delete()
        opened = TicketOpened(message.pk, row.code, ticket.promise_seconds, followed)
        record_on(ticket, opened, by=membership.person, audience="customer", at=at)
        add_copies(ticket, copies, by=membership.person, at=at)
        count_ticket(membership, at)
        return message

    def is_same(earlier: Message) -> bool:
        ticket = earlier.ticket
        if ticket.account_id != membership.account_id or ticket.messages.filter(pk__lt=earlier.pk).exists():
            return False
        if not is_sent_with(earlier, uploads, by=membership.person):
            return False
        return ticket.subject == title or earlier.body == text

    what = (str(membership.account_id), title, text, *uploads)
    ticket = kept_once(membership.person, clean_id(client_id), write, is_same, what).ticket
    if copies:
        copy_to(ticket, copies, by=membership, now=at)  # sent again, it may name one more
    return ticket


def _checked_subject(subject: str) -> str:
    if is_far_longer(subject, rules.SUBJECT_MAX_CHARS):
        raise TextTooLong
    title = clean_line(subject)
    if not title:
        raise EmptyText
    if len(title) > rules.SUBJECT_MAX_CHARS:
        raise TextTooLong
    return title


def _check_offered(policy: Policy, plan: str | None, topic: Topic, language: str, at: datetime) -> None:
    """Ask the one availability function, as every page does. Raises TicketNotOffered."""
    answer = availability(policy, Customer(plan=plan), topic.code, language, at)[Channel.TICKET]
    if not answer.is_usable:
        raise TicketNotOffered


def _insert(
    membership: Membership,
    topic: Topic,
    promise: int,
    title: str,
    language: str,
    origin: str,
    follows: Ticket | None,
    articles_read: Sequence[int],
    said: Mapping[str, str],
    at: datetime,
) -> Ticket:
    due = rules.due_at(at, promise)
    ticket = Ticket.objects.create(
        account_id=membership.account_id,
        requester_id=membership.person_id,
        subject=title,
        topic=topic,
        language=language,
        origin=origin,
        priority=Priority.URGENT if topic.is_urgent else Priority.NORMAL,
        team_id=topic.team_id,
        follows=follows,
        articles_read=list(articles_read),
        fields=dict(said),
        promise_seconds=promise,
        first_reply_due_at=due,
        next_due_at=due,
        created_at=at,
        updated_at=at,
        customer_updated_at=at,
        last_reply_at=at,
        last_reply_by_id=membership.person_id,
    )
    Participant.objects.create(
        ticket=ticket,
        person_id=membership.person_id,
        role=Participant.Role.REQUESTER,
        reply_key=reply_key(),
        created_at=at,
    )
    return ticket


def _first_message(ticket: Ticket, text: str, client_id: str, at: datetime) -> Message:
    return Message.objects.create(
        ticket=ticket,
        author_id=ticket.requester_id,
        via=ticket.origin,
        body=text,
        language=ticket.language,
        client_id=client_id,
        created_at=at,
    )
