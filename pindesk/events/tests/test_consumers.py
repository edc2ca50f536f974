"""Consumers read each event once, together with what they enqueue, and rest after a failure."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from pindesk.events.consumers import Consumer, run
from pindesk.events.models import Cursor, Event
from pindesk.events.tests.conftest import NOON, Other
from pindesk.lib import clock

pytestmark = pytest.mark.django_db(transaction=True)


class Enqueued:
    """A consumer's function that enqueues by writing an `Other` event; it fails as long as a number is in `poison`."""

    def __init__(self, write):
        self._write = write
        self.poison = set()

    def __call__(self, event):
        number = event.typed().number
        self._write(data=Other(number), audience="staff", topics=())
        if number in self.poison:
            raise LookupError("the text of an error stays out of the row")

    @property
    def numbers(self):
        return [
            data["number"]
            for data in Event.objects.filter(kind="probe.other").order_by("id").values_list("data", flat=True)
        ]


@pytest.fixture
def enqueued(write):
    return Enqueued(write)


@pytest.fixture
def consumer(enqueued):
    return Consumer("probe", frozenset({"probe.numbered"}), enqueued, is_from_beginning=True)


def commit(write, *numbers, **changes):
    for number in numbers:
        with transaction.atomic():
            write(number, **changes)


def test_each_event_is_consumed_once_and_in_order(write, consumer, enqueued):
    commit(write, *range(250))
    assert run([consumer]) is None
    assert run([consumer]) is None
    commit(write, 250)
    run([consumer])
    assert enqueued.numbers == list(range(251))


def test_a_new_consumer_starts_at_the_end_of_the_log(write, enqueued):
    late = Consumer("late", frozenset({"probe.numbered"}), enqueued)
    commit(write, 1)
    run([late])
    commit(write, 2)
    run([late])
    assert enqueued.numbers == [2]


def test_events_of_other_kinds_cost_no_write(write, consumer):
    run([consumer])
    before = Cursor.objects.get().position
    commit(write, 1, data=Other(1))
    run([consumer])
    assert Cursor.objects.get().position == before


def test_what_a_failing_call_enqueued_is_undone_and_what_came_before_stays(write, consumer, enqueued):
    enqueued.poison = {3}
    commit(write, 1, 2, 3, 4)
    run([consumer])
    assert enqueued.numbers == [1, 2]
    row = Cursor.objects.get()
    assert (row.failures, row.error) == (1, "LookupError")


def test_a_failing_consumer_rests_longer_each_time_and_then_goes_on(write, consumer, enqueued):
    enqueued.poison = {1}
    commit(write, 1, 2)
    at, rests = NOON, []
    for _ in range(12):
        with clock.frozen(at):
            rests.append(run([consumer]).total_seconds())
        with clock.frozen(at + timedelta(seconds=1)):
            assert run([consumer]).total_seconds() == rests[-1] - 1
        at += timedelta(seconds=rests[-1])
    assert rests[:4] == [5, 10, 20, 40]
    assert rests[-1] == 3600
    enqueued.poison = set()
    with clock.frozen(at):
        assert run([consumer]) is None
    assert enqueued.numbers == [1, 2]
    row = Cursor.objects.get()
    assert (row.failures, row.error, row.retry_at) == (0, "", None)


def test_a_failing_consumer_does_not_block_another(write, consumer, enqueued):
    healthy = Enqueued(lambda **changes: write(**changes | {"subject": "ticket:2"}))
    enqueued.poison = {1}
    commit(write, 1)
    run([consumer, Consumer("healthy", consumer.kinds, healthy, is_from_beginning=True)])
    assert Event.objects.filter(kind="probe.other").values_list("subject", flat=True).get() == "ticket:2"


def test_two_processes_at_once_consume_each_event_once(write, consumer, enqueued):
    commit(write, *range(120))
    barrier = threading.Barrier(2)

    def consume():
        barrier.wait()
        run([consumer])
        connection.close()

    threads = [threading.Thread(target=consume) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert enqueued.numbers == list(range(120))
