"""Finding an article by its title, while another one is worked on."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access.listing import titles_like
from pindesk.lib.text import clean_line, number_or_none

PURPOSES = ("related", "replacement", "link")


@require_safe
def find(request: AgentRequest) -> HttpResponse:
    """Choices for a purpose: to be named at the end, to take the place of one, to be linked to. For scripts."""
    purpose = request.GET.get("as", "")
    if purpose not in PURPOSES:
        raise Http404
    words = clean_line(request.GET.get("q", ""))[:120]
    found = titles_like(
        words,
        language=request.language,
        but=number_or_none(request.GET.get("but", ""), 9),
        is_published=purpose == "replacement",
    )
    return render(request, "workspace/articles/_titles.html", {"purpose": purpose, "titles": found, "words": words})
