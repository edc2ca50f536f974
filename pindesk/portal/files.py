"""The files of a form that a customer sends."""

from __future__ import annotations

from pindesk.accounts.requests import CustomerRequest
from pindesk.tickets.actions.attaching import HandedIn, hand_in, kept_for
from pindesk.tickets.models import Draft


def handed_in(request: CustomerRequest) -> HandedIn:
    """Those that the form has from before, and those that were chosen now."""
    return hand_in(request.POST.getlist("upload"), request.FILES.getlist("file"), by=request.person)


def kept_in(request: CustomerRequest, draft: Draft | None) -> HandedIn:
    """Those of a draft that are still here, and whether some are not; one query where it has any."""
    return kept_for(draft.data.get("uploads", "").split() if draft else (), by=request.person)
