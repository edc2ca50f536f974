"""Naming the zone of a promise, for readers whose clock is not the company's."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pindesk.accounts.requests import CustomerRequest, Request
from pindesk.lib import clock
from pindesk.ui import formats


def zone_note(request: Request | CustomerRequest, at: datetime) -> str:
    """What stands beside an instant (aware) that is written in the reader's own time; empty if both clocks agree."""
    company_zone = ZoneInfo(request.company.zone)
    if formats.is_same_time(at, request.zone, company_zone):
        return ""
    ours = formats.in_zones(at, clock.now(), company_zone, company_zone, request.language)
    return _("Your time, that is %(when)s") % {"when": ours}
