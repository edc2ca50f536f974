"""My tickets: the list, one ticket, and what a customer does with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pindesk.accounts.requests import CustomerRequest
from pindesk.files.serving import respond_attachment, respond_preview
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import number_or_none
from pindesk.portal.files import handed_in, kept_in
from pindesk.portal.gate import customer_required
from pindesk.portal.lines import rows_of
from pindesk.portal.story import PARTS, story_of
from pindesk.tickets import actions
from pindesk.tickets.access import attachment_for_customer, conversation, draft_of, ticket_for_customer, tickets_of
from pindesk.tickets.actions.attaching import HandedIn
from pindesk.tickets.models import Ticket

PAGE = 20
NEW_FOR = timedelta(hours=1)  # how long its address, kept or loaded again, greets a new ticket


@require_safe
@customer_required
def index(request: CustomerRequest) -> HttpResponse:
    """All my tickets, or the open ones."""
    return render(request, "portal/tickets/index.html", _list(request))


@require_safe
@customer_required
def list_part(request: CustomerRequest) -> HttpResponse:
    """The same list alone, for an open page."""
    return render(request, "portal/tickets/_list.html", _list(request))


@require_safe
@customer_required
def show(request: CustomerRequest, number: int) -> HttpResponse:
    """One ticket: where it stands, what was said, and a place to answer."""
    ticket = ticket_for_customer(request.membership, number)
    is_new = "opened" in request.GET and clock.now() - ticket.created_at < NEW_FOR
    return _page(request, ticket, is_new=is_new)


@require_safe
@customer_required
def part(request: CustomerRequest, number: int, part: str) -> HttpResponse:
    """A part of that page, as an open one fetches it."""
    if part not in PARTS:
        raise Http404
    ticket = ticket_for_customer(request.membership, number)
    entries = conversation(ticket) if part == "conversation" else ()
    return render(request, f"portal/tickets/_{part}.html", {"story": story_of(request, ticket, entries)})


@require_safe
@customer_required
def file(request: CustomerRequest, number: int, key: str) -> HttpResponse:
    """A file of the ticket, to be saved."""
    found = attachment_for_customer(request.membership, number, key)
    return respond_attachment(found.file, found.name, found.content_type)


@require_safe
@customer_required
def file_preview(request: CustomerRequest, number: int, key: str) -> HttpResponse:
    """The picture of a file, to be shown. Raises Http404 for one that has none."""
    found = attachment_for_customer(request.membership, number, key)
    if found.preview is None:
        raise Http404
    return respond_preview(found.preview)


@require_POST
@customer_required
def create_reply(request: CustomerRequest, number: int) -> HttpResponse:
    """Answer in the ticket; what cannot be taken comes back with its text and one sentence."""
    ticket = ticket_for_customer(request.membership, number)
    body, client_id = request.POST.get("body", ""), request.POST.get("client_id", "")[:36]
    files = handed_in(request)
    try:
        files.check()
        message = actions.reply(ticket, by=request.person, body=body, client_id=client_id, uploads=files.tokens)
    except Refusal as refusal:
        return _page(request, ticket, body=body, client_id=client_id, files=files, refusal=refusal)
    return HttpResponseRedirect(f"{_address(number)}#message-{message.pk}", status=303)


@require_POST
@customer_required
def create_solution(request: CustomerRequest, number: int) -> HttpResponse:
    """Mark the ticket as solved."""
    actions.solve(ticket_for_customer(request.membership, number), by=request.person)
    return HttpResponseRedirect(_address(number), status=303)


@require_POST
@customer_required
def delete_solution(request: CustomerRequest, number: int) -> HttpResponse:
    """Open a solved ticket again."""
    actions.reopen(ticket_for_customer(request.membership, number), by=request.person)
    return HttpResponseRedirect(_address(number), status=303)


def _address(number: int) -> str:
    return reverse("portal:ticket", kwargs={"number": number})


def _page(
    request: CustomerRequest,
    ticket: Ticket,
    *,
    is_new: bool = False,
    body: str = "",
    client_id: str = "",
    files: HandedIn | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    draft = None if body or files else draft_of(request.person, f"reply:{ticket.number}")
    context = {
        "story": story_of(request, ticket, conversation(ticket)),
        "is_new": is_new,
        "body": body or (draft.data.get("body", "") if draft else ""),
        "draft_at": draft.updated_at if draft else None,
        "client_id": client_id or str(uuid4()),
        "errors": [str(refusal)] if refusal else [],
        "files": files or kept_in(request, draft),
    }
    return render(request, "portal/tickets/show.html", context, status=refusal.status if refusal else 200)


def _list(request: CustomerRequest) -> dict[str, Any]:
    only_open = request.GET.get("show") == "open"
    page = _page_number(request.GET.get("page", "1"))
    lines = tickets_of(request.membership, only_open=only_open, limit=PAGE + 1, offset=(page - 1) * PAGE)
    return {
        "rows": rows_of(request, lines[:PAGE]),
        "only_open": only_open,
        "page": page,
        "has_more": len(lines) > PAGE,
        "first": (page - 1) * PAGE + 1,
    }


def _page_number(text: str) -> int:
    """A page from the address; anything that is none is the first."""
    return min(max(number_or_none(text, 5) or 1, 1), 10_000)
