"""What has happened to one subject, as far as the reader may know."""

from __future__ import annotations

from pindesk.events.logged import LoggedEvent, from_row
from pindesk.events.models import Audience, Event


def history(subject: str, *, audience: str) -> list[LoggedEvent]:
    """Every event of `subject`, oldest first, in one query; for `customer` only those meant for customers."""
    events = Event.objects.filter(subject=subject).order_by("id")
    if audience != Audience.STAFF:
        events = events.filter(audience=Audience.CUSTOMER)
    rows = events.values_list("epoch", "xid", "id", "kind", "subject", "actor", "audience", "topics", "data", "at")
    return [from_row(row) for row in rows]
