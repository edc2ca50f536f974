"""Noticing what other processes commit: SQLite is asked four times a second, PostgreSQL tells by NOTIFY."""

from __future__ import annotations

from typing import Any, Protocol

from django.db import connection

from pindesk.events.wake import CHANNEL, PROCESS


class Signal(Protocol):
    """How a thread learns through its own connection that another process committed."""

    poll_seconds: float

    def socket(self) -> int | None:
        """A file descriptor that becomes readable when there is something to hear, if there is one."""

    def has_moved(self, is_due: bool) -> bool:
        """Whether the log may have grown; `is_due`: `poll_seconds` went by without a sound."""


class DataVersion:
    """A number that SQLite changes in this connection whenever another one has committed.

    Source: https://www.sqlite.org/pragma.html#pragma_data_version, read 2026-11-24.
    """

    poll_seconds = 0.25

    def __init__(self) -> None:
        self._version: int | None = None

    def socket(self) -> int | None:
        return None

    def has_moved(self, is_due: bool) -> bool:
        with connection.cursor() as cursor:
            before, self._version = self._version, cursor.execute("PRAGMA data_version").fetchone()[0]
        return before != self._version


class Notices:
    """LISTEN on a PostgreSQL connection; a slow poll finds what was committed but never announced."""

    poll_seconds = 5.0

    def __init__(self) -> None:
        connection.ensure_connection()
        self._has_heard = False
        self._session = connection.connection
        self._session.add_notify_handler(lambda notice: self._hear(notice.payload))
        self._session.execute(f"LISTEN {CHANNEL}")

    def socket(self) -> int | None:
        return int(self._session.fileno())

    def has_moved(self, is_due: bool) -> bool:
        pgconn: Any = self._session.pgconn
        pgconn.consume_input()
        while notice := pgconn.notifies():
            self._hear(notice.extra.decode())
        has_heard, self._has_heard = self._has_heard, False
        return has_heard or is_due

    def _hear(self, process: str) -> None:
        self._has_heard |= process != PROCESS


def signal() -> Signal:
    """The signal of the database in use, on the connection of this thread."""
    return Notices() if connection.vendor == "postgresql" else DataVersion()
