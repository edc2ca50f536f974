"""The order of the log, on either database."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from pindesk.events.actions import raise_epoch
from pindesk.events.position import Position
from pindesk.events.tail import _AFTER, events_since, latest_cursor, latest_events


def numbers(batch):
    return [event.data["number"] for event in batch.events]


@pytest.mark.django_db(transaction=True)
def test_the_tail_is_read_in_order_and_in_parts(write):
    start = latest_cursor()
    with transaction.atomic():
        write(1)
        write(2)
    with transaction.atomic():
        write(3)
    first = events_since(start, 2)
    rest = events_since(first.cursor, 2)
    assert (numbers(first), numbers(rest)) == ([1, 2], [3])
    assert rest.cursor == latest_cursor()
    assert events_since(rest.cursor, 2) == ([], rest.cursor, False)
    assert rest.events[0].topics == ("ticket:1", "workspace")
    assert rest.events[0].at.utcoffset().total_seconds() == 0
    assert rest.events == latest_events(1)


@pytest.mark.django_db(transaction=True)
def test_an_event_rolled_back_is_never_read(write):
    start = latest_cursor()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(1)
        raise ZeroDivisionError
    assert events_since(start, 9).events == []


@pytest.mark.django_db(transaction=True)
def test_events_of_a_restored_backup_come_before_new_ones(write):
    with transaction.atomic():
        write(1)
    old = latest_cursor()
    assert raise_epoch() == 2
    assert latest_cursor() == Position(2, 0, 0)
    with transaction.atomic():
        write(2)
    assert numbers(events_since(old, 9)) == [2]
    assert numbers(events_since(Position(0, 0, 0), 9)) == [1, 2]


@pytest.mark.parametrize(
    "text", ["", "1", "1.2", "1.2.3.4", "a.b.c", "-1.2.3", "1.2.3\n", "٣.1.1", "1." + "9" * 20 + ".1"]
)
def test_a_text_that_is_no_position_is_none(text):
    assert Position.parse(text) is None
    assert Position.parse(str(Position(1, 2, 3))) == (1, 2, 3)


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_the_tail_is_found_by_index_however_long_the_log_is():
    """SQLite would compare three columns by the first two alone, and read the whole epoch for every commit."""
    with connection.cursor() as cursor:
        values = {"epoch": 1, "xid": 0, "id": 7, "limit": 100}
        plan = [row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {_AFTER['sqlite']}", values).fetchall()]
    searches = [line for line in plan if "events_event" in line]
    assert len(searches) == 2 and all(line.startswith("SEARCH") for line in searches), plan
    assert "rowid>?" in searches[0] and "(epoch>?)" in searches[1], plan
