"""The number in the navigation, and what makes a ticket read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.accounts.models import Membership
from pindesk.tickets import actions
from pindesk.tickets.access import unread_count
from pindesk.tickets.models import Reading, Ticket
from tests.articles import an_article
from tests.asking import a_ticket, client_for, queries_of
from tests.cast import FRIDAY_1755, Cast
from tests.live import assert_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
ONE = '(1<span class="hidden-visually"> unread</span>)'


@pytest.fixture
def ticket(alice: Membership, cast: Cast) -> Ticket:
    """One of Alice's that was just answered."""
    ticket = a_ticket(alice)
    actions.reply(ticket, by=cast.ada, body="When?", now=FRIDAY_1755 + timedelta(hours=1))
    return ticket


def test_every_page_with_the_navigation_says_how_many(alice: Membership, ticket: Ticket) -> None:
    client, article = client_for(alice), an_article().article.pk
    for path in (
        "",
        "tickets/",
        "tickets/new",
        "articles/",
        f"articles/{article}",
        "search?q=spf",
        "people",
        "nothing",
    ):
        assert ONE in client.get(f"/en/{path}", follow=True).text, path
    assert ONE not in client_for().get("/en/").text


def test_looking_at_the_ticket_makes_it_read(alice: Membership, ticket: Ticket) -> None:
    client = client_for(alice)
    assert ONE not in client.get(f"/en/tickets/{ticket.pk}/").text
    assert ONE not in client.get("/en/").text
    assert Reading.objects.get().person == alice.person


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}])
def test_a_browser_that_fetches_ahead_has_read_nothing(alice: Membership, ticket: Ticket, headers) -> None:
    client = client_for(alice)
    page = client.get(f"/en/tickets/{ticket.pk}/", headers=headers).text
    client.head(f"/en/tickets/{ticket.pk}/")
    client.get(f"/en/tickets/{ticket.pk}/parts/conversation")
    assert unread_count(alice) == 1
    assert " data-unread>" in page, "and says so once it is looked at"
    assert " data-unread>" not in client.get(f"/en/tickets/{ticket.pk}/").text


def test_what_comes_into_an_open_page_is_read_when_it_says_so(alice: Membership, ticket: Ticket, cast: Cast) -> None:
    client = client_for(alice)
    path = f"/en/tickets/{ticket.pk}/"
    later = FRIDAY_1755 + timedelta(hours=2)
    assert_live(client, path, lambda: actions.reply(ticket, by=cast.ada, body="And where?", now=later))
    assert f'data-reading="{path}reading"' in client.get(path).text
    assert client.post(f"{path}reading").status_code == 204
    assert unread_count(alice) == 0


def test_nobody_says_it_for_a_ticket_of_others(ticket: Ticket, cast: Cast) -> None:
    path = f"/en/tickets/{ticket.pk}/reading"
    assert client_for(cast.bob).post(path).status_code == 404
    assert client_for(cast.mallory).post(path).status_code == 404
    assert client_for().post(path).status_code == 302
    assert client_for(cast.alice).get(path).status_code == 405
    assert not Reading.objects.exists()


def test_the_part_of_the_number(alice: Membership, ticket: Ticket) -> None:
    client = client_for(alice)
    assert ONE in client.get("/en/tickets/parts/unread").text
    assert client.get(f"/en/tickets/parts/unread?beside={ticket.pk}").text.strip() == ""
    for beside in ("x", "9" * 30, "%00", ""):
        assert ONE in client.get(f"/en/tickets/parts/unread?beside={beside}").text
    assert client_for().get("/en/tickets/parts/unread").status_code == 302


def test_it_costs_one_query_and_none_beside_the_board(alice: Membership, ticket: Ticket) -> None:
    client = client_for(alice)
    assert queries_of(client, "/en/tickets/parts/unread") == 3  # session, membership, number
    assert queries_of(client, "/en/") <= 7
