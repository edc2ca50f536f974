"""Assignment, team, topic, priority and status."""

from datetime import timedelta

import pytest

from pindesk.accounts.models import Team
from pindesk.events.access import history
from pindesk.tickets import actions
from pindesk.tickets.errors import TicketClosed, UnknownChoice, UnknownTopic
from pindesk.tickets.rules import REOPEN_WITHIN
from tests.cast import FRIDAY_1755

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(alice):
    return actions.open_ticket(
        membership=alice, topic="sending", subject="Late", body="Since Tuesday.", language="fr", now=FRIDAY_1755
    )


def kinds(ticket, audience="staff"):
    return [event.kind for event in history(ticket.key, audience=audience)]


def test_assigning_twice_is_one_event_and_no_customer_hears_of_it(ticket, ada):
    for _ in range(2):
        actions.assign(ticket, to=ada, by=ada)
    ticket.refresh_from_db()
    assert ticket.assignee_id == ada.pk
    assert kinds(ticket).count("ticket.assigned") == 1
    assert "ticket.assigned" not in kinds(ticket, "customer")


def test_an_inactive_agent_gets_nothing(ticket, ada, lin):
    lin.is_active = False
    with pytest.raises(UnknownChoice):
        actions.assign(ticket, to=lin, by=ada)


def test_another_team_releases_an_assignee_outside_it(ticket, ada):
    elsewhere = Team.objects.create(code="elsewhere", name="Elsewhere")
    actions.assign(ticket, to=ada, by=ada)
    row = actions.change_team(ticket, to=elsewhere, by=ada)
    assert (row.team_id, row.assignee_id) == (elsewhere.pk, None)
    assert kinds(ticket)[-2:] == ["ticket.moved_to_team", "ticket.assigned"]


def test_a_topic_that_promises_less_shortens_what_is_due(ticket, ada):
    row = actions.change_topic(ticket, to="account_unlock", by=ada)
    assert row.first_reply_due_at == row.next_due_at == FRIDAY_1755 + timedelta(hours=4)


def test_a_topic_that_promises_more_never_lengthens_it(alice, ada):
    urgent = actions.open_ticket(
        membership=alice, topic="account_unlock", subject="Locked", body="Help.", language="en", now=FRIDAY_1755
    )
    assert actions.change_topic(urgent, to="sending", by=ada).first_reply_due_at == FRIDAY_1755 + timedelta(hours=4)


def test_unknown_topics_priorities_and_statuses_are_refused(ticket, ada):
    with pytest.raises(UnknownTopic):
        actions.change_topic(ticket, to="nothing", by=ada)
    with pytest.raises(UnknownChoice):
        actions.change_priority(ticket, to="huge", by=ada)
    actions.change_status(ticket, to="in_progress", by=ada)
    for status in ("closed", "received", "nothing"):
        with pytest.raises(UnknownChoice):
            actions.change_status(ticket, to=status, by=ada)


def test_on_hold_keeps_the_clock_and_customers_do_not_hear_of_it(ticket, ada):
    actions.change_status(ticket, to="in_progress", by=ada)
    row = actions.change_status(ticket, to="on_hold", by=ada)
    assert row.next_due_at == FRIDAY_1755 + timedelta(days=1)
    assert kinds(ticket, "customer") == ["ticket.opened", "ticket.status_changed"]
    assert kinds(ticket).count("ticket.status_changed") == 2


def test_waiting_pauses_and_in_progress_counts_anew(ticket, ada):
    actions.change_status(ticket, to="waiting", by=ada, now=FRIDAY_1755)
    row = actions.change_status(ticket, to="in_progress", by=ada, now=FRIDAY_1755 + timedelta(hours=5))
    assert row.next_due_at == FRIDAY_1755 + timedelta(hours=29)


def test_solved_by_status_is_the_same_as_solving(ticket, ada):
    row = actions.change_status(ticket, to="solved", by=ada, now=FRIDAY_1755)
    assert (row.status, row.solved_at, row.next_due_at) == ("solved", FRIDAY_1755, None)
    assert kinds(ticket)[-1] == "ticket.solved"


