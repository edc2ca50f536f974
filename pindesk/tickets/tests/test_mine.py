"""The lists of a customer: who sees what, filters, and the search."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from pindesk.accounts.actions import remove_membership
from pindesk.accounts.models import Membership
from pindesk.tickets import actions
from pindesk.tickets.access import Wanted, attachment_for_customer, customer_may_listen, ticket_for_customer, tickets_of
from pindesk.tickets.models import Ticket
from tests.asking import a_ticket
from tests.cast import FRIDAY_1755, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def found(member: Membership, **wanted: str) -> list[int]:
    return [line.number for line in tickets_of(member, Wanted(**wanted))]


def test_an_owner_sees_the_account_and_a_member_their_own(alice: Membership, bob: Membership, mallory) -> None:
    own, of_bob, foreign = a_ticket(alice), a_ticket(bob), a_ticket(mallory)
    assert ticket_for_customer(alice, of_bob.number) == of_bob
    for member, ticket in ((bob, own), (mallory, of_bob), (alice, foreign)):
        with pytest.raises(Http404):
            ticket_for_customer(member, ticket.number)
    assert found(alice) == [own.number]
    assert set(found(alice, whose="account")) == {own.number, of_bob.number}
    assert found(alice, whose=str(bob.person_id)) == [of_bob.number]
    assert found(bob, whose="account") == found(bob, whose=str(alice.person_id)) == [of_bob.number]
    assert found(alice, whose=str(mallory.person_id)) == []


def test_files_and_listening_follow_the_same_rule(alice: Membership, bob: Membership) -> None:
    own, of_bob = a_ticket(alice), a_ticket(bob)
    keys = {own.key, of_bob.key, f"account:{alice.account_id}"}
    assert customer_may_listen(alice, keys) == keys
    assert customer_may_listen(bob, keys) == {of_bob.key}
    for member, number in ((bob, own.number), (alice, of_bob.number)):
        with pytest.raises(Http404):
            attachment_for_customer(member, number, "x" * 22)


def test_who_is_no_owner_any_more_sees_it_no_more(alice: Membership, bob: Membership) -> None:
    ticket = a_ticket(bob)
    alice.role = Membership.Role.MEMBER
    with pytest.raises(Http404):
        ticket_for_customer(alice, ticket.number)
    alice.role, alice.removed_at = Membership.Role.OWNER, FRIDAY_1755
    with pytest.raises(Http404):
        ticket_for_customer(alice, ticket.number)


def test_tickets_of_no_account_stay_the_persons_own(alice: Membership, bob: Membership) -> None:
    ticket = a_ticket(bob)
    Ticket.objects.update(account=None)
    assert found(alice, whose="account") == [] and found(bob) == [ticket.number]
    with pytest.raises(Http404):
        ticket_for_customer(alice, ticket.number)


def test_tickets_of_who_left_stay_with_the_account(alice: Membership, bob: Membership) -> None:
    ticket = a_ticket(bob)
    remove_membership(bob, by=alice)
    assert found(alice, whose=str(bob.person_id)) == [ticket.number]


def test_states_and_topics(alice: Membership, cast: Cast) -> None:
    received, waiting, solved = a_ticket(alice), a_ticket(alice, topic="api"), a_ticket(alice)
    actions.reply(waiting, by=cast.ada, body="When?")
    actions.solve(solved, by=alice.person)
    assert set(found(alice, state="open")) == {received.number, waiting.number}
    assert found(alice, state="waiting") == found(alice, topic="api") == [waiting.number]
    assert found(alice, state="solved") == [solved.number]
    assert found(alice, topic="nothing") == []


def test_the_open_ones_come_first_where_that_is_asked(alice: Membership) -> None:
    first = a_ticket(alice, now=FRIDAY_1755 - timedelta(days=2))
    second = a_ticket(alice, now=FRIDAY_1755 - timedelta(days=1))
    actions.solve(second, by=alice.person)
    assert found(alice) == [second.number, first.number]
    assert [line.number for line in tickets_of(alice, open_first=True)] == [first.number, second.number]


@pytest.mark.parametrize(
    "words",
    [
        "größe", "GRÖSSE", "grosse", "ubersicht", "Uebersicht", "café", "CAFE", "naïv", "ΑΘΗΝΑ", "ПРИВЕТ",
        "kampagne größe", "50%", "a_b", "größ ersicht", "newsletter@lenoir.example",
    ],
)  # fmt: skip
def test_a_search_finds_words_as_people_type_them(alice: Membership, words: str) -> None:
    body = "Die Größe der Übersicht im Café ist naiv, 50% a_b Αθήνα привет newsletter@lenoir.example"
    ticket = a_ticket(alice, subject="Kampagne", body=body)
    a_ticket(alice, subject="Something else", body="Nothing like it: 50 aXb")
    assert found(alice, words=words) == [ticket.number]


def test_it_looks_through_replies_and_never_through_notes(alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice)
    actions.reply(ticket, by=cast.ada, body="The valve is stuck.")
    actions.add_note(ticket, by=cast.ada, body="They are difficult.")
    assert found(alice, words="VALVE newsletter") == [ticket.number]
    assert found(alice, words="difficult") == []


def test_it_finds_nothing_of_others(alice: Membership, bob: Membership, mallory: Membership) -> None:
    ticket = a_ticket(bob, subject="Marzipan")
    assert found(alice, words="marzipan") == found(mallory, words="marzipan") == []
    assert found(mallory, words=str(ticket.number)) == []
    assert found(alice, words="marzipan", whose="account") == [ticket.number]


def test_the_ticket_of_a_number_comes_first(alice: Membership) -> None:
    wanted = a_ticket(alice)
    other = a_ticket(alice, subject=f"About {wanted.number}", now=FRIDAY_1755 + timedelta(hours=1))
    assert found(alice, words=f"{wanted.number}") == [wanted.number, other.number]
    assert found(alice, words=f"#{wanted.number}") == [wanted.number]


@pytest.mark.parametrize("words", ["9" * 18, "' OR '1'='1", "%", "_", "\\", "x " * 100, "ß" * 200, "\x01mark 0"])
def test_odd_words_find_nothing_and_do_no_harm(alice: Membership, words: str) -> None:
    a_ticket(alice)
    assert found(alice, words=words) == []


def test_a_list_is_one_query_whatever_it_is_asked_for(alice: Membership, django_assert_num_queries) -> None:
    a_ticket(alice)
    with django_assert_num_queries(1):
        tickets_of(alice, Wanted("open", "newsletter queue", "sending", "account"), open_first=True)
