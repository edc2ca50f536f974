"""Reading the log in order after a position, so that no event is ever missed, on either database.

On PostgreSQL transactions commit in another order than they took their ids: after `id > last` an event of a slower
writer would never be seen. Events are therefore ordered by their writing transaction, and one is only handed out once
every transaction that began before it has ended. A transaction that stays open holds the tail back: none over a second.
Events of an earlier epoch come from a backup, whose transaction ids mean nothing here; all of them are complete.

On SQLite writers queue for one lock: ids are in the order of commits, and every row that can be seen is final.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connection

from pindesk.events.epoch import current_epoch
from pindesk.events.logged import LoggedEvent, from_row
from pindesk.events.position import Position

_AFTER = {
    "postgresql": """
        SELECT epoch, xid::text::bigint, id, kind, subject, actor, audience, topics, data, at,
               epoch < (SELECT coalesce(max(epoch), 1) FROM events_logstate)
                   OR xid < pg_snapshot_xmin(pg_current_snapshot())
        FROM events_event WHERE (epoch, xid, id) > (%(epoch)s, %(xid)s::text::xid8, %(id)s)
        ORDER BY epoch, xid, id LIMIT %(limit)s""",
    # In two halves, as SQLite's index ends a comparison of three columns after the second: it would read the whole
    # epoch each time. `+epoch` keeps it from choosing that index for the first half, where the row's own id is best.
    "sqlite": """
        SELECT * FROM (SELECT epoch, xid, id, kind, subject, actor, audience, topics, data, at, 1
            FROM events_event WHERE +epoch = %(epoch)s AND id > %(id)s ORDER BY id LIMIT %(limit)s)
        UNION ALL
        SELECT * FROM (SELECT epoch, xid, id, kind, subject, actor, audience, topics, data, at, 1
            FROM events_event WHERE epoch > %(epoch)s ORDER BY epoch, xid, id LIMIT %(limit)s)
        ORDER BY epoch, xid, id LIMIT %(limit)s""",
}
_LATEST = {
    "postgresql": """
        SELECT epoch, xid::text::bigint, id, kind, subject, actor, audience, topics, data, at FROM events_event
        WHERE epoch < (SELECT coalesce(max(epoch), 1) FROM events_logstate)
            OR xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY epoch DESC, events_event.xid DESC, id DESC LIMIT %(limit)s""",
    "sqlite": """
        SELECT epoch, xid, id, kind, subject, actor, audience, topics, data, at FROM events_event
        ORDER BY epoch DESC, xid DESC, id DESC LIMIT %(limit)s""",
}


class Batch(NamedTuple):
    """Events in order, the position after them, and whether a writer still open holds back more of them."""

    events: list[LoggedEvent]
    cursor: Position
    is_held_back: bool


def events_since(cursor: Position, limit: int) -> Batch:
    """The next `limit` events after `cursor`."""
    events = []
    rows = _rows(_AFTER, {**cursor._asdict(), "limit": limit})
    for *row, is_complete in rows:
        if not is_complete:
            break
        events.append(from_row(tuple(row)))
    return Batch(events, events[-1].position if events else cursor, len(events) < len(rows))


def latest_events(limit: int) -> list[LoggedEvent]:
    """The last `limit` events, oldest first."""
    return [from_row(row) for row in reversed(_rows(_LATEST, {"limit": limit}))]


def latest_cursor() -> Position:
    """The end of the log: what `events_since` returns for it happened later."""
    return end_of(latest_events(1))


def end_of(latest: list[LoggedEvent]) -> Position:
    """The end of a log whose last events are `latest`, never before the beginning of the present epoch."""
    start = Position(current_epoch(), 0, 0)
    return max(latest[-1].position, start) if latest else start


def _rows(statements: dict[str, str], values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor], values)
        return cursor.fetchall()
