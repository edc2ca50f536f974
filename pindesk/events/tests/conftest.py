"""Kinds that only these tests know, and a short way to write an event of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.conf import settings

from pindesk.events.actions import record
from pindesk.events.kinds import kind
from pindesk.events.models import Event

# On SQLite writers queue for one lock, so none of them commits late.
collect_ignore = [] if "postgresql" in settings.DATABASES["default"]["ENGINE"] else ["test_late_writers.py"]

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@kind("probe.numbered")
@dataclass(frozen=True, slots=True)
class Numbered:
    number: int
    word: str | None = None


@kind("probe.other")
@dataclass(frozen=True, slots=True)
class Other:
    number: int


@pytest.fixture
def write() -> Callable[..., Event]:
    """Record `Numbered(number)` about `ticket:1`, or as the keywords say, in the transaction that is open."""

    def write(number: int = 1, **changes: object) -> Event:
        given = {
            "data": Numbered(number),
            "subject": "ticket:1",
            "actor": "agent:7",
            "audience": "customer",
            "topics": ("ticket:1", "workspace"),
            "at": NOON,
        } | changes
        return record(given.pop("data"), **given)

    return write
