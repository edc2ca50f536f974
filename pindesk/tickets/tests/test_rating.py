"""Rating an answer: by whom, when, anew, and what is never said of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.accounts.models import Membership
from pindesk.events.models import Event
from pindesk.tickets import actions
from pindesk.tickets.errors import NotSolved, NotTheAsker, RatingTooLong, UnknownChoice
from pindesk.tickets.models import Rating, Ticket
from tests.asking import a_ticket
from tests.cast import FRIDAY_1755, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def solved(cast: Cast) -> Ticket:
    """A ticket of Bob with Alice copied, solved by Ada."""
    ticket = a_ticket(cast.bob, copies=[cast.alice.person_id])
    actions.assign(ticket, to=cast.ada, by=cast.ada)
    actions.reply(ticket, by=cast.ada, body="Done.", status="solved")
    return ticket


def test_it_says_who_rated_whom_and_tells_staff_alone(solved: Ticket, bob: Membership, cast: Cast) -> None:
    rating = actions.rate(solved, by=bob.person, score="bad", text="  It came\x00 back.\r\n")
    assert (rating.person, rating.agent, rating.score, rating.text) == (bob.person, cast.ada, "bad", "It came back.")
    event = Event.objects.get(kind="ticket.rated")
    assert (event.audience, event.data) == ("staff", {"score": "bad", "old": None})


def test_the_last_word_holds_and_the_same_again_is_none(solved: Ticket, bob: Membership) -> None:
    actions.rate(solved, by=bob.person, score="good", text="Quick.")
    actions.rate(solved, by=bob.person, score="good")
    actions.rate(solved, by=bob.person, score="bad")
    rating = Rating.objects.get()
    assert (rating.score, rating.text) == ("bad", "Quick."), "without words those that are there stay"
    actions.rate(solved, by=bob.person, score="bad", text="")
    assert Rating.objects.get().text == ""
    told = list(Event.objects.filter(kind="ticket.rated").order_by("pk").values_list("data", flat=True))
    assert [(one["score"], one["old"]) for one in told] == [("good", None), ("bad", "good"), ("bad", "bad")]


def test_only_who_asked_rates(solved: Ticket, cast: Cast) -> None:
    for member in (cast.alice, cast.mallory):
        with pytest.raises(NotTheAsker):
            actions.rate(solved, by=member.person, score="good")
    assert not Rating.objects.exists()


def test_what_is_open_cannot_be_rated(solved: Ticket, bob: Membership) -> None:
    actions.reopen(solved, by=bob.person)
    with pytest.raises(NotSolved):
        actions.rate(solved, by=bob.person, score="good")


@pytest.mark.parametrize(("days", "may"), [(13, True), (27, True), (28, False)])
def test_it_can_be_rated_for_four_weeks_closed_or_not(solved: Ticket, bob: Membership, days: int, may: bool) -> None:
    at = FRIDAY_1755 + timedelta(days=days)
    actions.close_solved(now=at)
    if may:
        assert actions.rate(solved, by=bob.person, score="good", now=at).score == "good"
    else:
        with pytest.raises(NotSolved):
            actions.rate(solved, by=bob.person, score="good", now=at)


@pytest.mark.parametrize("score", ["", "best", "GOOD", "good\x00"])
def test_there_are_two_scores(solved: Ticket, bob: Membership, score: str) -> None:
    with pytest.raises(UnknownChoice):
        actions.rate(solved, by=bob.person, score=score)


@pytest.mark.parametrize("text", ["x" * 2001, "x" * 10_000])
def test_two_thousand_characters_and_no_more(solved: Ticket, bob: Membership, text: str) -> None:
    with pytest.raises(RatingTooLong):
        actions.rate(solved, by=bob.person, score="bad", text=text)
    assert len(actions.rate(solved, by=bob.person, score="bad", text="x" * 2000).text) == 2000
