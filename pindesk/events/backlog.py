"""The last hints of the log in memory, from which a browser that comes back is served without the database."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from pindesk.events.logged import LoggedEvent
from pindesk.events.position import Position

LENGTH = 1000


class Hint(NamedTuple):
    """What live streams need of an event."""

    position: Position
    kind: str
    audience: str
    topics: tuple[str, ...]


class Backlog:
    """At most 1,000 hints, none missing between the floor and `cursor`.

    `latest` are the last events of the log: all there are, or more than 1,000, else the floor would be too low.
    """

    def __init__(self, latest: Iterable[LoggedEvent], cursor: Position) -> None:
        self._floor = Position(cursor.epoch, 0, 0)
        self._hints: deque[Hint] = deque()
        self.cursor = self._floor
        for event in latest:
            if event.position.epoch == cursor.epoch:
                self.add(event)
        self.cursor = cursor

    def add(self, event: LoggedEvent) -> Hint:
        """Take in the next event of the log, and forget the oldest for it."""
        hint = Hint(event.position, event.kind, event.audience, event.topics)
        self._hints.append(hint)
        self.cursor = hint.position
        if len(self._hints) > LENGTH:
            self._floor = self._hints.popleft().position
        return hint

    def since(self, text: str) -> list[Hint] | None:
        """The hints after the cursor `text`, in order; None when that is unknown, of another epoch or too far back."""
        position = Position.parse(text)
        if position is None or position.epoch != self.cursor.epoch or not self._floor <= position <= self.cursor:
            return None
        missed = []
        for hint in reversed(self._hints):
            if hint.position <= position:
                break
            missed.append(hint)
        return missed[::-1]
