"""Categories and their sections: all of them, and their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pindesk.accounts.models import Language
from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access import editing, figures
from pindesk.knowledge.actions import save_category, save_section
from pindesk.knowledge.models import Category, Section

STEPS = {"up": -1, "down": 1}

T = TypeVar("T", Category, Section)


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """Every category with its sections and how many articles they hold."""
    counts = figures.articles_in_sections()
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
        "of_no_section": counts.get(None, 0),
        "may_manage": request.agent.may_lead,
        "done": next((each for each in ("saved", "removed") if each in request.GET), ""),
    }
    return render(request, "workspace/help/sections.html", page)


@require_POST
def move_category(request: AgentRequest, pk: int) -> HttpResponse:
    """Put a category before or after its neighbour."""

    def save(row: Category, position: int) -> None:
        save_category(row, names=row.names, position=position, by=request.agent)

    with transaction.atomic():
        row = editing.category_or_404(pk)
        _reorder([category for category, _sections in editing.tree()], row, _step(request), save)
    return _to(f"category-{pk}")


@require_POST
def move_section(request: AgentRequest, pk: int) -> HttpResponse:
    """Put a section before or after its neighbour in the same category."""

    def save(row: Section, position: int) -> None:
        save_section(row, category=row.category, names=row.names, position=position, by=request.agent)

    with transaction.atomic():
        row = editing.section_or_404(pk)
        siblings = next(sections for category, sections in editing.tree() if category.pk == row.category_id)
        _reorder(siblings, row, _step(request), save)
    return _to(f"section-{pk}")


def _reorder(rows: Sequence[T], row: T, step: int, save: Callable[[T, int], None]) -> None:
    """Change places with the neighbour; at an end, nothing happens. Rows of one position get positions of their own."""
    keys = [each.pk for each in rows]
    here = keys.index(row.pk)
    there = here + step
    if not 0 <= there < len(rows):
        save(rows[here], rows[here].position)
        return
    positions = [each.position for each in rows]
    if len(set(positions)) < len(positions):
        positions = list(range(len(rows)))
    ordered = list(rows)
    ordered[here], ordered[there] = ordered[there], ordered[here]
    for each, position in zip(ordered, positions, strict=True):
        if each.position != position:
            save(each, position)


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
