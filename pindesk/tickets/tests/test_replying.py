"""Replies, notes, and whose turn it is afterwards."""

from datetime import timedelta

import pytest

from pindesk.events.access import history
from pindesk.tickets import actions
from pindesk.tickets.access import conversation, timeline
from pindesk.tickets.errors import EmptyText, TicketClosed, UnknownChoice
from pindesk.tickets.models import Message
from pindesk.tickets.rules import REOPEN_WITHIN
from tests.cast import FRIDAY_1755

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ticket(alice):
    return actions.open_ticket(
        membership=alice, topic="sending", subject="Late", body="Since Tuesday.", language="fr", now=FRIDAY_1755
    )


def kinds(ticket, audience="staff"):
    return [event.kind for event in history(ticket.key, audience=audience)]


def test_an_answer_waits_for_the_customer_and_stops_the_clock(ticket, ada):
    actions.reply(ticket, by=ada, body="Look at **this**.", now=FRIDAY_1755 + HOUR)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.next_due_at) == ("waiting", None)
    assert ticket.first_replied_at == FRIDAY_1755 + HOUR
    assert kinds(ticket)[-1] == "ticket.replied"


def test_the_customers_reply_starts_it_again(ticket, ada, alice):
    actions.reply(ticket, by=ada, body="When?", now=FRIDAY_1755 + HOUR)
    actions.reply(ticket, by=alice.person, body="At nine.", now=FRIDAY_1755 + 3 * HOUR)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.next_due_at) == ("in_progress", FRIDAY_1755 + 27 * HOUR)


def test_reply_reopens_a_solved_ticket(ticket, ada, alice):
    actions.reply(ticket, by=ada, body="Done.", status="solved", now=FRIDAY_1755)
    actions.reply(ticket, by=alice.person, body="Not quite.", now=FRIDAY_1755 + HOUR)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.solved_at) == ("in_progress", None)


def test_a_solved_ticket_takes_no_reply_after_fourteen_days(ticket, ada, alice):
    actions.solve(ticket, by=ada, now=FRIDAY_1755)
    with pytest.raises(TicketClosed):
        actions.reply(ticket, by=alice.person, body="Again.", now=FRIDAY_1755 + REOPEN_WITHIN)


def test_a_closed_ticket_takes_none_at_all(ticket, ada, alice):
    actions.solve(ticket, by=ada, now=FRIDAY_1755)
    assert actions.close_solved(FRIDAY_1755 + REOPEN_WITHIN) == 1
    for writer in (ada, alice.person):
        with pytest.raises(TicketClosed):
            actions.reply(ticket, by=writer, body="Late.")
    with pytest.raises(TicketClosed):
        actions.add_note(ticket, by=ada, body="Late.")


def test_sent_twice_it_is_one_message(ticket, ada):
    once = actions.reply(ticket, by=ada, body="Look.", client_id="r1")
    again = actions.reply(ticket, by=ada, body="Look.", client_id="r1")
    assert once.pk == again.pk
    assert kinds(ticket).count("ticket.replied") == 1


@pytest.mark.parametrize(("body", "status", "refusal"), [("", None, EmptyText), ("x", "closed", UnknownChoice)])
def test_an_empty_reply_or_an_unknown_status_is_refused(ticket, ada, body, status, refusal):
    with pytest.raises(refusal):
        actions.reply(ticket, by=ada, body=body, status=status)
    assert Message.objects.filter(ticket=ticket).count() == 1


def test_a_note_never_reaches_the_customer(ticket, ada):
    actions.add_note(ticket, by=ada, body="secret-note-text")
    assert "secret-note-text" not in str(conversation(ticket))
    assert "secret-note-text" in str(timeline(ticket))
    assert "ticket.note_added" not in kinds(ticket, "customer")


def test_a_note_leaves_status_and_clock_alone(ticket, ada):
    actions.add_note(ticket, by=ada, body="Look at pool eu-3.", now=FRIDAY_1755 + HOUR)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.next_due_at) == ("received", FRIDAY_1755 + 24 * HOUR)


def test_other_words_under_one_name_are_kept_however_many(ticket, alice):
    for _ in range(2):
        for number in range(50):
            at = FRIDAY_1755 + number * timedelta(minutes=1)
            actions.reply(ticket, by=alice.person, body=f"Words {number}.", client_id="same", now=at)
    assert Message.objects.filter(body__startswith="Words").count() == 50


def test_the_first_reply_is_marked_and_later_ones_are_not(ticket, ada):
    actions.reply(ticket, by=ada, body="One.", now=FRIDAY_1755 + HOUR)
    actions.reply(ticket, by=ada, body="Two.", now=FRIDAY_1755 + 2 * HOUR)
    ticket.refresh_from_db()
    assert [entry.is_first_reply for entry in timeline(ticket) if entry.kind == "agent"] == [True, False]