def test_solving_twice_is_once_and_reopening_counts_anew(ticket, alice):
    for _ in range(2):
        actions.solve(ticket, by=alice.person, now=FRIDAY_1755)
    assert kinds(ticket).count("ticket.solved") == 1
    later = FRIDAY_1755 + timedelta(days=3)
    row = actions.reopen(ticket, by=alice.person, now=later)
    assert (row.status, row.next_due_at) == ("in_progress", later + timedelta(days=1))
    assert row.first_reply_due_at == row.next_due_at
    assert actions.reopen(ticket, by=alice.person).status == "in_progress"
    assert kinds(ticket).count("ticket.reopened") == 1


def test_reopening_ends_after_fourteen_days(ticket, alice):
    actions.solve(ticket, by=alice.person, now=FRIDAY_1755)
    with pytest.raises(TicketClosed):
        actions.reopen(ticket, by=alice.person, now=FRIDAY_1755 + REOPEN_WITHIN)


def test_only_what_was_solved_long_ago_is_closed(ticket, alice, ada):
    young = actions.open_ticket(
        membership=alice, topic="api", subject="Key", body="Lost.", language="en", now=FRIDAY_1755
    )
    actions.solve(ticket, by=ada, now=FRIDAY_1755)
    actions.solve(young, by=ada, now=FRIDAY_1755 + timedelta(days=1))
    assert actions.close_solved(FRIDAY_1755 + REOPEN_WITHIN) == 1
    assert actions.close_solved(FRIDAY_1755 + REOPEN_WITHIN) == 0
    ticket.refresh_from_db()
    young.refresh_from_db()
    assert (ticket.status, young.status) == ("closed", "solved")


def test_a_topic_of_another_team_releases_an_assignee_outside_it(ticket, ada, lin):
    actions.assign(ticket, to=ada, by=ada)
    row = actions.change_topic(ticket, to="invoice", by=lin)
    assert row.team.code == "billing" and row.assignee_id is None
    assert kinds(ticket)[-3:] == ["ticket.topic_changed", "ticket.moved_to_team", "ticket.assigned"]


def test_after_our_first_reply_a_shorter_promise_shortens_the_next(ticket, ada, alice):
    actions.reply(ticket, by=ada, body="Which list?", now=FRIDAY_1755)
    actions.reply(ticket, by=alice.person, body="That one.", now=FRIDAY_1755)
    row = actions.change_topic(ticket, to="account_unlock", by=ada)
    assert row.next_due_at == FRIDAY_1755 + timedelta(hours=4)
    assert row.first_reply_due_at == FRIDAY_1755 + timedelta(hours=24)


def test_what_staff_alone_may_know_does_not_move_the_ticket_for_its_customer(ticket, ada):
    later = FRIDAY_1755 + timedelta(hours=1)
    actions.add_note(ticket, by=ada, body="Do not tell.", now=later)
    actions.assign(ticket, to=ada, by=ada, now=later)
    actions.change_priority(ticket, to="high", by=ada, now=later)
    actions.change_team(ticket, to=None, by=ada, now=later)
    ticket.refresh_from_db()
    assert (ticket.updated_at, ticket.customer_updated_at) == (later, FRIDAY_1755)
    actions.change_status(ticket, to="in_progress", by=ada, now=later)
    ticket.refresh_from_db()
    assert ticket.customer_updated_at == later
    still_later = later + timedelta(hours=1)
    actions.change_status(ticket, to="on_hold", by=ada, now=still_later)  # a customer reads it as in progress
    ticket.refresh_from_db()
    assert (ticket.updated_at, ticket.customer_updated_at) == (still_later, later)


def test_an_assignee_outside_the_team_stays_while_the_team_does(ticket, lin, ada):
    lin.teams.set([])
    actions.assign(ticket, to=lin, by=ada)
    row = actions.change_topic(ticket, to="deliverability" if ticket.topic_id != "deliverability" else "api", by=ada)
    assert row.team.code == "support" and row.assignee_id == lin.pk
    assert actions.change_team(ticket, to=row.team, by=ada).assignee_id == lin.pk
