"""What was said in a request: replies, and nothing that customers do not read."""

from __future__ import annotations

from pindesk.accounts.requests import Request
from pindesk.api import ticket_shapes
from pindesk.api.answers import Values
from pindesk.api.audiences import customer_of
from pindesk.api.errors import RecordNotFound
from pindesk.api.pagination import page_of
from pindesk.api.request_parameters import is_descending_asked
from pindesk.tickets.access.requests import replies, reply_numbers


def index(request: Request, number: int) -> Values:
    """Every reply with its files, and who wrote them."""
    own = customer_of(request)
    page = page_of(own, reply_numbers(own.membership, number, is_descending=is_descending_asked(own)))
    rows = replies(number, page.numbers)
    return {
        "comments": [ticket_shapes.comment(row) for row in rows],
        "users": ticket_shapes.authors(rows, own.membership.account_id),
        "organizations": [],
        **page.about,
    }


def show(request: Request, number: int, message: int) -> Values:
    own = customer_of(request)
    rows = replies(number, [pk for pk in reply_numbers(own.membership, number) if pk == message])
    if not rows:
        raise RecordNotFound
    return {"comment": ticket_shapes.comment(rows[0])}
