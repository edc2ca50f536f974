"""How large a file of a message may be, and how many it may have."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pindesk.accounts.actions import set_file_limits
from pindesk.accounts.actions.permission import may_manage_people
from pindesk.accounts.errors import FileLimitsOutOfRange
from pindesk.accounts.requests import AgentRequest
from pindesk.files.rules.limits import FILES_OFFERED, MEGABYTES_OFFERED, Limits
from pindesk.lib.text import clean_line, number_or_none


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: AgentRequest) -> HttpResponse:
    """For leads and owners; what cannot be is given back as it was typed, with one sentence."""
    may_manage_people(request.agent)
    limits = request.company.file_limits
    typed, errors = {"megabytes": str(limits.megabytes), "files": str(limits.files)}, []
    if request.method == "POST":
        typed = {name: request.POST.get(name, "")[:20] for name in typed}
        try:
            set_file_limits(Limits(_number(typed["megabytes"]), _number(typed["files"])), by=request.agent)
        except FileLimitsOutOfRange as refusal:
            errors = [str(refusal)]
        else:
            return HttpResponseRedirect(f"{reverse('workspace:file_limits')}?saved=1", status=303)
    page = {
        "section": "settings",
        "where": "files",
        "typed": typed,
        "errors": errors,
        "ranges": {"megabytes": MEGABYTES_OFFERED, "files": FILES_OFFERED},
        "is_saved": "saved" in request.GET,
    }
    return render(request, "workspace/policy/files.html", page, status=400 if errors else 200)


def _number(text: str) -> int:
    """The whole number that was typed; 0, which is none of those that may be, for anything else."""
    return number_or_none(clean_line(text), 6) or 0
