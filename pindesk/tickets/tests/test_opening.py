"""Opening a ticket: what is written, promised, refused, and kept once."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from pindesk.accounts.actions import add_membership, create_account
from pindesk.accounts.models import Company
from pindesk.events.access import history
from pindesk.plans.actions import subscribe
from pindesk.plans.models import Plan
from pindesk.tickets import actions
from pindesk.tickets.access import draft_of
from pindesk.tickets.errors import EmptyText, TextTooLong, TicketNotOffered, UnknownLanguage, UnknownTopic
from pindesk.tickets.models import Message, Participant, Ticket
from tests.cast import FRIDAY_1755

pytestmark = pytest.mark.django_db


def opened(member, **changes):
    values = {
        "topic": "sending",
        "subject": "Late sends",
        "body": "Since Tuesday.",
        "language": "fr",
        "now": FRIDAY_1755,
    }
    return actions.open_ticket(membership=member, **{**values, **changes})


def test_numbers_begin_at_1001(alice):
    assert opened(alice).number >= 1001


def test_it_is_received_and_promised_within_a_day(alice):
    ticket = opened(alice)
    assert (ticket.status, ticket.language, ticket.account_id) == ("received", "fr", alice.account_id)
    assert ticket.first_reply_due_at == ticket.next_due_at == FRIDAY_1755 + timedelta(days=1)


def test_an_urgent_topic_promises_less_and_comes_first(alice):
    ticket = opened(alice, topic="account_unlock")
    assert ticket.first_reply_due_at == FRIDAY_1755 + timedelta(hours=4)
    assert ticket.priority == "urgent"


def test_it_records_one_event_without_any_text(alice):
    ticket = opened(alice)
    (event,) = history(ticket.key, audience="customer")
    assert (event.kind, event.actor) == ("ticket.opened", f"person:{alice.person_id}")
    assert "Since" not in str(event.data)
    assert {f"ticket:{ticket.number}", "workspace", f"person:{alice.person_id}"} <= set(event.topics)


def test_who_asks_takes_part_with_a_reply_key_of_their_own(alice):
    one, other = opened(alice), opened(alice)
    keys = set(Participant.objects.filter(ticket__in=(one, other)).values_list("reply_key", flat=True))
    assert len(keys) == 2


def test_posted_twice_it_is_one_ticket(alice):
    assert opened(alice, client_id="a1").number == opened(alice, client_id="a1", subject="Again").number
    assert Ticket.objects.count() == 1


def test_the_same_name_of_two_browsers_is_two_tickets(alice, mallory):
    assert opened(alice, client_id="a1").number != opened(mallory, client_id="a1").number


def test_the_same_name_in_two_accounts_is_two_tickets_however_often_it_comes(alice):
    account = create_account(name="Second")
    subscribe(account, Plan.objects.get(code="business"), now=FRIDAY_1755)
    other = add_membership(account, alice.person)
    first = opened(alice, client_id="a1")
    second = {opened(other, client_id="a1") for _ in range(3)}
    assert {ticket.account_id for ticket in second} == {other.account_id}
    assert len(second) == 1
    assert opened(alice, client_id="a1") == first


def test_a_ticket_under_the_name_of_a_reply_is_opened(alice):
    ticket = opened(alice)
    actions.reply(ticket, by=alice.person, body="Still late.", client_id="r1", now=FRIDAY_1755)
    assert opened(alice, client_id="r1", body="Still late.", subject="Again") != ticket


def test_sending_drops_the_draft(alice):
    actions.save_draft(alice.person, "ticket", {"subject": "Late", "body": "x"})
    opened(alice)
    assert draft_of(alice.person, "ticket") is None


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"topic": "nothing"}, UnknownTopic),
        ({"language": "it"}, UnknownLanguage),
        ({"subject": " \n "}, EmptyText),
        ({"body": "\x00 \n"}, EmptyText),
        ({"subject": "x" * 201}, TextTooLong),
        ({"body": "x" * 20_001}, TextTooLong),
        ({"subject": "x" + " " * 800}, TextTooLong),
        ({"body": "x" + " " * 80_000}, TextTooLong),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(alice, changes, refusal):
    with pytest.raises(refusal):
        opened(alice, **changes)
    assert not Ticket.objects.exists()
    assert not Message.objects.exists()


def test_a_language_that_the_company_does_not_serve_is_refused(alice):
    Company.objects.update(languages=["de", "en"])
    with pytest.raises(UnknownLanguage):
        opened(alice, language="fr")
    assert opened(alice, language="de").language == "de"


def test_a_free_plan_opens_only_what_is_open_to_everyone(frieda):
    with pytest.raises(TicketNotOffered):
        opened(frieda)
    assert opened(frieda, topic="account_unlock").number


def test_emoji_right_to_left_and_long_text_are_kept(alice):
    body = "👩‍💻 שלום " * 1500
    assert opened(alice, body=body).messages.get().body == body.strip()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_ticket(alice):
    start, numbers = threading.Barrier(2), []

    def click():
        start.wait()
        numbers.append(opened(alice, client_id="same").number)
        connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers) == 2
    assert len(set(numbers)) == 1
