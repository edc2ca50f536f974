"""What an agent does with a ticket: replies, notes, and its properties. Each goes back to where it came from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from pindesk.accounts.access.staff import agent_or_none, team_or_none
from pindesk.accounts.requests import AgentRequest
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import clean_id, number_or_none
from pindesk.tickets import actions
from pindesk.tickets.access import ticket_for_agent
from pindesk.tickets.access.desk import FORMS
from pindesk.tickets.actions.attaching import drop_copies, hand_in
from pindesk.tickets.errors import UnknownChoice
from pindesk.tickets.models import Message, Status, Ticket
from pindesk.tickets.rules import desk_form
from pindesk.workspace.place import Place, place_of
from pindesk.workspace.views.ticket import ticket_page

T = TypeVar("T")
Answer = HttpResponse | Message | None


def on_ticket(view: Callable[[AgentRequest, Ticket], Answer]) -> Callable[..., HttpResponse]:
    """The place and the ticket that an address names are looked up before anything is changed; afterwards one goes
    back there, at the message that was written. Raises Http404."""

    @require_POST
    @wraps(view)
    def serve(request: AgentRequest, number: int) -> HttpResponse:
        place = place_of(request)
        answer = view(request, ticket_for_agent(request.agent, number))
        return answer if isinstance(answer, HttpResponse) else _back(request, place, number, answer)

    return serve


@on_ticket
def create_reply(request: AgentRequest, ticket: Ticket) -> Answer:
    """Answer the customer. What was written as a note stays one, whichever button sent it."""
    return _write(request, ticket, "note" if request.POST.get("kind") == "note" else "reply")


@on_ticket
def create_note(request: AgentRequest, ticket: Ticket) -> Answer:
    """Add an internal note."""
    return _write(request, ticket, "note")


@on_ticket
def set_status(request: AgentRequest, ticket: Ticket) -> Answer:
    """Set the status by hand; what was solved by one key can be taken back on the page that follows."""
    row = actions.change_status(ticket, to=request.POST.get("status", ""), by=request.agent)
    if row.status != Status.SOLVED or request.POST.get("back") == "queue":
        return None
    answer = _back(request, place_of(request), ticket.number, None)
    answer["Location"] += ("&" if "?" in answer["Location"] else "?") + "solved=1"
    return answer


@on_ticket
def set_assignment(request: AgentRequest, ticket: Ticket) -> None:
    """Give the ticket to an agent, or free it."""
    actions.assign(ticket, to=_chosen(request.POST.get("agent"), agent_or_none), by=request.agent)


@on_ticket
def set_team(request: AgentRequest, ticket: Ticket) -> None:
    """Move the ticket to a team, or to none."""
    actions.change_team(ticket, to=_chosen(request.POST.get("team"), team_or_none), by=request.agent)


@on_ticket
def set_topic(request: AgentRequest, ticket: Ticket) -> None:
    """Set the topic, and with it perhaps the team."""
    actions.change_topic(ticket, to=request.POST.get("topic", ""), by=request.agent)


@on_ticket
def set_priority(request: AgentRequest, ticket: Ticket) -> None:
    """Set the priority."""
    actions.change_priority(ticket, to=request.POST.get("priority", ""), by=request.agent)


def _write(request: AgentRequest, ticket: Ticket, kind: str) -> Answer:
    """Send what is in the composer; refused, it comes back with its text and one sentence."""
    body, client_id = request.POST.get("body", ""), clean_id(request.POST.get("client_id", ""))
    files = hand_in(request.POST.getlist("upload"), request.FILES.getlist("file"), by=request.agent)
    try:
        files.check()
        sent: dict[str, Any] = {"by": request.agent, "body": body, "client_id": client_id, "uploads": files.tokens}
        if kind == "note":
            message = actions.add_note(ticket, **sent)
        else:
            message = actions.reply(ticket, **sent, status=request.POST.get("status") or None)
    except Refusal as refusal:
        typed = {"kind": kind, "body": body, "client_id": client_id}
        return ticket_page(request, ticket.number, refusal=refusal, typed=typed, files=files)
    drop_copies(files)
    for form in FORMS:  # the composer has one text for both
        actions.discard_draft(request.person, desk_form(form, ticket.number))
    return message


def _chosen(key: str | None, row_or_none: Callable[[int], T | None]) -> T | None:
    """The row whose number a choice sent; None for the empty choice. Raises UnknownChoice."""
    if key == "":
        return None
    number = number_or_none(key or "", 9)
    row = None if number is None else row_or_none(number)
    if row is None:
        raise UnknownChoice
    return row


def _back(request: AgentRequest, place: Place, number: int, message: Message | None) -> HttpResponse:
    """To the ticket in its view, at the new message; or to the queue, on the row, if it was done there."""
    query = place.query
    if request.POST.get("back") == "queue":
        row = f"&row={number}" if query else f"?row={number}"
        return HttpResponseRedirect(f"{reverse('workspace:tickets')}{query}{row}", status=303)
    anchor = f"#message-{message.pk}" if message else ""
    address = reverse("workspace:ticket", kwargs={"number": number})
    return HttpResponseRedirect(f"{address}{query}{anchor}", status=303)
