"""The time zones to choose from, as people read them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from pindesk.accounts.rules import zone_names


def zone_choices(at: datetime) -> list[tuple[str, str]]:
    """Name and text of each zone, with its offset at the instant `at`: `Europe/Paris`, `Europe / Paris (UTC+01:00)`."""
    return [(name, f"{_place(name)} ({_offset(name, at)})") for name in zone_names()]


def _place(name: str) -> str:
    return name.replace("_", " ").replace("/", " / ")


def _offset(name: str, at: datetime) -> str:
    text = at.astimezone(ZoneInfo(name)).strftime("%z")
    return f"UTC{text[:3]}:{text[3:5]}"
