"""Times, dates and spans as people of each language write them. Instant, zone, language in; text out."""

from pindesk.ui.formats.hours import opening, weekly_hours
from pindesk.ui.formats.instants import (
    by,
    by_date,
    by_short,
    clock,
    date,
    date_of,
    day,
    day_heading,
    full,
    heading,
    last_date,
    moment,
    on,
    on_date,
)
from pindesk.ui.formats.sizes import size
from pindesk.ui.formats.spans import age, ago, span
from pindesk.ui.formats.zones import by_in_zones, in_zones, is_same_time, zone_time

__all__ = [
    "age",
    "ago",
    "by",
    "by_date",
    "by_in_zones",
    "by_short",
    "clock",
    "date",
    "date_of",
    "day",
    "day_heading",
    "full",
    "heading",
    "in_zones",
    "is_same_time",
    "last_date",
    "moment",
    "on",
    "on_date",
    "opening",
    "size",
    "span",
    "weekly_hours",
    "zone_time",
]
