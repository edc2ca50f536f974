"""Links and pictures in published articles that fail their readers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access.broken_links import broken_links
from pindesk.workspace.articles_words import broken_words

MOST = 200


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """Each with the article it stands in, its address and why it is broken."""
    found = broken_links(MOST)
    page = {
        "section": "articles",
        "where": "links",
        "links": [(link, broken_words(link.reason, link.anchor)) for link in found],
        "is_all": len(found) < MOST,
    }
    return render(request, "workspace/help/links.html", page)
