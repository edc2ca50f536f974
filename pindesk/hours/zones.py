"""Time zones by the name of a place, and the stretches of time over which their offset stays the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pindesk.hours.errors import ZoneAbbreviated, ZoneUnknown

# Copies of the database that some systems carry; "right/" counts leap seconds.
_COPIES = ("posix/", "right/")
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)

Stretch = tuple[datetime, datetime, timedelta]


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name such as `Europe/Paris`, or `UTC`.

    Raises ZoneAbbreviated for three letters, ZoneUnknown for anything else that is not region and city.
    Source: IANA tz database, theory.html, "Names of timezones" (read 2026-11-24).
    """
    if len(name) == 3 and name != "UTC":
        raise ZoneAbbreviated
    if name != "UTC" and ("/" not in name or name.startswith(_COPIES)):
        raise ZoneUnknown
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ZoneUnknown from None


def stretches(zone: ZoneInfo, start: datetime, end: datetime) -> list[Stretch]:
    """The parts of `start` to `end` (naive, UTC) with one offset each, in order; exact to the second.

    Two changes within one day that cancel each other are not seen; no zone has had any since 1970.
    """
    found: list[Stretch] = []
    since, before, offset = start, start, _offset(zone, start)
    while before < end:
        after = min(before + _DAY, end)
        changed = _offset(zone, after)
        if changed != offset:
            change = _change(zone, before, after, offset)
            found.append((since, change, offset))
            since, offset = change, changed
        before = after
    return [*found, (since, end, offset)]


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    offset = at.replace(tzinfo=UTC).astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def _change(zone: ZoneInfo, before: datetime, after: datetime, offset: timedelta) -> datetime:
    """The first second in (before, after] whose offset is no longer `offset`, by halving."""
    while after - before > _SECOND:
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        before, after = (middle, after) if _offset(zone, middle) == offset else (before, middle)
    return after
