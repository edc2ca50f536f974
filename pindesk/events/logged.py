"""An event as readers get it: a plain row, without the ORM."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pindesk.events.kinds import unpack
from pindesk.events.position import Position


class LoggedEvent(NamedTuple):
    """One event of the log; `data` holds plain values, `typed()` the dataclass of its kind; `at` is aware UTC."""

    position: Position
    kind: str
    subject: str
    actor: str
    audience: str
    topics: tuple[str, ...]
    data: dict[str, Any]
    at: datetime

    def typed(self) -> Any:
        """The value the event was recorded with. Raises BadEvent when its kind is gone or has other fields."""
        return unpack(self.kind, self.data)


def from_row(row: tuple[Any, ...]) -> LoggedEvent:
    """An event from `epoch, xid, id, kind, subject, actor, audience, topics, data, at`, raw or through the ORM."""
    epoch, xid, number, kind, subject, actor, audience, topics, data, at = row
    return LoggedEvent(
        Position(epoch, xid, number),
        kind,
        subject,
        actor,
        audience,
        tuple(json.loads(topics) if isinstance(topics, str) else topics),
        json.loads(data) if isinstance(data, str) else data,
        at if at.tzinfo else at.replace(tzinfo=UTC),
    )
