"""One ticket of a customer: its page, and what they do with it."""

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
from pindesk.portal.files import handed_in, kept_in
from pindesk.portal.followers import followers_of
from pindesk.portal.gate import customer_required
from pindesk.portal.story import PARTS, story_of
from pindesk.tickets import actions
from pindesk.tickets.access import (
    Sheet,
    attachment_for_customer,
    conversation,
    sheet_for_customer,
    ticket_for_customer,
)
from pindesk.tickets.actions.attaching import drop_copies

NEW_FOR = timedelta(hours=1)  # how long its address, kept or loaded again, greets a new ticket


@require_safe
@customer_required
def show(request: CustomerRequest, number: int) -> HttpResponse:
    """One ticket: where it stands, what was said, and a place to answer."""
    sheet = sheet_for_customer(request.membership, number)
    is_seen = sheet.is_unread and _is_looked_at(request) and actions.mark_read(sheet.ticket, by=request.person)
    is_new = "opened" in request.GET and clock.now() - sheet.ticket.created_at < NEW_FOR
    return ticket_page(request, sheet, is_new=is_new, is_unread=sheet.is_unread and not is_seen)


@require_safe
@customer_required
def part(request: CustomerRequest, number: int, part: str) -> HttpResponse:
    """A part of that page, as an open one fetches it."""
    if part not in PARTS:
        raise Http404
    sheet = sheet_for_customer(request.membership, number)
    context: dict[str, Any] = {
        "story": story_of(request, sheet, conversation(sheet.ticket) if part == "conversation" else ())
    }
    if part == "people":
        context["followers"] = followers_of(request.membership, sheet)
    return render(request, f"portal/tickets/_{part}.html", context)


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
        typed = {"body": body, "client_id": client_id, "files": files, "errors": [files.above(refusal)]}
        sheet = sheet_for_customer(request.membership, number)
        return ticket_page(request, sheet, refusal=refusal, typed=typed)
    drop_copies(files)
    return HttpResponseRedirect(f"{address(number)}#message-{message.pk}", status=303)


@require_POST
@customer_required
def create_solution(request: CustomerRequest, number: int) -> HttpResponse:
    """Mark the ticket as solved."""
    actions.solve(ticket_for_customer(request.membership, number), by=request.person)
    return HttpResponseRedirect(address(number), status=303)


@require_POST
@customer_required
def delete_solution(request: CustomerRequest, number: int) -> HttpResponse:
    """Open a solved ticket again."""
    actions.reopen(ticket_for_customer(request.membership, number), by=request.person)
    return HttpResponseRedirect(address(number), status=303)


@require_POST
@customer_required
def create_reading(request: CustomerRequest, number: int) -> HttpResponse:
    """Note that what came while the page was open has been seen."""
    actions.mark_read(ticket_for_customer(request.membership, number), by=request.person)
    return HttpResponse(status=204)


def address(number: int) -> str:
    """The page of that ticket."""
    return reverse("portal:ticket", kwargs={"number": number})


def ticket_page(
    request: CustomerRequest,
    sheet: Sheet,
    *,
    refusal: Refusal | None = None,
    typed: dict[str, Any] | None = None,
    **more: Any,
) -> HttpResponse:
    """The whole page; `refusal` of one of its forms decides the status.

    `typed` is what comes back in the composer (body, client_id, errors, files), `more` in the other forms.
    """
    draft = None if typed and (typed["body"] or typed["files"]) else sheet.draft
    context = {
        "story": story_of(request, sheet, conversation(sheet.ticket)),
        "followers": followers_of(request.membership, sheet),
        "body": draft.data.get("body", "") if draft else "",
        "draft_at": draft.updated_at if draft else None,
        "errors": [],
        **(typed or {}),
        **more,
    }
    context["client_id"] = context.get("client_id") or str(uuid4())
    context["files"] = context.get("files") or kept_in(request, draft)
    return render(request, "portal/tickets/show.html", context, status=refusal.status if refusal else 200)


def _is_looked_at(request: CustomerRequest) -> bool:
    """Whether somebody asked for the page, and not their browser in case they do."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in purpose
