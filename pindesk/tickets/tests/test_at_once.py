"""The same message sent several times at once, on threads and connections of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from pindesk.tickets import actions
from pindesk.tickets.models import Message, Ticket
from tests.asking import a_ticket
from tests.cast import Cast

AT_ONCE = 6


def at_once(act: Callable[[], object]) -> list[object]:
    """The answers of six threads that begin together. An error in any of them is raised here."""
    barrier = Barrier(AT_ONCE)

    def run(_: int) -> object:
        try:
            barrier.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["name-of-the-browser", "nul\x00in it", "x" * 500])
def test_one_message_is_kept_and_everybody_is_told_of_it(cast: Cast, name: str) -> None:
    ticket = a_ticket(cast.alice)
    replies = at_once(lambda: actions.reply(ticket, by=cast.alice.person, body="Once.", client_id=name).pk)
    notes = at_once(lambda: actions.add_note(ticket, by=cast.ada, body="Once.", client_id=name).pk)
    assert len(set(replies)) == len(set(notes)) == 1
    assert Message.objects.filter(body="Once.").count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_ticket_is_opened(cast: Cast) -> None:
    numbers = at_once(lambda: a_ticket(cast.alice, client_id="same").number)
    assert len(set(numbers)) == Ticket.objects.count() == 1
