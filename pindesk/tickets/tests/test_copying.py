"""Who follows a ticket: added at its opening or later, taken off, and by whom."""

from __future__ import annotations

import pytest
from django.http import Http404

from pindesk.accounts.actions import add_membership, add_person, remove_membership
from pindesk.accounts.models import Membership
from pindesk.events.models import Event
from pindesk.tickets import actions
from pindesk.tickets.access import conversation, ticket_for_customer
from pindesk.tickets.errors import CopiesNotYours, NotAColleague, TicketClosed, TooManyCopies
from pindesk.tickets.models import Participant, Ticket
from tests.asking import a_ticket
from tests.cast import FRIDAY_1755, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


def copies(ticket: Ticket) -> set[int]:
    return set(Participant.objects.filter(ticket=ticket, role="copy").values_list("person_id", flat=True))


def kinds(ticket: Ticket) -> list[str]:
    return list(Event.objects.filter(subject=ticket.key).order_by("pk").values_list("kind", flat=True))


def colleagues(member: Membership, count: int) -> list[Membership]:
    people = [add_person(email=f"n{n}@example.com", name=f"N {n}", language="en") for n in range(count)]
    return [add_membership(member.account, person) for person in people]


@pytest.fixture
def asked(bob: Membership) -> Ticket:
    """A ticket of Bob, who is no owner."""
    return a_ticket(bob)


def test_a_ticket_is_opened_with_its_copies(alice: Membership, bob: Membership) -> None:
    ticket = a_ticket(alice, copies=[bob.person_id])
    assert copies(ticket) == {bob.person_id}
    assert kinds(ticket) == ["ticket.opened", "ticket.copied"]
    copied = Event.objects.get(kind="ticket.copied")
    assert copied.data == {"person": bob.person_id} and f"person:{bob.person_id}" in copied.topics
    assert ticket_for_customer(bob, ticket.number) == ticket


@pytest.mark.parametrize("who", ["stranger", "nobody", "agent", "zero"])
def test_nobody_but_colleagues_can_be_copied_and_nothing_is_told_of_others(cast: Cast, who: str) -> None:
    person = {"stranger": cast.mallory.person_id, "nobody": 10**12, "agent": cast.ada.person_id, "zero": 0}[who]
    with pytest.raises(NotAColleague) as first:
        a_ticket(cast.alice, copies=[cast.bob.person_id, person])
    ticket = a_ticket(cast.alice)
    with pytest.raises(NotAColleague) as second:
        actions.copy_to(ticket, [cast.bob.person_id, person], by=cast.alice)
    assert str(first.value) == str(second.value) == "Choose people who belong to your account."
    assert Ticket.objects.count() == 1 and not copies(ticket)


def test_a_ticket_sent_again_with_one_more_colleague_is_one_and_has_both(alice: Membership, bob: Membership) -> None:
    (other,) = colleagues(alice, 1)
    first = a_ticket(alice, client_id="a", copies=[bob.person_id])
    again = a_ticket(alice, client_id="a", copies=[bob.person_id, other.person_id])
    assert again == first and copies(first) == {bob.person_id, other.person_id}
    assert kinds(first).count("ticket.copied") == 2


def test_who_follows_already_is_added_once(asked: Ticket, alice: Membership, bob: Membership) -> None:
    assert actions.copy_to(asked, [alice.person_id, alice.person_id, bob.person_id], by=bob) == [alice.person_id]
    assert actions.copy_to(asked, [alice.person_id], by=bob) == []
    assert kinds(asked).count("ticket.copied") == 1


def test_twenty_and_no_more(alice: Membership) -> None:
    people = [one.person_id for one in colleagues(alice, 21)]
    ticket = a_ticket(alice, copies=people[:20])
    with pytest.raises(TooManyCopies):
        actions.copy_to(ticket, people[20:], by=alice)
    with pytest.raises(TooManyCopies):
        a_ticket(alice, copies=people)
    assert len(copies(ticket)) == 20


def test_an_event_with_many_copies_is_still_an_event(alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice, copies=[one.person_id for one in colleagues(alice, 20)])
    actions.reply(ticket, by=cast.ada, body="To all of you.")
    topics = Event.objects.filter(kind="ticket.replied").latest("pk").topics
    assert len(topics) == 8
    assert topics[:3] == [ticket.key, "workspace", f"person:{alice.person_id}"]


def test_a_copy_may_go_and_choose_nobody(alice: Membership, bob: Membership) -> None:
    (other,) = colleagues(alice, 1)
    ticket = a_ticket(alice, copies=[bob.person_id, other.person_id])
    for refused in (
        lambda: actions.copy_to(ticket, [other.person_id], by=bob),
        lambda: actions.remove_copy(ticket, other.person_id, by=bob),
    ):
        with pytest.raises(CopiesNotYours):
            refused()
    actions.remove_copy(ticket, bob.person_id, by=bob)
    actions.remove_copy(ticket, bob.person_id, by=bob)
    assert copies(ticket) == {other.person_id}
    removed = Event.objects.get(kind="ticket.copy_removed")
    assert f"person:{bob.person_id}" in removed.topics, "his open list hears of it"
    with pytest.raises(Http404):
        ticket_for_customer(bob, ticket.number)


def test_an_owner_chooses_for_colleagues_and_follows_by_themselves(asked: Ticket, alice: Membership) -> None:
    actions.copy_to(asked, [alice.person_id], by=alice)
    assert copies(asked) == {alice.person_id}
    actions.remove_copy(asked, alice.person_id, by=alice)
    assert copies(asked) == set()


def test_a_stranger_chooses_nobody_anywhere(asked: Ticket, mallory: Membership) -> None:
    with pytest.raises(CopiesNotYours):
        actions.copy_to(asked, [mallory.person_id], by=mallory)


def test_who_asked_cannot_be_taken_off(asked: Ticket, alice: Membership, bob: Membership) -> None:
    actions.remove_copy(asked, bob.person_id, by=alice)
    assert Participant.objects.filter(ticket=asked, person=bob.person).exists()


def test_a_closed_ticket_takes_no_copy_but_lets_one_go(asked: Ticket, alice: Membership, bob: Membership) -> None:
    actions.copy_to(asked, [alice.person_id], by=bob)
    Ticket.objects.filter(pk=asked.pk).update(status="closed", closed_at=FRIDAY_1755)
    with pytest.raises(TicketClosed):
        actions.copy_to(asked, [alice.person_id], by=bob)
    actions.remove_copy(asked, alice.person_id, by=alice)
    assert not copies(asked)


def test_an_owner_who_replies_follows_from_then_on(asked: Ticket, alice: Membership, cast: Cast) -> None:
    actions.reply(asked, by=alice.person, body="I can explain.")
    actions.reply(asked, by=alice.person, body="Once more.")
    assert copies(asked) == {alice.person_id}
    actions.reply(asked, by=cast.ada, body="Thank you.")
    assert f"person:{alice.person_id}" in Event.objects.latest("pk").topics


def test_who_was_removed_from_the_account_reads_it_no_more(alice: Membership, bob: Membership) -> None:
    ticket = a_ticket(alice, copies=[bob.person_id])
    remove_membership(bob, by=alice)
    bob.refresh_from_db()
    with pytest.raises(NotAColleague):
        a_ticket(alice, copies=[bob.person_id])
    names = [entry.data["name"] for entry in conversation(ticket) if entry.event == "ticket.copied"]
    assert names == [bob.person.name]
