"""On PostgreSQL: writers that commit late, and backups of another cluster. Collected only there."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from pindesk.events.actions import raise_epoch
from pindesk.events.position import Position
from pindesk.events.tail import events_since, latest_cursor

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
