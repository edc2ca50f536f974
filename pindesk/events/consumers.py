"""Reading the log by consumers: each has a cursor of its own, moved in the transaction of what it enqueues."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from pindesk.events.logged import LoggedEvent
from pindesk.events.models import Cursor
from pindesk.events.position import Position
from pindesk.events.tail import Batch, events_since, latest_cursor
from pindesk.lib.clock import now

BATCH = 100
FIRST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(hours=1)
HELD_BACK = timedelta(milliseconds=50)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Consumer:
    """A function that is called with each event of some kinds, in order, and enqueues what follows from it.

    It runs inside the transaction that moves its cursor: it writes rows, tasks or deliveries, and does nothing outside
    the database. A new consumer starts at the end of the log unless `is_from_beginning`.
    """

    name: str
    kinds: frozenset[str]
    function: Callable[[LoggedEvent], None]
    is_from_beginning: bool = False


def run(consumers: Iterable[Consumer]) -> timedelta | None:
    """Let every consumer read what is new. Returns after how long to run again though nothing wakes; None: never.

    May run in several processes at once: the cursor's row is locked while events are consumed.
    """
    rows = Cursor.objects.in_bulk()
    waits = [wait for consumer in consumers if (wait := _catch_up(consumer, rows.get(consumer.name))) is not None]
    return min(waits, default=None)


def _catch_up(consumer: Consumer, row: Cursor | None) -> timedelta | None:
    row = row or _first_cursor(consumer)
    while not (rest := _rest(row)):
        batch = events_since(_position(row), BATCH)
        is_full = len(batch.events) == BATCH
        if not (is_full or any(event.kind in consumer.kinds for event in batch.events)):
            # Passing by events of other kinds is not written down: every consumer would write for every event.
            return HELD_BACK if batch.is_held_back else None
        row = _consume(consumer)
    return rest


def _consume(consumer: Consumer) -> Cursor:
    with transaction.atomic():
        row = Cursor.objects.select_for_update().get(pk=consumer.name)
        if not _rest(row):
            _hand_over(consumer, row, events_since(_position(row), BATCH))
            row.save()
    return row


def _hand_over(consumer: Consumer, row: Cursor, batch: Batch) -> None:
    for event in batch.events:
        if event.kind in consumer.kinds:
            try:
                with transaction.atomic():
                    consumer.function(event)
            except Exception as error:
                _log.exception("Consumer %s failed at event %s", consumer.name, event.position)
                _note_failure(row, error)
                return
        if row.failures:
            row.failures, row.error, row.retry_at = 0, "", None
        row.position = str(event.position)


def _note_failure(row: Cursor, error: Exception) -> None:
    row.retry_at = now() + min(FIRST_REST * 2 ** min(row.failures, 20), LONGEST_REST)
    row.failures += 1
    row.error = type(error).__name__


def _first_cursor(consumer: Consumer) -> Cursor:
    start = Position(0, 0, 0) if consumer.is_from_beginning else latest_cursor()
    return Cursor.objects.get_or_create(pk=consumer.name, defaults={"position": str(start)})[0]


def _position(row: Cursor) -> Position:
    position = Position.parse(row.position)
    assert position, f"The cursor of {row.consumer} holds {row.position!r}"
    return position


def _rest(row: Cursor) -> timedelta | None:
    """How long the consumer still rests after a failure; None when it may run."""
    wait = row.retry_at - now() if row.retry_at else None
    return wait if wait and wait > timedelta(0) else None
