"""Asking the product for pages as somebody: signed-in test clients, tickets, and counting queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pindesk.accounts import company
from pindesk.accounts.actions.sessions import open_session
from pindesk.accounts.company import current_company
from pindesk.accounts.middleware import COOKIES
from pindesk.accounts.models import Agent, Level, Membership, Throttle
from pindesk.accounts.sessions import AGENT, CUSTOMER, SessionStore
from pindesk.tickets.actions import open_ticket
from pindesk.tickets.models import Ticket

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def client_for(who: Membership | Agent | None = None, level: Level = Level.SIGNED_IN) -> Client:
    """A browser signed in as the member or the agent, through the real middleware; None: signed out."""
    client = Client(enforce_csrf_checks=True, headers=FROM_HERE)
    if who is not None:
        add_session(client, who, level)
    return client


def add_session(client: Client, who: Membership | Agent, level: Level = Level.SIGNED_IN) -> None:
    """Sign in with a browser that is there already; one browser can be a customer and an agent."""
    audience = AGENT if isinstance(who, Agent) else CUSTOMER
    membership = who if isinstance(who, Membership) else None
    store = open_session(SessionStore(None, audience), who.person, membership=membership, level=level)
    client.cookies[COOKIES[audience].name] = store.session_key


def a_ticket(member: Membership, **changes: Any) -> Ticket:
    """A ticket of the member, opened by the action: about sending, in English, unless the keywords say otherwise."""
    values = {
        "topic": "sending",
        "subject": "Our newsletter does not leave",
        "body": "Since this morning the campaign has stayed in the queue. Nothing has been sent.",
        "language": "en",
    } | changes
    Throttle.objects.filter(key__startswith="tickets_").delete()  # some tests need more than anybody writes in a minute
    return open_ticket(membership=member, **values)


def queries_of(client: Client, path: str) -> int:
    """How many queries a page takes once the process is warm. Fails unless the page answers 200."""
    client.get(path)
    company.forget()  # else it may be asked for anew in one of two measurements
    current_company()
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return len(queries)


def assert_constant_queries(
    client: Client, path: str, add_row: Callable[[], Any], rows: int = 50, at_most: int = 8
) -> None:
    """The page takes as many queries for one row as for `rows`, and no more than `at_most`."""
    add_row()
    few = queries_of(client, path)
    for _ in range(rows - 1):
        add_row()
    many = queries_of(client, path)
    assert few == many, f"{path}: {few} queries for one row, {many} for {rows}"
    assert many <= at_most, f"{path}: {many} queries, at most {at_most}"
