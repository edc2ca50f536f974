"""An agent's own profile: name, languages, zone, presence, and the way to the security pages."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pindesk.accounts.access import open_sessions
from pindesk.accounts.actions import change_agent, change_person, set_letter_keys, set_presence, sign_out_everywhere
from pindesk.accounts.errors import BadName, UnknownValue, UnknownZone
from pindesk.accounts.requests import AgentRequest
from pindesk.accounts.returning import way_back
from pindesk.accounts.rules import shown_email
from pindesk.accounts.zones import zone_choices
from pindesk.lib import clock

FIELDS = {BadName: "name", UnknownValue: "languages", UnknownZone: "zone"}


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: AgentRequest) -> HttpResponse:
    """Show and change the profile."""
    person, agent = request.person, request.agent
    values: dict[str, Any] = {
        "name": person.name,
        "language": person.language,
        "zone": person.zone,
        "languages": agent.languages,
        "keys": "on" if agent.has_letter_keys else "",
    }
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {field: request.POST.get(field, "") for field in values}
        values["languages"] = request.POST.getlist("languages")
        try:
            _save(request, values)
        except tuple(FIELDS) as refusal:
            errors = {FIELDS[type(refusal)]: [str(refusal)]}
        else:
            return HttpResponseRedirect(f"{reverse('workspace:me')}?saved=1")
    return render(request, "workspace/me.html", _page(request, values, errors), status=400 if errors else 200)


@require_POST
def presence(request: AgentRequest) -> HttpResponse:
    """Say that one is here or away, and stay on the page."""
    set_presence(request.agent, request.POST.get("presence", ""))
    return HttpResponseRedirect(way_back(request, reverse("workspace:me")))


@require_POST
def end_sessions(request: AgentRequest) -> HttpResponse:
    """Sign out here and in every other browser, as a customer too."""
    sign_out_everywhere(request.person, by=request.agent)
    request.session.flush()
    return HttpResponseRedirect(reverse("account_login"))


@transaction.atomic
def _save(request: AgentRequest, values: dict[str, Any]) -> None:
    given = {field: values[field] for field in ("name", "language", "zone")}
    change_person(request.person, **given, by=request.agent)
    change_agent(request.agent, languages=values["languages"], by=request.agent)
    set_letter_keys(request.agent, values["keys"] == "on")


def _page(request: AgentRequest, values: dict[str, Any], errors: dict[str, list[str]]) -> dict[str, Any]:
    company_zone = _("As the company: %(zone)s") % {"zone": request.company.zone}
    return {
        "values": values,
        "errors": errors,
        "zones": [("", company_zone), *zone_choices(clock.now())],
        "email": shown_email(request.person.email),
        "sessions": open_sessions(request.person, clock.now()),
        "is_saved": "saved" in request.GET,
        "section": "me",
    }
