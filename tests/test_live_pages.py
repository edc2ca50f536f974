"""An open page ends up like the page loaded anew, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pindesk.tickets import actions
from pindesk.tickets.models import Ticket
from tests.asking import a_ticket, client_for
from tests.cast import Cast
from tests.live import assert_live

Change = Callable[[Cast, Ticket], object]

CHANGES: dict[str, Change] = {
    "answered": lambda cast, ticket: actions.reply(ticket, by=cast.ada, body="Please try again now."),
    "asked again": lambda cast, ticket: actions.reply(ticket, by=cast.alice.person, body="It still waits."),
    "noted": lambda cast, ticket: actions.add_note(ticket, by=cast.ada, body="The queue of Tuesday, again."),
    "assigned": lambda cast, ticket: actions.assign(ticket, to=cast.lin, by=cast.ada),
    "put on hold": lambda cast, ticket: actions.change_status(ticket, to="on_hold", by=cast.ada),
    "moved to a topic": lambda cast, ticket: actions.change_topic(ticket, to="invoice", by=cast.ada),
    "made urgent": lambda cast, ticket: actions.change_priority(ticket, to="urgent", by=cast.ada),
    "solved": lambda cast, ticket: actions.solve(ticket, by=cast.alice.person),
}


@pytest.mark.usefixtures("friday")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("path", ["/en/", "/en/tickets/", "/en/tickets/{number}/"])
def test_open_page_of_the_customer_keeps_up(cast: Cast, path: str, change: Change) -> None:
    ticket = a_ticket(cast.alice)
    assert_live(client_for(cast.alice), path.format(number=ticket.pk), lambda: change(cast, ticket))


@pytest.mark.usefixtures("friday")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("path", ["/workspace/tickets/", "/workspace/tickets/{number}/"])
def test_open_page_of_the_agent_keeps_up(cast: Cast, path: str, change: Change) -> None:
    ticket = a_ticket(cast.alice)
    assert_live(client_for(cast.ada), path.format(number=ticket.pk), lambda: change(cast, ticket))


@pytest.mark.usefixtures("friday")
def test_note_reaches_no_page_of_the_customer(cast: Cast) -> None:
    ticket = a_ticket(cast.alice)
    heard = assert_live(client_for(cast.alice), f"/en/tickets/{ticket.pk}/", lambda: CHANGES["noted"](cast, ticket))
    assert heard == []


@pytest.mark.usefixtures("friday")
def test_new_ticket_appears_in_open_lists(cast: Cast) -> None:
    a_ticket(cast.alice)
    assert_live(client_for(cast.alice), "/en/", lambda: a_ticket(cast.alice, subject="Another"))
    assert_live(client_for(cast.ada), "/workspace/tickets/", lambda: a_ticket(cast.alice, subject="A third"))
