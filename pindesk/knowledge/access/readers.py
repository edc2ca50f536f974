"""Who reads, as a value: from the membership of a signed-in customer."""

from __future__ import annotations

from datetime import datetime

from pindesk.accounts.models import Membership
from pindesk.knowledge.rules import NOBODY, Reader
from pindesk.plans.access import plan_code_of


def reader_for(membership: Membership | None, at: datetime) -> Reader:
    """The reader that a member is at the instant `at`: one query; nobody known without a membership."""
    if membership is None:
        return NOBODY
    return Reader(is_signed_in=True, plan=plan_code_of(membership.account_id, at))
