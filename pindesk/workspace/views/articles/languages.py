"""All languages of an article side by side, as last saved."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.workspace.articles_page import tabs_of, work_or_404
from pindesk.workspace.articles_side_by_side import columns_of
from pindesk.workspace.articles_words import block_words, field_words


@require_safe
def show(request: AgentRequest, pk: int) -> HttpResponse:
    """Each with how it stands and a link to edit it; sections that translate each other stand in one row."""
    work = work_or_404(request, pk)
    tabs = tabs_of(work, request.company.languages)
    page = {
        "section": "articles",
        "work": work,
        "tabs": tabs,
        "columns": columns_of(work, tabs),
        "block_words": block_words(),
        "fields": field_words(),
    }
    return render(request, "workspace/articles/languages.html", page)
