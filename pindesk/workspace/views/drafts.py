"""What an agent is typing, kept until it is sent."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from pindesk.accounts.requests import AgentRequest
from pindesk.lib import clock
from pindesk.tickets import actions
from pindesk.tickets.access import ticket_for_agent
from pindesk.tickets.access.desk import FORMS
from pindesk.ui import formats


@require_POST
def save(request: AgentRequest, form: str) -> HttpResponse:
    """Keep the text of `reply:1042` or `note:1042` and say when.

    The composer has one text and says by `kind` what it is to become: the draft of the other kind goes.
    """
    named, _, number = form.partition(":")
    if named not in FORMS or not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    ticket = ticket_for_agent(request.agent, int(number))
    kind = request.POST.get("kind", named)
    if kind not in FORMS:
        raise Http404
    for other in FORMS:
        if other != kind:
            actions.discard_draft(request.person, f"{other}:{ticket.number}")
    draft = actions.save_draft(request.person, f"{kind}:{ticket.number}", request.POST.dict())
    at = draft.updated_at if draft else clock.now()
    return HttpResponse(
        formats.moment(at, at, request.zone, request.language), content_type="text/plain; charset=utf-8"
    )
