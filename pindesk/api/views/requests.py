"""A customer's requests: lists, one of them, opening one, and going on with one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pindesk.accounts.requests import CustomerRequest, Request
from pindesk.api import bodies, ticket_shapes, writing
from pindesk.api.answers import Made, Values
from pindesk.api.audiences import customer_of
from pindesk.api.errors import RecordInvalid, RecordNotFound
from pindesk.api.pagination import page_of
from pindesk.api.parameters import limit_searches
from pindesk.api.request_parameters import SOLVED, asked, words_asked
from pindesk.availability.access import policy_for
from pindesk.lib import clock
from pindesk.lib.text import clean_line, is_far_longer
from pindesk.tickets import actions
from pindesk.tickets.access import ticket_for_customer
from pindesk.tickets.access.requests import Asked, numbers_of, rows_of
from pindesk.tickets.models import OPEN, Origin, Ticket
from pindesk.tickets.rules import SUBJECT_MAX_CHARS

_FIRST_WORDS = 80  # of a comment, where no subject was given


def index(request: Request) -> Values:
    """The requests that the person opened or follows, in this account."""
    own = customer_of(request)
    return _list(own, asked(own))


def opened(request: Request) -> Values:
    """Those that are not solved."""
    own = customer_of(request)
    return _list(own, asked(own, statuses=OPEN))


def solved(request: Request) -> Values:
    own = customer_of(request)
    return _list(own, asked(own, statuses=SOLVED))


def copied(request: Request) -> Values:
    """Those of others that the person follows."""
    own = customer_of(request)
    found = asked(own)
    return _list(own, Asked(found.statuses, is_copied=True, order=found.order, is_descending=found.is_descending))


def search(request: Request) -> Values:
    """Those whose subject or replies hold all of the words."""
    own = customer_of(request)
    limit_searches(own)
    return _list(own, asked(own, words=words_asked(own)))


def show(request: Request, number: int) -> Values:
    return _one(customer_of(request), number)


def create(request: Request) -> Made:
    """Open one, as the form does; the same Idempotency-Key twice gives the same one."""
    own = customer_of(request)
    values = bodies.object_in(own, "request")
    writing.check_requester(values, own.membership)
    ticket = _open(own, values)
    return Made(_one(own, ticket.number), ticket_shapes.request_address(ticket.number))


def update(request: Request, number: int) -> Values:
    """Add a comment, and mark the request as solved where that is asked."""
    own = customer_of(request)
    ticket = ticket_for_customer(own.membership, number)
    values = bodies.object_in(own, "request")
    writing.check_requester(values, own.membership)
    comment, copies = bodies.comment_of(values), writing.copies_in(values, own.membership)
    with writing.by_field():
        actions.update_request(
            ticket,
            by=own.membership,
            body=bodies.words_of(comment) if comment else None,
            client_id=writing.client_id_of(own),
            uploads=writing.uploads_in(comment, own.membership) if comment else (),
            copies=copies,
            is_solved=values.get("solved") is True,
        )
    return _one(own, number)


def _open(own: CustomerRequest, values: dict[str, Any]) -> Ticket:
    comment = bodies.comment_of(values) or {"body": bodies.text_of(values, "description")}
    body = bodies.words_of(comment)
    subject = bodies.text_of(values, "subject") or clean_line(body[: 4 * _FIRST_WORDS])[:_FIRST_WORDS]
    _check(subject, body)
    topic, said = writing.fields_in(values)
    with writing.by_field():
        return actions.open_ticket(
            membership=own.membership,
            topic=topic,
            subject=subject,
            body=body,
            language=writing.language_of(values, own),
            origin=Origin.API,
            client_id=writing.client_id_of(own),
            follows=writing.followed_by(values, own.membership),
            uploads=writing.uploads_in(comment, own.membership),
            copies=writing.copies_in(values, own.membership),
            fields=said,
        )


def _check(subject: str, body: str) -> None:
    """What the action refuses of both without saying of which. Raises RecordInvalid."""
    problems = {}
    if not body.strip():
        problems["comment"] = _("Describe what happened, or what you need.")
    elif not clean_line("" if is_far_longer(subject, SUBJECT_MAX_CHARS) else subject):
        problems["subject"] = _("Say in a few words what it is about.")
    if len(clean_line(subject[: 5 * SUBJECT_MAX_CHARS])) > SUBJECT_MAX_CHARS:
        problems["subject"] = _("Shorten the subject to %(limit)s characters.") % {"limit": SUBJECT_MAX_CHARS}
    if problems:
        raise RecordInvalid(problems)


def _one(own: CustomerRequest, number: int) -> Values:
    found = rows_of(own.membership, [number])
    if not found:
        raise RecordNotFound
    return {"request": ticket_shapes.ticket(found[0], policy_for(clock.now()).topics)}


def _list(own: CustomerRequest, wanted: Asked) -> Values:
    page = page_of(own, numbers_of(own.membership, wanted))
    topics = policy_for(clock.now()).topics
    rows = rows_of(own.membership, page.numbers)
    return {"requests": [ticket_shapes.ticket(row, topics) for row in rows], **page.about}
