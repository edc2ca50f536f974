"""Who may fetch what, by how many queries."""

import pytest
from django.http import Http404

from pindesk.tickets import actions
from pindesk.tickets.access import (
    agent_may_listen,
    customer_may_listen,
    followers_of,
    queue,
    queue_counts,
    situation,
    ticket_for_customer,
    tickets_of,
    timeline,
)
from pindesk.tickets.models import Participant
from tests.cast import FRIDAY_1755

pytestmark = pytest.mark.django_db


def a_ticket(member, topic="sending", **values):
    given = {"subject": "Late", "body": "Since Tuesday.", "language": "en", "now": FRIDAY_1755, **values}
    return actions.open_ticket(membership=member, topic=topic, **given)


def test_others_and_missing_numbers_are_refused_alike(alice, bob, mallory):
    ticket = a_ticket(alice)
    assert ticket_for_customer(alice, ticket.number).number == ticket.number
    for member, number in ((bob, ticket.number), (mallory, ticket.number), (alice, ticket.number + 1)):
        with pytest.raises(Http404):
            ticket_for_customer(member, number)


def test_somebody_copied_may_read_it_in_the_same_account_only(alice, bob, mallory):
    ticket = a_ticket(alice)
    for place, member in enumerate((bob, mallory)):
        Participant.objects.create(ticket=ticket, person=member.person, role="copy", reply_key=f"k{place}")
    assert ticket_for_customer(bob, ticket.number)
    with pytest.raises(Http404):
        ticket_for_customer(mallory, ticket.number)


def test_my_tickets_are_mine_and_last_moved_first(alice, bob):
    first, second = a_ticket(alice), a_ticket(alice)
    a_ticket(bob)
    assert [line.number for line in tickets_of(alice)] == [second.number, first.number]


def test_the_situation_is_what_waits_for_a_first_reply(alice, ada):
    waiting, answered = a_ticket(alice), a_ticket(alice, topic="api")
    actions.reply(answered, by=ada, body="Look.", now=FRIDAY_1755)
    (one,) = situation(alice, FRIDAY_1755)
    assert (one.number, one.topic) == (waiting.number, "sending")
    assert situation(alice, waiting.first_reply_due_at) == ()


def test_topics_of_others_cannot_be_listened_to(alice, bob, mallory):
    own, foreign = a_ticket(alice), a_ticket(mallory)
    wanted = [f"ticket:{own.number}", f"ticket:{foreign.number}", "workspace", f"account:{alice.account_id}"]
    wanted += [f"person:{alice.person_id}", f"person:{mallory.person_id}", "ticket:x", "ticket:" + "9" * 30]
    heard = {f"ticket:{own.number}", f"person:{alice.person_id}"}
    assert customer_may_listen(alice, [*wanted, f"account:{mallory.account_id}"]) == heard | {
        f"account:{alice.account_id}"
    }
    assert customer_may_listen(bob, wanted) == set()


def test_agents_listen_to_tickets_and_the_workspace(ada):
    assert agent_may_listen(ada, ["workspace", "ticket:1001", "person:1"]) == {"workspace", "ticket:1001"}


def test_the_queue_is_sorted_by_when_the_reply_is_due(alice, ada):
    later = a_ticket(alice)
    sooner = a_ticket(alice, topic="account_unlock")
    assert [row.number for row in queue(ada, "open")] == [sooner.number, later.number]


def test_views_and_their_counts_agree(alice, ada):
    mine, free, waiting = a_ticket(alice), a_ticket(alice), a_ticket(alice)
    actions.assign(mine, to=ada, by=ada)
    actions.reply(waiting, by=ada, body="When?", now=FRIDAY_1755)
    shown = {view: {row.number for row in queue(ada, view)} for view in ("open", "mine", "unassigned", "waiting")}
    assert shown == {
        "open": {mine.number, free.number},
        "mine": {mine.number},
        "unassigned": {free.number},
        "waiting": {waiting.number},
    }
    assert queue_counts(ada) == {view: len(numbers) for view, numbers in shown.items()}


def test_an_unknown_view_is_not_there(ada):
    with pytest.raises(Http404):
        queue(ada, "everything")


def test_the_timeline_costs_the_same_for_one_and_fifty_messages(alice, ada, django_assert_max_num_queries):
    ticket = a_ticket(alice)
    for place in range(50):
        actions.reply(ticket, by=ada, body=f"Line {place}.")
        actions.assign(ticket, to=ada if place % 2 else None, by=ada)
    with django_assert_max_num_queries(5):
        timeline(ticket)


def test_who_left_the_account_is_told_nothing(alice, bob):
    ticket = a_ticket(alice)
    Participant.objects.create(ticket=ticket, person=bob.person, role="copy", reply_key="k")
    assert {one.role for one in followers_of(ticket.number)} == {"requester", "copy"}
    bob.removed_at = FRIDAY_1755
    bob.save()
    assert {one.role for one in followers_of(ticket.number)} == {"requester"}
