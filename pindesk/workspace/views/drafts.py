"""What an agent is typing, kept until it is sent."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from pindesk.accounts.requests import AgentRequest, is_still_the_writer
from pindesk.lib import clock
from pindesk.lib.text import number_or_none
from pindesk.tickets import actions
from pindesk.tickets.access import ticket_for_agent
from pindesk.tickets.access.desk import FORMS
from pindesk.tickets.actions.attaching import keep_with_draft
from pindesk.tickets.rules import desk_form
from pindesk.ui import formats


@require_POST
def save(request: AgentRequest, form: str) -> HttpResponse:
    """Keep the text of `reply:1042` or `note:1042` and say when.

    The composer has one text and says by `kind` what it is to become: the draft of the other kind goes.
    """
    named, _, text = form.partition(":")
    number = number_or_none(text)
    if named not in FORMS or number is None:
        raise Http404
    if not is_still_the_writer(request):
        raise Http404
    ticket = ticket_for_agent(request.agent, number)
    kind = request.POST.get("kind", named)
    if kind not in FORMS:
        raise Http404
    uploads = request.POST.getlist("upload")
    typed = {**request.POST.dict(), "uploads": " ".join(uploads)}
    draft = actions.save_draft(request.person, desk_form(kind, ticket.number), typed)
    keep_with_draft(uploads, by=request.agent)
    for other in FORMS:
        if other != kind:
            actions.discard_draft(request.person, desk_form(other, ticket.number))
    at = draft.updated_at if draft else clock.now()
    return HttpResponse(
        formats.moment(at, at, request.zone, request.language), content_type="text/plain; charset=utf-8"
    )
