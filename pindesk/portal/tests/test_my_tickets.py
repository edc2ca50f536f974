"""The list of my tickets."""

from __future__ import annotations

import pytest

from pindesk.accounts.models import Membership
from pindesk.tickets import actions
from tests.asking import a_ticket, assert_constant_queries, client_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_all_and_open_ones(alice: Membership) -> None:
    a_ticket(alice, subject="Still open")
    actions.solve(a_ticket(alice, subject="Done with"), by=alice.person)
    client = client_for(alice)
    assert "Done with" in client.get("/en/tickets/").text
    page = client.get("/en/tickets/?show=open").text
    assert "Still open" in page
    assert "Done with" not in page


def test_nothing_open_and_nothing_at_all_say_so(alice: Membership) -> None:
    client = client_for(alice)
    assert "No tickets yet" in client.get("/en/tickets/").text
    actions.solve(a_ticket(alice), by=alice.person)
    assert "All your tickets are solved." in client.get("/en/tickets/?show=open").text


def test_pages_of_twenty(alice: Membership) -> None:
    for number in range(21):
        a_ticket(alice, subject=f"Question {number:02}")
    client = client_for(alice)
    first, second = client.get("/en/tickets/").text, client.get("/en/tickets/?page=2").text
    assert "1 to 20" in first
    assert "Question 00" not in first
    assert "Question 00" in second
    assert "Nothing on this page" in client.get("/en/tickets/?page=3").text
    assert 'data-live-src="/en/tickets/parts/list?page=2"' in second


@pytest.mark.parametrize("page", ["0", "-1", "x", "1" * 30, "%00", "²", "1.5", ""])
def test_what_is_no_page_is_the_first(alice: Membership, page: str) -> None:
    a_ticket(alice, subject="On the first page")
    assert "On the first page" in client_for(alice).get(f"/en/tickets/?page={page}").text


def test_it_asks_few_questions(alice: Membership) -> None:
    client = client_for(alice)
    assert_constant_queries(client, "/en/tickets/", lambda: a_ticket(alice))
    assert_constant_queries(client, "/en/tickets/parts/list?show=open", lambda: a_ticket(alice), rows=2)


def test_statuses_are_the_customers_words(alice: Membership, cast) -> None:
    actions.change_status(a_ticket(alice), to="on_hold", by=cast.ada)
    page = client_for(alice).get("/en/tickets/").text
    assert "In progress" in page
    assert "hold" not in page


def test_a_subject_is_text(alice: Membership) -> None:
    a_ticket(alice, subject='<img src=x onerror=alert(1)>"')
    page = client_for(alice).get("/en/tickets/").text
    assert "<img" not in page
    assert "&lt;img src=x" in page
