"""Mail that did not leave, for leads: what waits, what was given up, and who reads the log no further."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pindesk.accounts.actions.permission import may_manage_people
from pindesk.accounts.actions.recording import actor_key
from pindesk.accounts.requests import AgentRequest
from pindesk.events.access import resting_consumers
from pindesk.outbox import access, actions


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """What needs somebody: given up first, then what is tried again."""
    may_manage_people(request.agent)
    page = {
        "section": "settings",
        "where": "deliveries",
        "is_set_up": access.is_set_up(),
        "waiting": access.waiting_count(),
        "failed": access.failed(),
        "tried": access.tried_in_vain(),
        "resting": resting_consumers(),
        "is_queued": "queued" in request.GET,
    }
    return render(request, "workspace/deliveries/index.html", page)


@require_POST
def create_attempt(request: AgentRequest, pk: int) -> HttpResponse:
    """Try a mail again that was given up."""
    may_manage_people(request.agent)
    actions.try_again(access.delivery_or_404(pk), actor=actor_key(request.agent))
    return HttpResponseRedirect(f"{reverse('workspace:deliveries')}?queued=1")
