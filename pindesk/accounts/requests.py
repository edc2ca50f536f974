"""What the middleware puts on a request, for type checkers: views say which kind of request they take."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpRequest

from pindesk.accounts.access import Visitor
from pindesk.accounts.models import Agent, Company, Membership, Person
from pindesk.accounts.sessions import SessionStore


class Request(HttpRequest):
    """Any request, once through the middleware; nobody need be signed in."""

    id: str
    audience: str
    company: Company
    language: str
    known_browser: str
    zone: ZoneInfo
    session: SessionStore
    other_sessions: list[SessionStore]
    has_other_accounts: bool
    visitor: Visitor | None
    person: Person | None
    membership: Membership | None
    agent: Agent | None


def is_still_the_writer(request: Request) -> bool:
    """Whether a page that saves what is being typed was made for whoever is signed in now: another may be meanwhile."""
    return request.headers.get("X-Pindesk-Person") in (None, str(request.person.pk if request.person else ""))


class CustomerRequest(Request):
    """A request behind `customer_required`."""

    person: Person
    membership: Membership


class AgentRequest(Request):
    """A request behind the door of the workspace."""

    person: Person
    agent: Agent
