"""Telling the readers in this process that something was committed, and other processes on PostgreSQL."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from django.db import DatabaseError, connection

CHANNEL = "pindesk_events"
PROCESS = secrets.token_hex(8)

_log = logging.getLogger(__name__)
_callbacks: list[Callable[[], None]] = []


def subscribe(callback: Callable[[], None]) -> Callable[[], None]:
    """Have `callback` called after every commit of an event, on the thread that committed: it must be quick and may
    not raise. Returns a function that ends the subscription."""
    _callbacks.append(callback)
    return lambda: _callbacks.remove(callback)


def committed() -> None:
    """Call every subscriber of this process."""
    for callback in tuple(_callbacks):
        try:
            callback()
        except Exception:
            _log.exception("A reader of the log could not be woken")


def announce() -> None:
    """Wake the readers here and, on PostgreSQL, those of other processes; for `transaction.on_commit`.

    NOTIFY comes after the commit and not inside it, where it would hold a lock of the whole cluster while the commit
    is flushed to disk. Should it be lost, the readers' slow poll finds the event.
    """
    committed()
    if connection.vendor == "postgresql":
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, PROCESS])
        except DatabaseError:
            _log.warning("Other processes could not be told of a commit", exc_info=True)
