"""On PostgreSQL: writers that commit late, and backups of another cluster. Collected only there."""

from __future__ import annotations

import asyncio
import threading

import pytest
from django.db import connection, transaction

from pindesk.events.actions import raise_epoch
from pindesk.events.models import Cursor, Event
from pindesk.events.position import Position
from pindesk.events.tail import events_since, latest_cursor
from pindesk.events.tests.live import commit, hints, next_event, on_thread, running

pytestmark = pytest.mark.django_db(transaction=True)


def numbers(batch):
    return [event.data["number"] for event in batch.events]


@pytest.fixture
def slow_writer(write):
    """A transaction on another connection that has written event 1 and commits when told to."""
    written, may_commit = threading.Event(), threading.Event()

    def run():
        with transaction.atomic():
            write(1)
            written.set()
            may_commit.wait(20)
        connection.close()

    thread = threading.Thread(target=run)

    def commit():
        may_commit.set()
        thread.join()

    thread.start()
    assert written.wait(20)
    yield commit
    commit()


def test_a_writer_that_commits_late_holds_back_those_after_it(write, slow_writer):
    start = latest_cursor()
    with transaction.atomic():
        write(2)
    assert events_since(start, 9) == ([], start, True)
    assert latest_cursor() == start
    slow_writer()
    batch = events_since(start, 9)
    assert (numbers(batch), batch.is_held_back) == ([1, 2], False)


def test_a_backup_from_a_cluster_with_higher_transaction_ids_is_read_whole(write):
    with transaction.atomic():
        write(1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_event SET xid = '999999999999'")
    assert events_since(Position(0, 0, 0), 9).is_held_back
    raise_epoch()
    with transaction.atomic():
        write(2)
    assert numbers(events_since(Position(0, 0, 0), 9)) == [1, 2]


def test_live_streams_lose_nothing_to_a_writer_that_sleeps(write, slow_writer):
    async def scene():
        async with running() as dispatcher:
            stream = dispatcher.open({"ticket:1"}, "customer")
            await commit(write, *range(2, 40))
            assert dispatcher.cursor == str(Position(1, 0, 0))
            await on_thread(slow_writer)
            return [hint.id for hint in await hints(stream, 39)]

    arrived = asyncio.run(scene())
    written = [f"1.{event.xid}.{event.id}" for event in Event.objects.order_by("xid", "id")]
    assert arrived == written


def test_the_end_of_a_transaction_without_events_releases_those_it_held_back(write):
    """Nothing wakes the readers when it ends: they look again by themselves."""
    begun, may_commit = threading.Event(), threading.Event()

    def sleep_with_a_transaction():
        with transaction.atomic():
            Cursor.objects.create(consumer="sleeper", position="1.0.0")
            begun.set()
            may_commit.wait(20)

    async def scene():
        async with running() as dispatcher:
            stream = dispatcher.open({"ticket:1"}, "customer")
            sleeper = asyncio.create_task(on_thread(sleep_with_a_transaction))
            await asyncio.to_thread(begun.wait, 20)
            await commit(write, 1)
            may_commit.set()
            assert (await next_event(stream)).event == "hint"
            await sleeper

    asyncio.run(scene())
