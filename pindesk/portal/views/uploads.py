"""Files on their way, part by part, before the form that they belong to is sent."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pindesk.accounts.requests import CustomerRequest
from pindesk.files import tus
from pindesk.portal.gate import customer_required
from pindesk.tickets.actions.attaching import file_limits, tokens_in_drafts, upload_owner


@require_http_methods(["POST", "OPTIONS"])
@customer_required
def create(request: CustomerRequest) -> HttpResponse:
    """Announce a file."""
    return tus.begin(
        request,
        upload_owner(request.person),
        lambda token: reverse("portal:upload", args=(token,)),
        most=file_limits(),
        kept=lambda: tokens_in_drafts(request.person),
    )


@require_http_methods(["HEAD", "GET", "PATCH", "DELETE"])
@customer_required
def show(request: CustomerRequest, token: str) -> HttpResponse:
    """How much of it is here, or why it was refused; one more part; or away with it."""
    return tus.go_on(request, upload_owner(request.person), token)
