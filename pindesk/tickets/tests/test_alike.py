"""A ticket of one's own about the same: never somebody else's, never an old one, in one query."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pindesk.accounts.models import Membership
from pindesk.tickets import actions
from pindesk.tickets.access import alike_of, others_of
from pindesk.tickets.likeness import Text
from pindesk.tickets.models import Participant, Ticket
from tests.asking import a_ticket
from tests.cast import FRIDAY_1755, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

TYPED = Text(
    "The newsletter does not leave the queue", "Since this morning nothing of the campaign has been sent.", "en"
)


def found(member: Membership, *, days: float = 0, other_than: tuple[int, ...] = ()) -> int | None:
    written = alike_of(member, TYPED, FRIDAY_1755 + timedelta(days=days), other_than=other_than)
    return written.line.number if written else None


def test_the_surest_of_ones_own_is_found(alice: Membership) -> None:
    a_ticket(alice, subject="An invoice", body="Where is it?")
    assert found(alice) is None
    ticket = a_ticket(alice)
    a_ticket(alice, subject="A colleague", body="How do I invite one?")
    assert found(alice) == ticket.number
    written = alike_of(alice, TYPED, FRIDAY_1755)
    assert written is not None
    assert (written.line.subject, written.created_at) == (ticket.subject, ticket.created_at)


def test_nobody_is_told_of_another_s_ticket(cast: Cast) -> None:
    ticket = a_ticket(cast.alice)
    Participant.objects.create(ticket=ticket, person=cast.bob.person, role="copy", reply_key="k")
    assert found(cast.alice) == ticket.number
    assert found(cast.bob) is None, "a copy is not something that he wrote"
    assert found(cast.mallory) is None


def test_of_another_account_of_the_same_person_it_says_nothing(cast: Cast) -> None:
    a_ticket(cast.alice)
    elsewhere = Membership.objects.create(account=cast.mallory.account, person=cast.alice.person, role="member")
    assert found(elsewhere) is None


def test_what_is_solved_counts_for_fourteen_days(alice: Membership) -> None:
    ticket = a_ticket(alice)
    actions.solve(ticket, by=alice.person)
    assert found(alice, days=13) == ticket.number
    assert found(alice, days=14) is None


def test_what_the_writer_said_it_is_not_is_passed_over(alice: Membership) -> None:
    one, other = a_ticket(alice), a_ticket(alice)
    assert {found(alice, other_than=(one.number,)), found(alice, other_than=(other.number,))} == {
        one.number,
        other.number,
    }
    assert found(alice, other_than=(one.number, other.number)) is None


def test_it_takes_one_query_and_looks_at_fifty(alice: Membership) -> None:
    oldest = a_ticket(alice, now=FRIDAY_1755 - timedelta(hours=2))
    for number in range(50):
        a_ticket(alice, subject=f"Question {number}", body="About a template.")
    with CaptureQueriesContext(connection) as queries:
        assert found(alice) is None
    assert len(queries) == 1
    Ticket.objects.filter(pk=oldest.pk).update(customer_updated_at=FRIDAY_1755 + timedelta(hours=1))
    assert found(alice) == oldest.number


def test_an_agent_sees_which_of_the_accounts_tickets_are_alike(cast: Cast) -> None:
    ticket = a_ticket(cast.alice)
    same = a_ticket(cast.bob, subject="Newsletter does not leave", language="de")
    other = a_ticket(cast.alice, subject="An invoice", body="Where is it?")
    stranger = a_ticket(cast.mallory)
    rows = {row.number: row for row in others_of(ticket)}
    assert set(rows) == {same.number, other.number}
    assert (rows[same.number].is_alike, rows[same.number].is_by_requester) == (True, False)
    assert (rows[other.number].is_alike, rows[other.number].is_by_requester) == (False, True)
    assert others_of(stranger) == []
