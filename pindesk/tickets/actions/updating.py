"""What a program says of a ticket in one request: colleagues, words and that it is solved, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from pindesk.accounts.models import Membership
from pindesk.tickets.actions.closing import solve
from pindesk.tickets.actions.copying import copy_to
from pindesk.tickets.actions.replying import reply
from pindesk.tickets.models import Origin, Ticket


@transaction.atomic
def update_request(
    ticket: Ticket,
    *,
    by: Membership,
    body: str | None = None,
    client_id: str = "",
    uploads: Sequence[str] = (),
    copies: Sequence[int] = (),
    is_solved: bool = False,
) -> None:
    """Copy colleagues, add a reply (`body` None: none) and mark as solved, as a customer's program asks.

    Records and raises what `copy_to`, `reply` and `solve` do; where one refuses, nothing is changed.
    """
    if copies:
        copy_to(ticket, copies, by=by)
    if body is not None:
        reply(ticket, by=by.person, body=body, client_id=client_id, via=Origin.API, uploads=uploads)
    if is_solved:
        solve(ticket, by=by.person)
