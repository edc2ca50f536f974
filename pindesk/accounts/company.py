"""The company's row, kept in the process for a moment because every page asks for it."""

from __future__ import annotations

import time

from pindesk.accounts.models import Company, Language

KEPT_SECONDS = 2.0

_kept: tuple[float, Company] | None = None


def current_company() -> Company:
    """The company; before the first set-up an unsaved one with the product's name and all languages.

    At most two seconds old: a change in this process shows at once (`forget`), one in another node by then. Rules
    that must not lag (the policy) read the row themselves.
    """
    global _kept
    now = time.monotonic()
    if _kept is None or now - _kept[0] > KEPT_SECONDS:
        row = Company.objects.first() or Company(name="Pindesk", languages=list(Language.values))
        _kept = (now, row)
    return _kept[1]


def forget() -> None:
    """Read the row anew next time; called when a change of it is committed."""
    global _kept
    _kept = None
