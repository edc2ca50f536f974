"""What an agent does with a ticket: replies, notes, and its properties. Each goes back to where it came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from pindesk.accounts.access.staff import agent_or_none, team_or_none
from pindesk.accounts.requests import AgentRequest
from pindesk.lib.refusals import Refusal
from pindesk.tickets import actions
from pindesk.tickets.access import ticket_for_agent
from pindesk.tickets.access.desk import FORMS
from pindesk.tickets.errors import UnknownChoice
from pindesk.tickets.models import Message
from pindesk.workspace.place import place_of
from pindesk.workspace.views.ticket import ticket_page

CLIENT_ID_CHARS = 36

T = TypeVar("T")


@require_POST
def create_reply(request: AgentRequest, number: int) -> HttpResponse:
    """Answer the customer. What was written as a note stays one, whichever button sent it."""
    return _write(request, number, "note" if request.POST.get("kind") == "note" else "reply")


@require_POST
def create_note(request: AgentRequest, number: int) -> HttpResponse:
    """Add an internal note."""
    return _write(request, number, "note")


@require_POST
def set_status(request: AgentRequest, number: int) -> HttpResponse:
    """Set the status by hand."""
    actions.change_status(ticket_for_agent(request.agent, number), to=request.POST.get("status", ""), by=request.agent)
    return _back(request, number)


@require_POST
def set_assignment(request: AgentRequest, number: int) -> HttpResponse:
    """Give the ticket to an agent, or free it."""
    ticket = ticket_for_agent(request.agent, number)
    actions.assign(ticket, to=_chosen(request.POST.get("agent"), agent_or_none), by=request.agent)
    return _back(request, number)


@require_POST
def set_team(request: AgentRequest, number: int) -> HttpResponse:
    """Move the ticket to a team, or to none."""
    ticket = ticket_for_agent(request.agent, number)
    actions.change_team(ticket, to=_chosen(request.POST.get("team"), team_or_none), by=request.agent)
    return _back(request, number)


@require_POST
def set_topic(request: AgentRequest, number: int) -> HttpResponse:
    """Set the topic, and with it perhaps the team."""
    actions.change_topic(ticket_for_agent(request.agent, number), to=request.POST.get("topic", ""), by=request.agent)
    return _back(request, number)


@require_POST
def set_priority(request: AgentRequest, number: int) -> HttpResponse:
    """Set the priority."""
    actions.change_priority(
        ticket_for_agent(request.agent, number), to=request.POST.get("priority", ""), by=request.agent
    )
    return _back(request, number)


def _write(request: AgentRequest, number: int, kind: str) -> HttpResponse:
    """Send what is in the composer; refused, it comes back with its text and one sentence."""
    ticket = ticket_for_agent(request.agent, number)
    body, client_id = request.POST.get("body", ""), request.POST.get("client_id", "")[:CLIENT_ID_CHARS]
    try:
        if kind == "note":
            message = actions.add_note(ticket, by=request.agent, body=body, client_id=client_id)
        else:
            status = request.POST.get("status") or None
            message = actions.reply(ticket, by=request.agent, body=body, client_id=client_id, status=status)
    except Refusal as refusal:
        typed = {"kind": kind, "body": body, "client_id": client_id}
        return ticket_page(request, number, refusal=refusal, typed=typed)
    for form in FORMS:  # the composer has one text for both
        actions.discard_draft(request.person, f"{form}:{number}")
    return _back(request, number, message)


def _chosen(key: str | None, row_or_none: Callable[[int], T | None]) -> T | None:
    """The row whose number a choice sent; None for the empty choice. Raises UnknownChoice."""
    if key == "":
        return None
    is_number = key is not None and key.isascii() and key.isdigit() and len(key) < 10
    row = row_or_none(int(key)) if key and is_number else None
    if row is None:
        raise UnknownChoice
    return row


def _back(request: AgentRequest, number: int, message: Message | None = None) -> HttpResponse:
    """To the ticket in its view, at the new message; or to the queue, on the row, if it was done there."""
    query = place_of(request).query
    if request.POST.get("back") == "queue":
        row = f"&row={number}" if query else f"?row={number}"
        return HttpResponseRedirect(f"{reverse('workspace:tickets')}{query}{row}", status=303)
    anchor = f"#message-{message.pk}" if message else ""
    address = reverse("workspace:ticket", kwargs={"number": number})
    return HttpResponseRedirect(f"{address}{query}{anchor}", status=303)
