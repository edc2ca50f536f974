"""Teams: who is in them, adding and renaming."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pindesk.accounts.access import staff
from pindesk.accounts.actions import save_team
from pindesk.accounts.errors import BadName
from pindesk.accounts.requests import AgentRequest


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: AgentRequest) -> HttpResponse:
    """All teams; leads add one."""
    name, errors = "", []
    if request.method == "POST":
        name = request.POST.get("name", "")
        try:
            save_team(name=name, by=request.agent)
        except BadName as refusal:
            errors = [str(refusal)]
        else:
            return HttpResponseRedirect(reverse("workspace:teams"))
    page = {
        "section": "teams",
        "teams": staff.teams(),
        "name": name,
        "errors": errors,
        "may_manage": request.agent.may_lead,
    }
    return render(request, "workspace/teams/index.html", page, status=400 if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: AgentRequest, pk: int) -> HttpResponse:
    """One team and its agents; leads rename it."""
    team, errors = staff.team_or_404(pk), []
    name = team.name
    if request.method == "POST":
        name = request.POST.get("name", "")
        try:
            save_team(code=team.code, name=name, by=request.agent)
        except BadName as refusal:
            errors = [str(refusal)]
        else:
            return HttpResponseRedirect(reverse("workspace:team", kwargs={"pk": pk}))
    page = {
        "section": "teams",
        "team": team,
        "members": [agent for agent in team.agents.all() if agent.is_active],
        "name": name,
        "errors": errors,
        "may_manage": request.agent.may_lead,
    }
    return render(request, "workspace/teams/show.html", page, status=400 if errors else 200)
