"""Files on their way from an agent, part by part, before the answer that they belong to is sent."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pindesk.accounts.requests import AgentRequest
from pindesk.files import tus
from pindesk.tickets.actions.attaching import file_limits, tokens_in_drafts, upload_owner


@require_http_methods(["POST", "OPTIONS"])
def create(request: AgentRequest) -> HttpResponse:
    """Announce a file."""
    return tus.begin(
        request,
        upload_owner(request.agent),
        lambda token: reverse("workspace:upload", args=(token,)),
        most=file_limits(),
        kept=lambda: tokens_in_drafts(request.agent),
    )


@require_http_methods(["HEAD", "GET", "PATCH", "DELETE"])
def show(request: AgentRequest, token: str) -> HttpResponse:
    """How much of it is here, or why it was refused; one more part; or away with it."""
    return tus.go_on(request, upload_owner(request.agent), token)
