"""Counting tries in the database, exactly, whatever the number of threads and nodes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from pindesk.accounts.errors import TooManyTries
from pindesk.accounts.models import Throttle
from pindesk.lib import clock

# One statement counts and decides: no row is changed, and so the try is refused, once `most` are used up.
_COUNT = """
    INSERT INTO accounts_throttle (key, count, window_ends_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN accounts_throttle.window_ends_at <= %s THEN 1 ELSE accounts_throttle.count + 1 END,
        window_ends_at = CASE WHEN accounts_throttle.window_ends_at <= %s
            THEN excluded.window_ends_at ELSE accounts_throttle.window_ends_at END
    WHERE accounts_throttle.window_ends_at <= %s OR accounts_throttle.count < %s
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries within a window that begins with the first of them."""

    name: str
    most: int
    within: timedelta


def count_try(limit: Limit, key: str, *, now: datetime | None = None) -> None:
    """Count one try of `key` (an address, a person; kept as a hash). Commits first, then raises TooManyTries."""
    if not settings.IS_LIMITED:
        return
    at = now or clock.now()
    row = _row(limit, key)
    if not _counted(row, limit, at):
        until = Throttle.objects.values_list("window_ends_at", flat=True).filter(pk=row).first()
        raise TooManyTries(until or at + limit.within, at)


def used_up_until(limit: Limit, key: str, *, now: datetime | None = None) -> datetime | None:
    """Count one more of `key` within the caller's transaction, with which it is undone; None when it was counted.

    Else nothing is counted, and the answer is when there is room again. Whoever counts the same key waits until the
    transaction ends: count last what is counted for many.
    """
    if not settings.IS_LIMITED:
        return None
    at, row = now or clock.now(), _row(limit, key)
    if _upsert(row, limit, at):
        return None
    return Throttle.objects.values_list("window_ends_at", flat=True).filter(pk=row).first() or at + limit.within


def forget_tries(limit: Limit, key: str) -> None:
    """Begin anew for `key`, after a success."""
    Throttle.objects.filter(pk=_row(limit, key)).delete()


def prune_tries(now: datetime | None = None) -> None:
    """Drop the windows that are over."""
    Throttle.objects.filter(window_ends_at__lte=now or clock.now()).delete()


def _row(limit: Limit, key: str) -> str:
    return f"{limit.name}:{hashlib.sha256(key.encode()).hexdigest()}"


def _counted(row: str, limit: Limit, at: datetime) -> bool:
    with transaction.atomic(durable=True):
        return _upsert(row, limit, at)


def _upsert(row: str, limit: Limit, at: datetime) -> bool:
    adapt = connection.ops.adapt_datetimefield_value
    now, end = adapt(at), adapt(at + limit.within)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [row, end, now, now, now, limit.most])
        return cursor.rowcount == 1
