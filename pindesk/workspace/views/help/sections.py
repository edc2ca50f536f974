"""Categories and their sections: all of them, and their order."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pindesk.accounts.models import Language
from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access import editing
from pindesk.knowledge.access.listing import NO_SECTION, article_counts
from pindesk.knowledge.actions import move
from pindesk.knowledge.models import Category, Section

STEPS = {"up": -1, "down": 1}


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """Every category with its sections and how many articles they hold, as the list of articles counts them."""
    counts = article_counts().in_section
    rooms = [
        (
            _line(category, request.language),
            [(_line(section, request.language), counts.get(section.pk, 0)) for section in sections],
        )
        for category, sections in editing.tree()
    ]
    page = {
        "section": "articles",
        "where": "sections",
        "rooms": rooms,
        "of_no_section": counts.get(NO_SECTION, 0),
        "list_of_none": f"{reverse('workspace:articles')}?section={NO_SECTION}",
        "may_manage": request.agent.may_lead,
        "done": next((each for each in ("saved", "removed") if each in request.GET), ""),
    }
    return render(request, "workspace/help/sections.html", page)


@require_POST
def move_category(request: AgentRequest, pk: int) -> HttpResponse:
    """Put a category before or after its neighbour."""
    move(editing.category_or_404(pk), _step(request), by=request.agent)
    return _to(f"category-{pk}")


@require_POST
def move_section(request: AgentRequest, pk: int) -> HttpResponse:
    """Put a section before or after its neighbour in the same category."""
    move(editing.section_or_404(pk), _step(request), by=request.agent)
    return _to(f"section-{pk}")


def _step(request: AgentRequest) -> int:
    step = STEPS.get(request.POST.get("direction", ""))
    if step is None:
        raise Http404
    return step


def _line(row: Category | Section, language: str) -> dict[str, Any]:
    missing = [code for code in Language.values if not row.names.get(code)]
    return {"pk": row.pk, "name": row.name(language), "description": row.description(language), "missing": missing}


def _to(anchor: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('workspace:help_sections')}#{anchor}", status=303)
