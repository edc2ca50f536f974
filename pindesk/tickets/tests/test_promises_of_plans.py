"""An open ticket keeps the better of two promises when the plan of its account changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from pindesk.availability.actions import save_topics
from pindesk.events import consumers
from pindesk.events.access import history
from pindesk.lib import clock
from pindesk.plans.access import starts_after
from pindesk.plans.actions import (
    change_plan,
    payment_failed,
    payment_received,
    save_plans,
    start_trial,
    subscribe,
)
from pindesk.plans.models import Plan
from pindesk.tickets import rules, tasks
from pindesk.tickets.actions import reply, solve
from pindesk.tickets.consumers import BETTER_PROMISES
from pindesk.tickets.models import Ticket
from pindesk.tickets.rules import Clock
from tests.asking import a_ticket
from tests.cast import DAY_SECONDS, FRIDAY_1755, PLANS, TOPICS, Cast

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
OPENED = FRIDAY_1755
Run = Callable[[], None]


@pytest.fixture
def quick(cast: Cast) -> Plan:
    """Premium with a promise of four hours; Mallory is on Business, with a day."""
    rows = [row | {"promise_seconds": 4 * 3600} if row["code"] == "premium" else row for row in PLANS]
    return {plan.code: plan for plan in save_plans(rows)}["premium"]


@pytest.fixture
def run(quick: Plan) -> Run:
    """Lets the consumer read the log, and does what it enqueued, whatever the hour at which that is due."""
    consumers.run([BETTER_PROMISES])

    def work() -> None:
        consumers.run([BETTER_PROMISES])
        for task in DBTaskResult.objects.order_by("run_after", "enqueued_at"):
            tasks.keep_better_promises.call(*task.args_kwargs["args"])
        DBTaskResult.objects.all().delete()

    return work


def opened(cast: Cast, at: datetime = OPENED, **changes: str) -> Ticket:
    return a_ticket(cast.mallory, now=at, **changes)


def upgrade(cast: Cast, plan: Plan, at: datetime) -> None:
    change_plan(cast.mallory.account, plan, by=cast.lin, now=at)


def test_an_upgrade_brings_what_is_due_within_the_new_promise(cast: Cast, quick: Plan, run: Run) -> None:
    ticket = opened(cast)
    upgrade(cast, quick, OPENED + 2 * HOUR)
    run()
    ticket.refresh_from_db()
    assert ticket.promise_seconds == 4 * 3600
    assert ticket.first_reply_due_at == ticket.next_due_at == OPENED + 6 * HOUR
    event = history(ticket.key, audience="customer")[-1]
    assert (event.kind, event.data) == ("ticket.promise_shortened", {"promise_seconds": 4 * 3600})


def test_an_upgrade_never_puts_off_what_is_due_sooner(cast: Cast, quick: Plan, run: Run) -> None:
    ticket = opened(cast)
    upgrade(cast, quick, OPENED + 22 * HOUR)
    run()
    ticket.refresh_from_db()
    assert ticket.promise_seconds == 4 * 3600 and ticket.next_due_at == OPENED + 24 * HOUR
    assert history(ticket.key, audience="staff")[-1].kind == "ticket.opened", "nothing was due sooner"


def test_a_downgrade_leaves_open_tickets_as_promised(cast: Cast, quick: Plan, run: Run) -> None:
    upgrade(cast, quick, OPENED - HOUR)
    ticket = opened(cast)
    upgrade(cast, Plan.objects.get(code="starter"), OPENED + HOUR)
    run()
    ticket.refresh_from_db()
    assert (ticket.promise_seconds, ticket.next_due_at) == (4 * 3600, OPENED + 4 * HOUR)


def test_an_upgrade_that_is_taken_back_at_once_is_kept_to_as_promised(cast: Cast, quick: Plan, run: Run) -> None:
    ticket = opened(cast)
    upgrade(cast, quick, OPENED + HOUR)
    upgrade(cast, Plan.objects.get(code="business"), OPENED + HOUR + timedelta(seconds=1))
    run()
    ticket.refresh_from_db()
    assert ticket.next_due_at == OPENED + 5 * HOUR


def test_run_twice_it_is_as_once(cast: Cast, quick: Plan, run: Run) -> None:
    ticket = opened(cast)
    upgrade(cast, quick, OPENED + 2 * HOUR)
    run()
    before = Ticket.objects.filter(pk=ticket.pk).values().get()
    tasks.keep_better_promises.call(cast.mallory.account_id, (OPENED + 2 * HOUR).isoformat())
    assert Ticket.objects.filter(pk=ticket.pk).values().get() == before
    assert [event.kind for event in history(ticket.key, audience="staff")].count("ticket.promise_shortened") == 1


def test_many_tickets_go_in_batches(cast: Cast, quick: Plan, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 2)
    for number in range(5):
        opened(cast, subject=f"Number {number}", body=f"Body {number}")
    upgrade(cast, quick, OPENED + HOUR)
    run()
    assert set(Ticket.objects.values_list("next_due_at", flat=True)) == {OPENED + 5 * HOUR}


def test_only_that_accounts_tickets_move(cast: Cast, quick: Plan, run: Run) -> None:
    subscribe(cast.alice.account, Plan.objects.get(code="business"), now=OPENED - HOUR)
    other = a_ticket(cast.alice, now=OPENED)
    upgrade(cast, quick, OPENED + HOUR)
    run()
    other.refresh_from_db()
    assert other.next_due_at == OPENED + 24 * HOUR


def test_a_topic_that_promises_less_stays_as_it_is(cast: Cast, quick: Plan, run: Run) -> None:
    """And one that promises more than the plan ever does not make the work endless."""
    save_topics([row | {"promise_seconds": 3600 if row["code"] == "api" else None} for row in TOPICS], teams={})
    ticket = opened(cast, topic="api")
    upgrade(cast, quick, OPENED + HOUR / 2)
    run()
    ticket.refresh_from_db()
    assert (ticket.promise_seconds, ticket.next_due_at) == (3600, OPENED + HOUR)


def test_a_topic_slower_than_a_plan_without_a_promise_ends_the_work(cast: Cast, run: Run) -> None:
    save_topics([row | {"promise_seconds": 3 * DAY_SECONDS} for row in TOPICS], teams={})
    save_plans([row | {"promise_seconds": None} for row in PLANS])
    ticket = opened(cast)
    subscribe(cast.mallory.account, Plan.objects.get(code="premium"), now=OPENED + HOUR)
    run()
    ticket.refresh_from_db()
    assert ticket.promise_seconds == 3 * DAY_SECONDS


def test_a_ticket_that_waits_or_is_solved_has_the_better_promise_from_its_next_turn_on(
    cast: Cast, quick: Plan, run: Run
) -> None:
    waiting, solved = opened(cast), opened(cast, subject="Other", body="Other words")
    reply(waiting, by=cast.ada, body="Which list is it?", now=OPENED + HOUR)
    solve(solved, by=cast.mallory.person, now=OPENED + HOUR)
    upgrade(cast, quick, OPENED + 2 * HOUR)
    run()
    for ticket in (waiting, solved):
        ticket.refresh_from_db()
        assert ticket.next_due_at is None
        reply(ticket, by=cast.mallory.person, body="It is the second.", now=OPENED + 3 * HOUR)
        ticket.refresh_from_db()
        assert ticket.next_due_at == OPENED + 7 * HOUR


def test_a_better_plan_that_begins_later_is_looked_at_then(cast: Cast, quick: Plan, run: Run) -> None:
    ticket = opened(cast)
    start = OPENED + 3 * HOUR
    with clock.frozen(OPENED):
        subscribe(cast.mallory.account, quick, now=OPENED, starts_at=start)
    assert starts_after(cast.mallory.account_id, OPENED) == [start]
    consumers.run([BETTER_PROMISES])
    assert DBTaskResult.objects.filter(run_after=start).exists()
    run()
    ticket.refresh_from_db()
    assert ticket.next_due_at == start + 4 * HOUR


def test_what_follows_a_trial_counts_as_well(cast: Cast, quick: Plan, run: Run) -> None:
    ticket = opened(cast)
    starter = Plan.objects.get(code="starter")
    start_trial(cast.mallory.account, starter, until=OPENED + 2 * HOUR, then=quick, now=OPENED + HOUR)
    run()
    ticket.refresh_from_db()
    assert ticket.next_due_at == OPENED + 6 * HOUR


def test_a_plan_that_is_owed_for_promises_nothing_until_it_is_paid(cast: Cast, quick: Plan, run: Run) -> None:
    ticket, account = opened(cast), cast.mallory.account
    payment_failed(account, now=OPENED - timedelta(days=8))
    subscribe(account, quick, now=OPENED + HOUR)
    run()
    ticket.refresh_from_db()
    assert ticket.next_due_at == OPENED + 24 * HOUR
    payment_received(account, now=OPENED + 2 * HOUR)
    run()
    ticket.refresh_from_db()
    assert ticket.next_due_at == OPENED + 6 * HOUR


@pytest.mark.parametrize(
    ("before", "due", "first"),
    [
        (Clock("received", OPENED + 9 * HOUR, None, None, OPENED + 9 * HOUR), 5, 5),
        (Clock("received", OPENED + 2 * HOUR, None, None, OPENED + 2 * HOUR), 2, 2),
        (Clock("on_hold", OPENED + 9 * HOUR, OPENED - HOUR, None, OPENED), 5, 0),
        (Clock("waiting", None, OPENED - HOUR, None, OPENED), None, 0),
        (Clock("received", None, None, None, None), 5, 5),
        (Clock("waiting", None, None, None, None), None, None),
    ],
)
def test_nothing_is_later_than_it_was_nor_late_by_the_change(before: Clock, due: int | None, first: int | None) -> None:
    after = rules.with_plan_promise(before, 4 * 3600, OPENED + HOUR)
    hours = [None if one is None else OPENED + one * HOUR for one in (due, first)]
    assert [after.next_due_at, after.first_reply_due_at] == hours
