"""How often something may be asked, counted in this process: a bucket of tokens for each key that fills by itself."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_KEYS = 20_000


class Bucket:
    """Lets `burst` askings through at once and `rate` a second for ever; `clock` answers seconds that only go up.

    Remembers the 20,000 keys that asked last: who was forgotten starts with a full bucket.
    """

    def __init__(self, *, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def forget(self) -> None:
        """Let everybody start with a full bucket: between tests."""
        with self._lock:
            self._kept.clear()

    def take(self, key: str) -> float:
        """Take one token; answers the seconds to wait until there is one, 0 for go on."""
        now = self._clock()
        with self._lock:
            tokens, at = self._kept.pop(key, (self._burst, now))
            tokens = min(self._burst, tokens + (now - at) * self._rate)
            is_let_through = tokens >= 1
            self._kept[key] = (tokens - 1 if is_let_through else tokens, now)
            if len(self._kept) > MOST_KEYS:
                self._kept.popitem(last=False)
        return 0.0 if is_let_through else (1 - tokens) / self._rate
