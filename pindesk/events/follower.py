"""A thread that follows the end of the log on a database connection of its own."""

from __future__ import annotations

import logging
import selectors
import socket
import threading
from collections.abc import Callable

from django.db import connection

from pindesk.events import backlog, noticing, wake
from pindesk.events.epoch import current_epoch
from pindesk.events.logged import LoggedEvent
from pindesk.events.position import Position
from pindesk.events.tail import end_of, events_since, latest_events

BATCH = 200
HELD_BACK_SECONDS = 0.02
DATABASE_GONE_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Follower(threading.Thread):
    """Hands on the last events with the end of the log at first and after a restore, then every event that follows.

    Both functions are called on this thread. While the database is gone it tries once a second, and goes on from where
    it was.
    """

    def __init__(
        self,
        begin: Callable[[list[LoggedEvent], Position], None],
        go_on: Callable[[list[LoggedEvent]], None],
    ) -> None:
        super().__init__(name="events-follower", daemon=True)
        self._begin, self._go_on = begin, go_on
        self._cursor: Position | None = None
        self._is_held_back = False
        self._is_stopped = False
        self._is_rung = False
        self._bell, self._clapper = socket.socketpair()
        self._bell.setblocking(False)
        self._clapper.setblocking(False)

    def wake(self) -> None:
        """Look at the log now; from any thread."""
        if not self._is_rung:
            self._is_rung = True
            self._clapper.send(b".")

    def stop(self) -> None:
        """End the thread; returns when it has ended."""
        self._is_stopped = True
        self.wake()
        self.join()
        self._bell.close()
        self._clapper.close()

    def run(self) -> None:
        try:
            while not self._is_stopped:
                try:
                    self._follow()
                except Exception:
                    _log.warning("The log cannot be read; trying again", exc_info=True)
                    connection.close()
                    self._wait(DATABASE_GONE_SECONDS, None)
        finally:
            connection.close()

    def _follow(self) -> None:
        signal = noticing.signal()
        signal.has_moved(is_due=True)
        self._read(is_rung=True)
        while not self._is_stopped:
            seconds = HELD_BACK_SECONDS if self._is_held_back else signal.poll_seconds
            is_rung, is_due = self._wait(seconds, signal.socket())
            if signal.has_moved(is_due) or is_rung or self._is_held_back:
                self._read(is_rung)

    def _wait(self, seconds: float, also: int | None) -> tuple[bool, bool]:
        """Whether the bell rang, and whether the time went by in silence."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._bell, selectors.EVENT_READ)
            if also is not None:
                selector.register(also, selectors.EVENT_READ)
            sounds = selector.select(seconds)
        is_rung = any(key.fileobj is self._bell for key, _ in sounds)
        if is_rung:
            self._bell.recv(64)
            self._is_rung = False  # before the table is read: who rings from now on is heard again
        return is_rung, not sounds

    def _read(self, is_rung: bool) -> None:
        if self._cursor is None or current_epoch() != self._cursor.epoch:
            latest = latest_events(backlog.LENGTH + 1)
            self._cursor = end_of(latest)
            self._begin(latest, self._cursor)
        is_full = True
        while is_full:
            batch = events_since(self._cursor, BATCH)
            is_full = len(batch.events) == BATCH
            self._cursor, self._is_held_back = batch.cursor, batch.is_held_back
            if batch.events:
                self._go_on(batch.events)
                if not is_rung:
                    wake.committed()  # by another process: the other readers of this one have not heard of it
