"""What the company decides about its help centre."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access import editing
from pindesk.knowledge.actions import change_settings


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: AgentRequest) -> HttpResponse:
    """Whether somebody else reads an article before it is published; leads change it."""
    if request.method == "POST":
        change_settings(needs_review=request.POST.get("needs_review") == "1", by=request.agent)
        return HttpResponseRedirect(f"{reverse('workspace:help_settings')}?saved=1", status=303)
    page = {
        "section": "articles",
        "where": "settings",
        "needs_review": editing.needs_review(),
        "may_manage": request.agent.may_lead,
        "is_saved": "saved" in request.GET,
    }
    return render(request, "workspace/help/settings.html", page)
