"""What is unread, for whom, and until when."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from pindesk.accounts.models import Membership
from pindesk.tickets import actions
from pindesk.tickets.access import Wanted, standing, tickets_of, unread_count
from pindesk.tickets.access.followers import still_there
from pindesk.tickets.models import Participant, Reading, Ticket, Wording
from tests.asking import a_ticket
from tests.cast import FRIDAY_1755, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
HOUR = timedelta(hours=1)


def read(ticket: Ticket, member: Membership) -> bool:
    ticket.refresh_from_db()
    return actions.mark_read(ticket, by=member.person)


def test_ones_own_words_are_never_new_and_anothers_are(alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice)
    assert unread_count(alice) == 0
    actions.reply(ticket, by=cast.ada, body="When?", now=FRIDAY_1755 + HOUR)
    assert [line.is_unread for line in tickets_of(alice)] == [True]
    actions.reply(ticket, by=alice.person, body="Now.", now=FRIDAY_1755 + 2 * HOUR)
    assert unread_count(alice) == 0


def test_what_was_seen_is_read_until_the_next_reply(alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice)
    actions.reply(ticket, by=cast.ada, body="When?", now=FRIDAY_1755 + HOUR)
    assert read(ticket, alice) is True
    assert read(ticket, alice) is False, "nothing is written where nothing is new"
    assert unread_count(alice) == 0 and Reading.objects.count() == 1
    actions.reply(ticket, by=cast.ada, body="And where?", now=FRIDAY_1755 + 2 * HOUR)
    assert unread_count(alice) == 1


def test_a_reply_that_came_after_the_page_was_made_stays_new(alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice)
    actions.reply(ticket, by=cast.ada, body="When?", now=FRIDAY_1755 + HOUR)
    ticket.refresh_from_db()
    actions.reply(Ticket.objects.get(), by=cast.ada, body="And where?", now=FRIDAY_1755 + 2 * HOUR)
    actions.mark_read(ticket, by=alice.person)
    assert unread_count(alice) == 1


def test_a_note_and_an_assignment_are_nothing_new(alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice)
    actions.add_note(ticket, by=cast.ada, body="SECRET", now=FRIDAY_1755 + HOUR)
    actions.assign(ticket, to=cast.ada, by=cast.ada, now=FRIDAY_1755 + HOUR)
    assert unread_count(alice) == 0


def test_what_somebody_writes_as_an_agent_is_new_to_them_as_a_customer(alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice)
    cast.ada.person = alice.person
    cast.lin.person_id = alice.person_id
    actions.reply(ticket, by=cast.lin, body="To myself.", now=FRIDAY_1755 + HOUR)
    assert unread_count(alice) == 1


def test_a_copy_has_something_new_at_once_and_for_themselves(alice: Membership, bob: Membership) -> None:
    ticket = a_ticket(alice, copies=[bob.person_id])
    assert (unread_count(alice), unread_count(bob)) == (0, 1)
    assert read(ticket, bob) and not read(ticket, alice)
    assert unread_count(bob) == 0


def test_tickets_of_colleagues_are_never_new_to_an_owner(alice: Membership, bob: Membership, cast: Cast) -> None:
    ticket = a_ticket(bob)
    actions.reply(ticket, by=cast.ada, body="When?", now=FRIDAY_1755 + HOUR)
    assert [line.is_unread for line in tickets_of(alice, Wanted(whose="account"))] == [False]
    assert not read(ticket, alice) and not Reading.objects.exists()


def test_what_is_closed_asks_for_nothing(alice: Membership, cast: Cast) -> None:
    actions.reply(a_ticket(alice), by=cast.ada, body="Done.", status="solved", now=FRIDAY_1755 + HOUR)
    assert unread_count(alice) == 1
    actions.close_solved(now=FRIDAY_1755 + timedelta(days=15))
    assert unread_count(alice) == 0


def test_one_can_be_left_out_and_the_standing_says_the_same(alice: Membership, mallory: Membership, cast: Cast) -> None:
    one, other = a_ticket(alice), a_ticket(alice)
    for ticket in (one, other, a_ticket(mallory)):
        actions.reply(ticket, by=cast.ada, body="When?", now=FRIDAY_1755 + HOUR)
    assert (unread_count(alice), unread_count(alice, beside=one.number)) == (2, 1)
    assert standing(alice, FRIDAY_1755).unread == {one.number, other.number}


def test_who_follows_before_the_columns_were_there_has_read_it(alice: Membership, bob: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice, subject="Über die Größe", copies=[bob.person_id])
    actions.reply(ticket, by=cast.ada, body="Çà et là", now=FRIDAY_1755 + HOUR)
    actions.add_note(ticket, by=cast.ada, body="SECRET", now=FRIDAY_1755 + 2 * HOUR)
    expected = Wording.objects.get().text
    Wording.objects.all().delete()
    Ticket.objects.update(last_reply_at=None, last_reply_by=None, is_last_reply_from_agent=False)
    import_module("pindesk.tickets.migrations.0007_fill_last_replies_and_wordings").fill(apps, None)
    ticket.refresh_from_db()
    assert (ticket.last_reply_at, ticket.last_reply_by) == (FRIDAY_1755 + HOUR, cast.ada.person)
    assert ticket.is_last_reply_from_agent
    assert Wording.objects.get().text == expected and "secret" not in expected
    assert (unread_count(alice), unread_count(bob)) == (0, 0)


def test_participants_of_a_ticket_of_no_account_are_there(alice: Membership) -> None:
    ticket = a_ticket(alice)
    Ticket.objects.update(account=None)
    assert Participant.objects.filter(still_there(), ticket=ticket).count() == 1
