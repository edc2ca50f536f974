"""The list of my tickets."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest

from pindesk.accounts.models import Membership
from pindesk.lib import clock
from pindesk.tickets import actions
from pindesk.tickets.models import Ticket
from tests.asking import a_ticket, assert_constant_queries, client_for
from tests.cast import FRIDAY_1755, Cast
from tests.html import parse
from tests.live import assert_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def test_all_and_open_ones(alice: Membership) -> None:
    a_ticket(alice, subject="Still open")
    actions.solve(a_ticket(alice, subject="Done with"), by=alice.person)
    client = client_for(alice)
    assert "Done with" in client.get("/en/tickets/").text
    page = client.get("/en/tickets/?show=open").text
    assert "Still open" in page
    assert "Done with" not in page


@pytest.mark.parametrize(
    ("language", "waiting", "solved"),
    [
        ("de", "Warten auf Sie", "Gelöst"),
        ("fr", "À vous de répondre", "Résolus"),
        ("es", "Te toca responder", "Resueltos"),
    ],
)
def test_tabs_speak_of_several_tickets(alice: Membership, language: str, waiting: str, solved: str) -> None:
    page = client_for(alice).get(f"/{language}/tickets/").text
    assert f">{waiting}</a>" in page
    assert f">{solved}</a>" in page


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


def answered(ticket: Ticket, cast: Cast, body: str = "When?") -> None:
    """An hour later, as in life."""
    actions.reply(ticket, by=cast.ada, body=body, now=FRIDAY_1755 + timedelta(hours=1))


def test_a_row_says_who_wrote_last_who_asked_and_what_is_new(alice: Membership, bob: Membership, cast: Cast) -> None:
    answered(a_ticket(bob, subject="For two", copies=[alice.person_id]), cast)
    a_ticket(alice, subject="Mine alone")
    with clock.frozen(FRIDAY_1755 + timedelta(hours=2)):
        page = parse(client_for(alice).get("/en/tickets/").text)
    rows = [" ".join(node.text.split()) for node in page.walk() if node.attributes.get("class") == "ticket"]
    assert "New reply: For two" in rows[0] and "asked by Bob Garnier" in rows[0]
    assert "Last reply: Ada Okafor, today 18:55" in rows[0].replace(" , ", ", ")
    assert "New reply:" not in rows[1] and "asked by" not in rows[1] and "You, today 17:55" in rows[1]


def test_filters_stay_in_the_address_of_every_page_and_part(alice: Membership) -> None:
    for number in range(21):
        a_ticket(alice, subject=f"Ümlaut {number}")
    query = "show=open&whose=account&topic=sending&q=%C3%BCmlaut"
    page = client_for(alice).get(f"/en/tickets/?{query}").text.replace("&amp;", "&")
    assert f'href="/en/tickets/?{query}&page=2"' in page
    assert f'data-live-src="/en/tickets/parts/list?{query}"' in page
    assert 'href="/en/tickets/?show=waiting&whose=account&topic=sending&q=%C3%BCmlaut"' in page
    assert 'name="next" value="/en/tickets/?show=open' in page, "another language keeps them"
    assert f"account:{alice.account_id}" in page
    second = client_for(alice).get(f"/en/tickets/?{query}&page=2").text
    assert "21 to 21" in second


def test_only_owners_are_asked_whose(alice: Membership, bob: Membership) -> None:
    a_ticket(alice, subject="Of the owner")
    page = client_for(alice).get("/en/tickets/").text
    assert "The whole account" in page and "Bob Garnier" in page
    for whose in ("account", str(alice.person_id)):
        page = client_for(bob).get(f"/en/tickets/?whose={whose}").text
        assert "Of the owner" not in page and "Whose tickets" not in page
        assert f"account:{bob.account_id}" not in page


def test_an_owner_answers_solves_and_reopens_for_a_colleague(alice: Membership, bob: Membership) -> None:
    ticket, client = a_ticket(bob), client_for(alice)
    page = client.get(f"/en/tickets/{ticket.pk}/").text
    assert "Asked by" in page and "Follow this ticket" in page
    assert client.post(f"/en/tickets/{ticket.pk}/solution").status_code == 303
    assert client.post(f"/en/tickets/{ticket.pk}/solution/delete").status_code == 303
    assert client.post(f"/en/tickets/{ticket.pk}/replies", {"body": "From above."}).status_code == 303
    page = client.get(f"/en/tickets/{ticket.pk}/").text
    assert "Stop following" in page and "From above." in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=zebra", "Search the whole account"),
        ("whose=account&q=zebra", "Nothing found for “zebra”"),
        ("topic=api", "No tickets on this topic"),
        ("show=waiting", "Nothing waits for you"),
        ("show=solved", "Nothing is solved yet"),
        ("whose=account&show=solved", "Nothing is solved yet"),
    ],
)
def test_an_empty_list_says_why_and_leads_on(alice: Membership, query: str, words: str) -> None:
    a_ticket(alice)
    page = client_for(alice).get(f"/en/tickets/?{query}").text
    assert words in page
    assert '<a class="button" href="/en/tickets/' in page.partition('class="empty"')[2]


@pytest.mark.parametrize("typed", ["x" * 10_000, "a\x00b", "\u202e", "<script>", "'\"&", "%", "²"])
def test_whatever_is_searched_the_page_stands(alice: Membership, typed: str) -> None:
    a_ticket(alice)
    for path in ("", "parts/list"):
        response = client_for(alice).get(
            f"/en/tickets/{path}?q={quote(typed)}&topic={quote(typed)}&whose={quote(typed)}"
        )
        assert response.status_code == 200
        assert "<script>" not in response.text.replace('<script type="module"', "")


def test_every_way_of_asking_takes_few_queries(alice: Membership, bob: Membership) -> None:
    client, query = client_for(alice), "show=open&whose=account&topic=sending&q=newsletter+queue"
    assert_constant_queries(client, f"/en/tickets/?{query}", lambda: a_ticket(bob, copies=[alice.person_id]))
    assert_constant_queries(client, "/en/", lambda: a_ticket(bob, copies=[alice.person_id]), rows=2)


@pytest.mark.parametrize("query", ["", "?show=waiting", "?whose=account&q=newsletter"])
def test_an_open_list_keeps_up_with_what_is_new(alice: Membership, bob: Membership, cast: Cast, query: str) -> None:
    ticket, client = a_ticket(bob, copies=[alice.person_id]), client_for(alice)
    with clock.frozen(FRIDAY_1755 + timedelta(hours=2)):
        assert assert_live(client, f"/en/tickets/{query}", lambda: answered(ticket, cast))
        assert assert_live(client, "/en/", lambda: actions.solve(ticket, by=bob.person))


def test_an_owners_open_list_hears_of_colleagues_and_a_members_does_not(alice, bob, cast: Cast) -> None:
    ticket = a_ticket(bob)
    assert assert_live(client_for(alice), "/en/tickets/?whose=account", lambda: answered(ticket, cast))
    of_alice = a_ticket(alice)
    page = client_for(bob).get("/en/tickets/?whose=account").text
    assert f"account:{bob.account_id}" not in page and str(of_alice.pk) not in page


def test_a_list_of_copies_hears_that_it_lost_one(alice: Membership, bob: Membership) -> None:
    ticket, client = a_ticket(alice, copies=[bob.person_id]), client_for(bob)
    assert_live(client, "/en/tickets/", lambda: actions.remove_copy(ticket, bob.person_id, by=alice))
    assert str(ticket.pk) not in client.get("/en/tickets/").text


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_the_list_is_in_every_language(alice: Membership, language: str) -> None:
    a_ticket(alice)
    page = client_for(alice).get(f"/{language}/tickets/?q=zebra").text
    words = {"en": "Nothing found", "de": "Nichts gefunden", "fr": "Aucun résultat", "es": "No hay resultados"}
    assert words[language] in page
