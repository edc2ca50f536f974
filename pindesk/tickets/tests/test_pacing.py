"""Twenty tickets in a minute: those that a person could have written are opened, the others keep their words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from pindesk.accounts.actions import add_membership, create_account
from pindesk.accounts.models import Agent, Membership, Throttle
from pindesk.plans.actions import subscribe
from pindesk.plans.models import Plan
from pindesk.tickets import actions
from pindesk.tickets.errors import EmptyText, TooManyReplies, TooManyTickets
from pindesk.tickets.models import Message, Ticket
from tests.asking import a_ticket, client_for
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def opened(member: Membership, number: int = 0, **changes: Any) -> Ticket | None:
    """The ticket; None when it came too soon."""
    values = {"topic": "sending", "subject": f"No {number}", "body": "Late.", "language": "en", "now": FRIDAY_1755}
    try:
        return actions.open_ticket(membership=member, **{**values, **changes})
    except TooManyTickets:
        return None


def test_of_twenty_tickets_in_a_minute_ten_are_opened(alice: Membership) -> None:
    found = [opened(alice, number, now=FRIDAY_1755 + number * SECOND) for number in range(20)]
    assert [each is not None for each in found] == [True] * 10 + [False] * 10
    assert Ticket.objects.count() == 10


def test_who_waits_as_long_as_it_says_opens_the_next_one(alice: Membership) -> None:
    for number in range(10):
        opened(alice, number)
    with pytest.raises(TooManyTickets) as refused:
        actions.open_ticket(
            membership=alice, topic="sending", subject="x", body="x", language="en", now=FRIDAY_1755 + 20 * SECOND
        )
    assert (refused.value.status, refused.value.wait_seconds) == (429, 40)
    assert "send it in 1 minute." in str(refused.value)
    assert opened(alice, now=FRIDAY_1755 + 20 * SECOND + timedelta(seconds=refused.value.wait_seconds))


def test_what_is_refused_changes_no_count(alice: Membership) -> None:
    for number in range(30):
        opened(alice, number)
    counts = {row.key.partition(":")[0]: row.count for row in Throttle.objects.all()}
    assert counts == {
        "tickets_minute": 10,
        "tickets_hour": 10,
        "tickets_of_account_minute": 10,
        "tickets_of_account_hour": 10,
    }


def test_what_is_refused_for_another_reason_is_not_counted(alice: Membership) -> None:
    for _ in range(20):
        with pytest.raises(EmptyText):
            opened(alice, body=" ")
    assert opened(alice)


def test_the_same_ticket_sent_again_is_the_one_that_is_there_and_not_counted(alice: Membership) -> None:
    first = opened(alice, client_id="same")
    assert all(opened(alice, client_id="same") == first for _ in range(20))
    assert opened(alice, 1)


def test_colleagues_share_the_limit_of_their_account(alice: Membership, bob: Membership, mallory: Membership) -> None:
    found = [opened(member, number) for number in range(10) for member in (alice, bob)]
    assert len([each for each in found if each]) == 15
    assert opened(mallory)


def test_a_person_has_one_limit_in_all_their_accounts(alice: Membership) -> None:
    other = add_membership(create_account(name="Another"), alice.person)
    subscribe(other.account, Plan.objects.get(code="premium"))
    found = [opened(member, number) for number in range(10) for member in (alice, other)]
    assert len([each for each in found if each]) == 10


def test_an_hour_has_a_limit_of_its_own(alice: Membership) -> None:
    found = [opened(alice, number, now=FRIDAY_1755 + number * 40 * SECOND) for number in range(80)]
    assert len([each for each in found if each]) == 60
    assert opened(alice, now=FRIDAY_1755 + HOUR)


def test_limits_can_be_off_for_measuring(alice: Membership, settings: Any) -> None:
    settings.IS_LIMITED = False
    assert all(opened(alice, number) for number in range(80))


@pytest.mark.django_db(transaction=True)
def test_they_are_counted_exactly_when_they_come_at_once(cast: Cast) -> None:
    def run(number: int) -> Ticket | None:
        try:
            return opened(cast.alice, number)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(run, range(20)))
    assert len([each for each in found if each]) == Ticket.objects.count() == 10


def test_replies_have_a_limit_that_nobody_meets_by_hand(alice: Membership, ada: Agent) -> None:
    ticket = a_ticket(alice, now=FRIDAY_1755)
    for number in range(20):
        actions.reply(ticket, by=alice.person, body=f"Line {number}", now=FRIDAY_1755)
    with pytest.raises(TooManyReplies) as refused:
        actions.reply(ticket, by=alice.person, body="One more", now=FRIDAY_1755)
    assert (refused.value.status, refused.value.wait_seconds) == (429, 60)
    assert not Message.objects.filter(body="One more").exists()
    assert actions.reply(ticket, by=alice.person, body="One more", now=FRIDAY_1755 + MINUTE)


def test_agents_answer_as_often_as_they_like(alice: Membership, ada: Agent) -> None:
    ticket = a_ticket(alice, now=FRIDAY_1755)
    assert all(actions.reply(ticket, by=ada, body=f"Line {number}", now=FRIDAY_1755) for number in range(30))


def test_the_form_comes_back_with_what_was_written(friday: None, alice: Membership) -> None:
    for number in range(10):
        opened(alice, number)
    client = client_for(alice)
    form = {"topic": "sending", "subject": "The eleventh", "body": "Every word of it.", "language": "en"}
    answer = client.post("/en/tickets/new", {**form, "client_id": "eleven"})
    assert answer.status_code == 429
    assert "Many tickets were opened from your account in a short time." in answer.text
    assert "The eleventh" in answer.text and "Every word of it." in answer.text
    assert Ticket.objects.count() == 10


def test_a_reply_comes_back_with_what_was_written(friday: None, alice: Membership) -> None:
    ticket = a_ticket(alice, now=FRIDAY_1755)
    for number in range(20):
        actions.reply(ticket, by=alice.person, body=f"Line {number}")
    answer = client_for(alice).post(f"/en/tickets/{ticket.number}/replies", {"body": "Every word of it."})
    assert answer.status_code == 429
    assert "You sent many replies in a short time." in answer.text and "Every word of it." in answer.text
