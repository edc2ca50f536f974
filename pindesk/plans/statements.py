"""What the company's billing system says, read from plain values. No database, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from pindesk.lib.text import clean_text
from pindesk.plans.errors import CannotBeTaken

CHANGED, ENDED = "subscription.changed", "subscription.ended"
FAILED, RECEIVED = "payment.failed", "payment.received"
KINDS = (CHANGED, ENDED, FAILED, RECEIVED)
LONGEST = 200
YEARS = range(2000, 2200)  # what every zone and both databases can show


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about an account, which it names by its own name for it or by its reference. Instants are UTC.

    `plan` and `then` are codes, `then` what runs after the trial: None for nothing.
    """

    kind: str
    account: str
    happened_at: datetime
    plan: str = ""
    starts_at: datetime | None = None
    trial_ends_at: datetime | None = None
    then: str | None = None

    @property
    def is_of_payment(self) -> bool:
        return self.kind in (FAILED, RECEIVED)


def statement_in(values: Mapping[str, Any]) -> Statement:
    """The statement in `{"type", "timestamp", "data"}`; what else stands there is left alone. Raises CannotBeTaken."""
    kind, data = values.get("type"), values.get("data")
    if kind not in KINDS:
        raise CannotBeTaken(_("The type must be one of %(known)s.") % {"known": ", ".join(KINDS)})
    if not isinstance(data, Mapping):
        raise CannotBeTaken(_("Give an object as %(name)s.") % {"name": "data"})
    happened_at = _instant(values, "timestamp")
    if happened_at is None:
        raise _no_instant("timestamp")
    account = _text(data, "account")
    if kind != CHANGED:
        return Statement(kind, account, happened_at)
    trial_ends_at = _instant(data, "trial_ends_at")
    if trial_ends_at and "then" not in data:
        raise CannotBeTaken(_("Say in then which plan follows the trial; null for none."))
    then = _text(data, "then") if trial_ends_at and data["then"] is not None else None
    return Statement(kind, account, happened_at, _text(data, "plan"), _instant(data, "starts_at"), trial_ends_at, then)


def _text(values: Mapping[str, Any], name: str) -> str:
    found = values.get(name)
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST or clean_text(found) != found:
        words = {"name": name, "count": LONGEST}
        raise CannotBeTaken(_("Give a text of at most %(count)s characters as %(name)s.") % words)
    return found


def _instant(values: Mapping[str, Any], name: str) -> datetime | None:
    """None where there is none."""
    found = values.get(name)
    if found is None:
        return None
    try:
        at = datetime.fromisoformat(found).astimezone(UTC) if _has_offset(found) else None
    except (ValueError, OverflowError):
        at = None
    if at is None or at.year not in YEARS:
        raise _no_instant(name)
    return at


def _has_offset(found: Any) -> bool:
    return isinstance(found, str) and len(found) <= LONGEST and datetime.fromisoformat(found).tzinfo is not None


def _no_instant(name: str) -> CannotBeTaken:
    words = {"name": name, "example": "2027-07-14T09:00:00+02:00"}
    return CannotBeTaken(_("Give an instant like %(example)s as %(name)s.") % words)
