"""The files of a form that a customer sends."""

from __future__ import annotations

from pindesk.accounts.requests import CustomerRequest
from pindesk.files.access import uploads_of
from pindesk.tickets.actions.attaching import HandedIn, hand_in, upload_owner
from pindesk.tickets.models import Draft


def handed_in(request: CustomerRequest) -> HandedIn:
    """Those that the form has from before, and those that were chosen now."""
    return hand_in(request.POST.getlist("upload"), request.FILES.getlist("file"), by=request.person)


def kept_in(request: CustomerRequest, draft: Draft | None) -> HandedIn:
    """Those of a draft that are still here; one query where it has any."""
    tokens = draft.data.get("uploads", "").split() if draft else []
    return HandedIn(uploads_of(upload_owner(request.person), tokens) if tokens else [])
