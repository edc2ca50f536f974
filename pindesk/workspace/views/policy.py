"""Plans and topics as they are set, to look up."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.availability.access import all_topics, policy_for
from pindesk.lib import clock
from pindesk.plans.access import plans as all_plans


@require_safe
def plans(request: AgentRequest) -> HttpResponse:
    """Every plan: its channels and its promise."""
    channels = {
        "ticket": pgettext("channel", "Ticket"),
        "chat": pgettext("channel", "Chat"),
        "phone": pgettext("channel", "Phone"),
    }
    rows = [
        (plan.name(request.language), plan.code, [channels[each] for each in plan.channels], plan.promise_seconds)
        for plan in all_plans()
    ]
    promise = policy_for(clock.now()).promise_seconds
    page = {"section": "settings", "where": "plans", "plans": rows, "company_promise": promise}
    return render(request, "workspace/policy/plans.html", page)


@require_safe
def topics(request: AgentRequest) -> HttpResponse:
    """Every topic: its team, its promise and what holds for it."""
    rows = [(topic.name(request.language), topic) for topic in all_topics()]
    return render(request, "workspace/policy/topics.html", {"section": "settings", "where": "topics", "topics": rows})
