"""The first page: the board for everybody, and my tickets for who is signed in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.accounts.models import Membership
from pindesk.lib import clock
from pindesk.tickets import actions
from tests.asking import a_ticket, assert_constant_queries, client_for
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db


def test_it_greets_by_name_and_shows_the_plan(friday: None, alice: Membership) -> None:
    page = client_for(alice).get("/en/").text
    assert "How can we help, Alice?" in page
    assert "Your plan: Premium" in page


def test_signed_out_it_asks_to_sign_in_and_shows_no_tickets(friday: None, alice: Membership) -> None:
    a_ticket(alice)
    page = client_for().get("/en/").text
    assert "Sign in to open a ticket" in page
    assert "newsletter" not in page


def test_each_sees_their_own_tickets(friday: None, alice: Membership, bob: Membership) -> None:
    a_ticket(alice, subject="Hers alone")
    assert "Hers alone" in client_for(alice).get("/en/").text
    assert "Hers alone" not in client_for(bob).get("/en/").text


def test_no_tickets_yet_says_what_will_be_here(friday: None, alice: Membership) -> None:
    assert "No tickets yet" in client_for(alice).get("/en/").text


def test_the_latest_five_are_shown_and_a_link_to_the_rest(friday: None, alice: Membership) -> None:
    assert "View all my tickets" not in client_for(alice).get("/en/").text
    for number in range(5):
        a_ticket(alice, subject=f"Question {number}")
    a_ticket(alice, subject="Question 5", now=FRIDAY_1755 + timedelta(minutes=1))
    page = client_for(alice).get("/en/").text
    assert "View all my tickets" in page
    assert "Question 5" in page
    assert "Question 0" not in page


def test_a_row_begins_with_the_time_that_matters(friday: None, alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice)
    client = client_for(alice)
    assert "by Sat 17:55" in client.get("/en/").text
    with clock.frozen(FRIDAY_1755 + timedelta(days=1)):
        assert "our reply is late" in client.get("/en/").text
    actions.reply(ticket, by=cast.ada, body="Here it is.")
    assert "last update" in client.get("/en/").text
    actions.solve(ticket, by=alice.person)
    assert "Solved" in client.get("/en/").text


def test_it_asks_few_questions(friday: None, alice: Membership) -> None:
    assert_constant_queries(client_for(alice), "/en/", lambda: a_ticket(alice))
    assert_constant_queries(client_for(alice), "/en/parts/tickets", lambda: a_ticket(alice), rows=2)
    assert_constant_queries(client_for(alice), "/en/parts/board", lambda: a_ticket(alice), rows=2)


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_it_is_served_in_every_language(friday: None, alice: Membership, language: str) -> None:
    response = client_for(alice).get(f"/{language}/")
    assert response["Content-Language"] == language
    assert f'<html lang="{language}">' in response.text


def test_a_name_is_text(friday: None, alice: Membership) -> None:
    alice.person.name = "<b>Eve</b><script>alert(1)</script>"
    alice.person.save()
    page = client_for(alice).get("/en/").text
    assert "<script>alert" not in page
    assert "&lt;b&gt;Eve" in page


def test_pages_are_not_kept_by_anybody_between(friday: None, alice: Membership) -> None:
    response = client_for(alice).get("/en/")
    assert "private" in response["Cache-Control"] or "no-store" in response["Cache-Control"]
