"""Who is asking."""

from __future__ import annotations

from pindesk.accounts.requests import Request
from pindesk.api import ticket_shapes
from pindesk.api.answers import Values
from pindesk.api.audiences import signed_in


def me(request: Request) -> Values:
    """The person behind the token or the session, customer or agent."""
    signed_in(request)
    assert request.person, "signed in"
    return {"user": ticket_shapes.me(request, request.person, request.membership, request.agent)}
