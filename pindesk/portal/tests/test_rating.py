"""One question on the page of a solved ticket."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.lib import clock
from pindesk.tickets import actions
from pindesk.tickets.models import Rating, Ticket
from tests.asking import a_ticket, client_for
from tests.cast import FRIDAY_1755, Cast
from tests.live import assert_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
QUESTION = "Did we help you?"


@pytest.fixture
def solved(cast: Cast) -> Ticket:
    """A ticket of Bob, with Alice an owner of the account."""
    ticket = a_ticket(cast.bob)
    actions.reply(ticket, by=cast.ada, body="Done.", status="solved")
    return ticket


def page(cast: Cast, ticket: Ticket) -> str:
    return client_for(cast.bob).get(f"/en/tickets/{ticket.pk}/").text


def rate(cast: Cast, ticket: Ticket, **values: str):
    return client_for(cast.bob).post(f"/en/tickets/{ticket.pk}/rating", values)


def test_it_is_asked_once_solved_and_of_who_asked(cast: Cast, solved: Ticket) -> None:
    assert QUESTION in page(cast, solved)
    assert QUESTION not in client_for(cast.alice).get(f"/en/tickets/{solved.pk}/").text
    actions.reopen(solved, by=cast.bob.person)
    assert QUESTION not in page(cast, solved)


def test_a_click_counts_and_words_may_follow(cast: Cast, solved: Ticket) -> None:
    response = rate(cast, solved, score="bad")
    assert (response.status_code, response["Location"]) == (303, f"/en/tickets/{solved.pk}/#rating")
    assert "Thank you. Tell us what went wrong." in page(cast, solved)
    rate(cast, solved, score="bad", text="It took two days.")
    assert "It took two days.</textarea>" in page(cast, solved)
    rate(cast, solved, score="good", text="It took two days.")
    assert "You said that it helped." in page(cast, solved)
    assert (Rating.objects.get().score, Rating.objects.get().text) == ("good", "It took two days.")


def test_too_many_words_come_back(cast: Cast, solved: Ticket) -> None:
    rate(cast, solved, score="bad")
    response = rate(cast, solved, score="bad", text="y" * 2001)
    assert response.status_code == 422
    assert "At most 2000 characters fit here." in response.text and "y" * 2001 in response.text
    assert Rating.objects.get().text == ""


def test_too_many_words_with_the_first_click_come_back(cast: Cast, solved: Ticket) -> None:
    assert rate(cast, solved, score="bad", text="y" * 2001).status_code == 422


def test_it_can_be_changed_while_the_ticket_is_closed_and_not_forever(cast: Cast, solved: Ticket) -> None:
    with clock.frozen(FRIDAY_1755 + timedelta(days=20)):
        actions.close_solved()
        assert QUESTION in page(cast, solved)
        assert rate(cast, solved, score="good").status_code == 303
    with clock.frozen(FRIDAY_1755 + timedelta(days=28)):
        assert QUESTION not in page(cast, solved)
        assert rate(cast, solved, score="bad").status_code == 409
    assert Rating.objects.get().score == "good"


def test_others_do_not_rate(cast: Cast, solved: Ticket) -> None:
    path = f"/en/tickets/{solved.pk}/rating"
    assert client_for(cast.alice).post(path, {"score": "bad"}).status_code == 403
    assert client_for(cast.mallory).post(path, {"score": "bad"}).status_code == 404
    assert client_for().post(path, {"score": "bad"}).status_code == 302
    assert client_for(cast.bob).get(path).status_code == 405
    assert rate(cast, solved).status_code == rate(cast, solved, score="best").status_code == 400
    actions.reopen(solved, by=cast.bob.person)
    assert rate(cast, solved, score="good").status_code == 409
    assert not Rating.objects.exists()


def test_what_was_said_is_text_and_agents_read_it(cast: Cast, solved: Ticket) -> None:
    rate(cast, solved, score="bad", text="<script>alert(1)</script>")
    for text in (page(cast, solved), client_for(cast.ada).get(f"/workspace/tickets/{solved.pk}/").text):
        assert "&lt;script&gt;alert(1)" in text and "<script>alert" not in text
    assert "alert(1)" not in client_for(cast.alice).get(f"/en/tickets/{solved.pk}/").text


def test_the_question_comes_into_an_open_page(cast: Cast, solved: Ticket) -> None:
    actions.reopen(solved, by=cast.bob.person)
    client, path = client_for(cast.bob), f"/en/tickets/{solved.pk}/"
    assert assert_live(client, path, lambda: actions.solve(solved, by=cast.ada))
    assert QUESTION in client.get(path).text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", QUESTION),
        ("de", "Haben wir Ihnen geholfen?"),
        ("fr", "Vous avons-nous aidé"),
        ("es", "¿Te hemos ayudado?"),
    ],
)
def test_it_is_asked_in_every_language(cast: Cast, solved: Ticket, language: str, words: str) -> None:
    assert words in client_for(cast.bob).get(f"/{language}/tickets/{solved.pk}/").text
