"""Writing to the log, and raising its epoch after a restore."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from pindesk.events import wake
from pindesk.events.epoch import current_epoch
from pindesk.events.errors import BadEvent, NoTransaction
from pindesk.events.kinds import pack
from pindesk.events.models import KEY_LENGTH, Audience, Event, LogState

MOST_TOPICS = 8

_KEY = re.compile(r"[a-z_]+(:[A-Za-z0-9_.-]+)*", re.ASCII)


def record(data: Any, *, subject: str, actor: str, audience: str, topics: Sequence[str], at: datetime) -> Event:
    """Write one event in the caller's transaction, and wake the readers once that is committed.

    `data` is an instance of a registered kind; `subject`, `actor` and `topics` are keys like `ticket:1042`; `audience`
    is `customer` or `staff`; `at` is aware. Raises NoTransaction outside a transaction and BadEvent for more than
    8 topics, an unknown audience or kind, or anything that is not a key.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("An event is recorded in the transaction of the change it tells of.")
    name, values = pack(data)
    _check(subject, actor, audience, topics, at)
    event = Event.objects.create(
        epoch=current_epoch(),
        kind=name,
        subject=subject,
        actor=actor,
        audience=audience,
        topics=list(topics),
        data=values,
        at=at,
    )
    _announce_once()
    return event


def raise_epoch(above: int = 0) -> int:
    """Begin a new epoch after a restore, so that every reader knows its old position means nothing; returns it.

    `above` is the epoch that was current before the restore: the new one is higher than that and than the backup's.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # Waits for every writer that has read the old epoch, so that none commits an event in it afterwards.
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE events_logstate IN ACCESS EXCLUSIVE MODE")
        epoch = max(current_epoch(), above) + 1
        LogState.objects.update_or_create(pk=1, defaults={"epoch": epoch})
        _announce_once()
    return epoch


def _check(subject: str, actor: str, audience: str, topics: Sequence[str], at: datetime) -> None:
    if audience not in Audience.values:
        raise BadEvent(f"{audience!r} is no audience: give customer or staff.")
    if isinstance(topics, str) or len(topics) > MOST_TOPICS:
        raise BadEvent(f"Give a list of at most {MOST_TOPICS} topics.")
    for key in (subject, actor, *topics):
        if len(key) > KEY_LENGTH or not _KEY.fullmatch(key):
            raise BadEvent(f"{key[:KEY_LENGTH]!r} is no key like ticket:1042.")
    if at.tzinfo is None:
        raise BadEvent("The time of an event needs its zone.")


def _announce_once() -> None:
    if all(entry[1] is not wake.announce for entry in connection.run_on_commit):
        transaction.on_commit(wake.announce)
