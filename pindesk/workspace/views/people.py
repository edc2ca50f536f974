"""Agents: who they are, inviting, changing and ending them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pindesk.accounts.access import staff
from pindesk.accounts.access.trail import audit_trail
from pindesk.accounts.actions import (
    change_agent,
    invite_agent,
    require_second_factor,
    sign_out_everywhere,
    withdraw_invitation,
)
from pindesk.accounts.errors import BadAddress, BadName, TooManyTries, UnknownValue
from pindesk.accounts.models import Agent
from pindesk.accounts.requests import AgentRequest
from pindesk.accounts.words import language_words, role_words
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.outbox import access as outbox

INVITE_FIELDS: dict[type[Refusal], str] = {
    BadAddress: "email",
    BadName: "name",
    UnknownValue: "languages",
    TooManyTries: "",
}
NOBODY = {"email": "", "name": "", "language": "en", "role": "agent", "languages": ["en"], "teams": []}


@require_GET
def index(request: AgentRequest) -> HttpResponse:
    """All agents, open invitations and, for leads, the form that invites."""
    return render(request, "workspace/people/index.html", _list(request, NOBODY, {}))


@require_POST
def invite(request: AgentRequest) -> HttpResponse:
    """Mail an invitation; a mistake brings the form back with what was typed."""
    values: dict[str, Any] = {field: request.POST.get(field, "") for field in NOBODY}
    values["languages"], values["teams"] = request.POST.getlist("languages"), request.POST.getlist("teams")
    try:
        invite_agent(**{**values, "teams": staff.teams_of(values["teams"])}, by=request.agent)
    except tuple(INVITE_FIELDS) as refusal:
        errors = {INVITE_FIELDS[type(refusal)]: [str(refusal)]}
        return render(request, "workspace/people/index.html", _list(request, values, errors), status=400)
    return HttpResponseRedirect(f"{reverse('workspace:people')}?invited=1")


@require_POST
def withdraw(request: AgentRequest, pk: int) -> HttpResponse:
    """Make an invitation void."""
    withdraw_invitation(staff.invitation_or_404(pk), by=request.agent)
    return HttpResponseRedirect(reverse("workspace:people"))


@require_POST
def demand_second_factor(request: AgentRequest) -> HttpResponse:
    """Ask all agents for a second factor, or no longer."""
    require_second_factor(request.POST.get("is_required") == "1", by=request.agent)
    return HttpResponseRedirect(reverse("workspace:people"))


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: AgentRequest, pk: int) -> HttpResponse:
    """One agent; leads change role, languages and teams here."""
    agent = staff.agent_or_404(pk)
    values = {"role": agent.role, "languages": agent.languages, "teams": [str(team.pk) for team in agent.teams.all()]}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values["languages"], values["teams"] = request.POST.getlist("languages"), request.POST.getlist("teams")
        values["role"] = request.POST.get("role", "")
        try:
            change_agent(
                agent,
                role=values["role"],
                languages=values["languages"],
                teams=staff.teams_of(values["teams"]),
                by=request.agent,
            )
        except UnknownValue as refusal:
            errors = {"languages": [str(refusal)]}
        else:
            return HttpResponseRedirect(f"{reverse('workspace:agent', kwargs={'pk': pk})}?saved=1")
    page = {
        "shown": agent,
        "answers_in": language_words(" ".join(agent.languages)),
        "values": values,
        "errors": errors,
        "is_saved": "saved" in request.GET,
        "entries": audit_trail(subjects=(f"agent:{agent.pk}", f"person:{agent.person_id}"), limit=20),
        **_choices(request),
    }
    return render(request, "workspace/people/show.html", page, status=400 if errors else 200)


@require_POST
def deactivate(request: AgentRequest, pk: int) -> HttpResponse:
    """End somebody's being an agent; their sessions end with it."""
    change_agent(staff.agent_or_404(pk), is_active=False, by=request.agent)
    return HttpResponseRedirect(reverse("workspace:agent", kwargs={"pk": pk}))


@require_POST
def activate(request: AgentRequest, pk: int) -> HttpResponse:
    """Make somebody an agent again."""
    change_agent(staff.agent_or_404(pk), is_active=True, by=request.agent)
    return HttpResponseRedirect(reverse("workspace:agent", kwargs={"pk": pk}))


@require_POST
def end_sessions(request: AgentRequest, pk: int) -> HttpResponse:
    """Sign an agent out everywhere, as after the loss of a laptop."""
    sign_out_everywhere(staff.agent_or_404(pk).person, by=request.agent)
    return HttpResponseRedirect(reverse("workspace:agent", kwargs={"pk": pk}))


def _list(request: AgentRequest, values: dict[str, Any], errors: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "agents": staff.agents(),
        "invitations": staff.open_invitations(clock.now()),
        "values": values,
        "errors": errors,
        "is_invited": "invited" in request.GET,
        "mail_waits": request.agent.may_lead and not outbox.is_set_up(),
        **_choices(request),
    }


def _choices(request: AgentRequest) -> dict[str, Any]:
    roles = role_words()
    is_owner = request.agent.role == Agent.Role.OWNER
    return {
        "section": "people",
        "roles": roles,
        "role_options": [(code, name) for code, name in roles.items() if is_owner or code != "owner"],
        "team_options": [(str(pk), name) for pk, name in staff.team_names()],
        "may_manage": request.agent.may_lead,
        "is_owner": is_owner,
    }
