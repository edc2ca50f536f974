"""The audit trail of people, teams and the company."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindesk.accounts.access.trail import audit_trail
from pindesk.accounts.actions.permission import may_manage_people
from pindesk.accounts.requests import AgentRequest
from pindesk.lib.text import number_or_none

PAGE = 50


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """Newest first, for leads and owners; `?before=` goes further back, `?account=` tells of one account alone."""
    may_manage_people(request.agent)
    before = number_or_none(request.GET.get("before", ""))
    account = number_or_none(request.GET.get("account", ""))
    subjects = () if account is None else (f"account:{account}",)
    entries = audit_trail(before=before, subjects=subjects, limit=PAGE + 1)
    older = entries[PAGE - 1].number if len(entries) > PAGE else None
    page = {
        "section": "people",
        "entries": entries[:PAGE],
        "older": older,
        "is_first": before is None,
        "account": account,
    }
    return render(request, "workspace/people/trail.html", page)
