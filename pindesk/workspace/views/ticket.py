"""One ticket on an agent's desk."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.files.serving import respond_attachment, respond_preview
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.tickets.access import attachment_for_agent, choices_for, desk_of
from pindesk.tickets.actions.attaching import HandedIn, kept_for
from pindesk.tickets.models import Status
from pindesk.tickets.rules import BODY_MAX_CHARS
from pindesk.workspace.desk import bar_context, list_context, side_context, timeline_context
from pindesk.workspace.place import place_of


@require_safe
def show(request: AgentRequest, number: int) -> HttpResponse:
    """The list it is in, what was said and happened, a place to answer, and what is known of the customer."""
    return ticket_page(request, number)


@require_safe
def part(request: AgentRequest, number: int, part: str) -> HttpResponse:
    """A part of that page, as an open one fetches it."""
    place = place_of(request)
    if part == "list":
        return render(request, "workspace/tickets/_list.html", list_context(request, place, number))
    if part not in ("bar", "timeline", "side"):
        raise Http404
    desk = desk_of(request.agent, number, clock.now())
    if part == "bar":
        return render(request, "workspace/tickets/_bar.html", bar_context(request, desk, place))
    choices = choices_for(desk.ticket)
    if part == "timeline":
        return render(request, "workspace/tickets/_timeline.html", timeline_context(request, desk, choices))
    return render(request, "workspace/tickets/_side.html", side_context(request, desk, choices, place))


@require_safe
def file(request: AgentRequest, number: int, key: str) -> HttpResponse:
    """A file of the ticket, to be saved: never opened where an agent is signed in."""
    found = attachment_for_agent(request.agent, number, key)
    return respond_attachment(found.file, found.name, found.content_type)


@require_safe
def file_preview(request: AgentRequest, number: int, key: str) -> HttpResponse:
    """The picture of a file, as it was written anew. Raises Http404 for one that has none."""
    found = attachment_for_agent(request.agent, number, key)
    if found.preview is None:
        raise Http404
    return respond_preview(found.preview)


def ticket_page(
    request: AgentRequest,
    number: int,
    *,
    refusal: Refusal | None = None,
    typed: dict[str, str] | None = None,
    files: HandedIn | None = None,
) -> HttpResponse:
    """The whole page; with a refusal, the sentence and what was `typed` (kind, body, client_id) are in the composer.

    So are the `files` that were sent with it.
    """
    place = place_of(request)
    desk = desk_of(request.agent, number, clock.now())
    choices = choices_for(desk.ticket)
    context: dict[str, Any] = {
        "section": "tickets",
        **list_context(request, place, number),
        **bar_context(request, desk, place),
        **timeline_context(request, desk, choices),
        **side_context(request, desk, choices, place),
        "kind": desk.draft_form or "reply",
        "body": desk.draft_body,
        "draft_at": desk.draft_at,
        "limit": BODY_MAX_CHARS,
        "errors": [(files or HandedIn()).above(refusal)] if refusal else [],
        "is_just_solved": "solved" in request.GET and desk.ticket.status == Status.SOLVED,
        "files": files or kept_for(desk.draft_uploads, by=request.agent),
        **(typed or {}),
    }
    context["client_id"] = context.get("client_id") or str(uuid4())
    return render(request, "workspace/tickets/show.html", context, status=refusal.status if refusal else 200)
