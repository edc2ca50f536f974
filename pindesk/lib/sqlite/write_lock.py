"""One lock per database file around every writing transaction of this process.

SQLite lets one connection write and has the others poll for it, which starves some of them for seconds;
a lock hands over at once.
"""

from __future__ import annotations

import threading
from collections import defaultdict

_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class WriteLock:
    """One connection's hold on the lock of its database; taking it twice or freeing it unheld does nothing."""

    def __init__(self, database: str) -> None:
        self._lock = _locks[database]
        self._is_held = False

    def take(self, timeout_seconds: float) -> bool:
        """Whether the lock is held now; waits up to `timeout_seconds` for another thread to finish."""
        if not self._is_held:
            self._is_held = self._lock.acquire(timeout=timeout_seconds)
        return self._is_held

    def free(self) -> None:
        if self._is_held:
            self._is_held = False
            self._lock.release()
