"""What has happened to one subject, as far as the reader may know; and readers that are stuck."""

from __future__ import annotations

from typing import Any

from django.db.models import Subquery

from pindesk.events.logged import LoggedEvent, from_row
from pindesk.events.models import Audience, Cursor, Event
from pindesk.lib.prepared import Prepared

_COLUMNS = ("epoch", "xid", "id", "kind", "subject", "actor", "audience", "topics", "data", "at")
_OF_SUBJECT = Prepared(
    lambda subject: Event.objects.filter(subject=subject).order_by("id").values_list(*_COLUMNS), subject=str
)
_TOLD_TO_CUSTOMERS = Prepared(
    lambda subject: (
        Event.objects.filter(subject=subject, audience=Audience.CUSTOMER).order_by("id").values_list(*_COLUMNS)
    ),
    subject=str,
)


def resting_consumers() -> list[Cursor]:
    """Consumers that failed at their next event and try again at `retry_at`; one query."""
    return list(Cursor.objects.filter(failures__gt=0).order_by("consumer"))


def history(subject: str, *, audience: str) -> list[LoggedEvent]:
    """Every event of `subject`, oldest first, in one query; for `customer` only those meant for customers."""
    told = _OF_SUBJECT if audience == Audience.STAFF else _TOLD_TO_CUSTOMERS
    return [from_row(row) for row in told.rows(subject=subject)]


def latest(subject: str, limit: int, *, audience: str, beside: Subquery) -> list[tuple[LoggedEvent, Any]]:
    """The last `limit` events of `subject`, newest first, in one query; for `customer` only those meant for them.

    Each comes with what `beside` finds for it: the caller knows whom the keys of an event name, the log does not.
    """
    rows = Event.objects.filter(subject=subject).annotate(beside=beside).order_by("-id")
    told = rows if audience == Audience.STAFF else rows.filter(audience=Audience.CUSTOMER)
    return [(from_row(row), found) for *row, found in told.values_list(*_COLUMNS, "beside")[:limit]]
