"""What the company decides about itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pindesk.accounts import company
from pindesk.accounts.actions.permission import may_manage_people
from pindesk.accounts.actions.recording import record_on
from pindesk.accounts.errors import FileLimitsOutOfRange, NotAllowed
from pindesk.accounts.events import CompanyChanged
from pindesk.accounts.models import Agent, Company
from pindesk.files.rules.limits import FILES_OFFERED, MEGABYTES_OFFERED, Limits
from pindesk.lib import clock


@transaction.atomic
def require_second_factor(is_required: bool, *, by: Agent, now: datetime | None = None) -> None:
    """Ask every agent for a second factor, or no longer. Records `company.changed` when it is news.

    Raises NotAllowed for anybody but an owner.
    """
    if by.role != Agent.Role.OWNER:
        raise NotAllowed
    if Company.objects.exclude(require_agent_2fa=is_required).update(require_agent_2fa=is_required):
        record_on("company", CompanyChanged("require_agent_2fa", str(is_required)), by=by, at=now or clock.now())
        transaction.on_commit(company.forget)


@transaction.atomic
def set_file_limits(limits: Limits, *, by: Agent, now: datetime | None = None) -> None:
    """Decide how large a file of a message may be, and how many it may have; what was sent already stays.

    Records `company.changed` when it is news. Raises NotAllowed for who does not lead, FileLimitsOutOfRange.
    """
    may_manage_people(by)
    if limits.megabytes not in MEGABYTES_OFFERED or limits.files not in FILES_OFFERED:
        raise FileLimitsOutOfRange
    columns = {"file_max_megabytes": limits.megabytes, "files_max": limits.files}
    if Company.objects.exclude(**columns).update(**columns):
        new = f"{limits.megabytes} {limits.files}"
        record_on("company", CompanyChanged("file_limits", new), by=by, at=now or clock.now())
        transaction.on_commit(company.forget)
