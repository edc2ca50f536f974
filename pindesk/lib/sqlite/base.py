"""The engine itself; Django loads `DatabaseWrapper` from here (`ENGINE = "pindesk.lib.sqlite"`)."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from pindesk.lib.sqlite.write_lock import WriteLock

BUSY_TIMEOUT_SECONDS = 20.0
PRAGMAS = "; ".join(
    (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA cache_size = -16000",
        "PRAGMA mmap_size = 268435456",
    )
)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin as writers (IMMEDIATE), one after the other within this process.

    Begun as readers they would fail at their first write with "database is locked", without waiting.
    Source: https://www.sqlite.org/lang_transaction.html, read 2026-11-24.
    """

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self._write_lock: WriteLock | None = None

    def get_connection_params(self) -> dict[str, Any]:
        options = {"timeout": BUSY_TIMEOUT_SECONDS, "transaction_mode": "IMMEDIATE", "init_command": PRAGMAS}
        self.settings_dict["OPTIONS"] = {**options, **self.settings_dict["OPTIONS"]}
        return super().get_connection_params()

    def _start_transaction_under_autocommit(self) -> None:
        lock = self._write_lock = self._write_lock or WriteLock(str(self.settings_dict["NAME"]))
        if not lock.take(BUSY_TIMEOUT_SECONDS):
            raise OperationalError("database is locked")
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs know public methods only
        except BaseException:
            lock.free()
            raise

    def _commit(self) -> None:
        # When this fails the transaction is still open: Django rolls it back next.
        super()._commit()  # type: ignore[misc]
        self._free_write_lock()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._free_write_lock()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._free_write_lock()

    def _free_write_lock(self) -> None:
        if self._write_lock is not None:
            self._write_lock.free()
