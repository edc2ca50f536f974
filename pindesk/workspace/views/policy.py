"""Plans and topics as they are set, to look up."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.availability.access import all_topics, policy_for
from pindesk.availability.fields import help_lines
from pindesk.availability.models import Topic
from pindesk.availability.stored import kept_fields, kept_helps
from pindesk.lib import clock
from pindesk.plans.access import plans as all_plans
from pindesk.workspace.words import kind_words


class Field(NamedTuple):
    """One thing that a topic asks, in the agent's words."""

    name: str
    kind: str
    is_required: bool
    choices: tuple[str, ...]


def _asks(topic: Topic, language: str) -> tuple[list[Field], tuple[str, ...]]:
    kinds = kind_words()
    fields = [
        Field(one.name(language), kinds[one.kind], one.is_required, tuple(each.name(language) for each in one.choices))
        for one in kept_fields(topic.fields)
    ]
    return fields, help_lines(kept_helps(topic.helps), language)


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
    """Every topic: its team, its promise, what holds for it, what it asks and what it says helps to answer."""
    rows = [(topic.name(request.language), topic, *_asks(topic, request.language)) for topic in all_topics()]
    return render(request, "workspace/policy/topics.html", {"section": "settings", "where": "topics", "topics": rows})
