"""The list of articles, in views and sections."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access import listing
from pindesk.knowledge.access.listing import NO_SECTION, PAGE
from pindesk.plans.access import plans as all_plans
from pindesk.workspace.articles_list import Place, place_of, row_of
from pindesk.workspace.articles_words import standing_words, view_words
from pindesk.workspace.rows import Reader


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """One page of articles, with the views and sections beside it."""
    place = place_of(request)
    context = {**_views(request, place), **_rows(request, place)}
    return render(request, "workspace/articles/index.html", context)


@require_safe
def part(request: AgentRequest, part: str) -> HttpResponse:
    """A part of that page, as an open one fetches it."""
    place = place_of(request)
    if part == "views":
        return render(request, "workspace/articles/_views.html", _views(request, place))
    if part == "rows":
        return render(request, "workspace/articles/_rows.html", _rows(request, place))
    raise Http404


def _views(request: AgentRequest, place: Place) -> dict[str, Any]:
    """The views and the sections with their numbers. Raises Http404 for a section that is not there."""
    words, counts, names = view_words(), listing.article_counts(), _section_names(request)
    in_section = counts.in_section
    if in_section.get(NO_SECTION):
        names[NO_SECTION] = _("In no section")
    if place.section is not None and place.section not in names:
        raise Http404
    kept = Place(language=place.language, words=place.words)
    return {
        "section": "articles",
        "where": place,
        "title": _title(place, names),
        "views": [(kept._replace(view=view).query, word, counts.in_view[view], view) for view, word in words.items()],
        "sections": [(kept._replace(section=pk).query, name, in_section.get(pk, 0), pk) for pk, name in names.items()],
    }


def _rows(request: AgentRequest, place: Place) -> dict[str, Any]:
    first = (place.page - 1) * PAGE
    found = listing.articles_like(place.wanted, offset=first, limit=PAGE + 1)
    shown, reader = found[:PAGE], Reader.of(request)
    plans = {plan.code: plan.name(request.language) for plan in all_plans()}
    names, standings, languages = _section_names(request), standing_words(), request.company.languages
    return {
        "where": place,
        "rows": [
            row_of(line, reader=reader, languages=languages, sections=names, plans=plans, standings=standings)
            for line in shown
        ],
        "standings": standings,
        "first": first + 1,
        "last": first + len(shown),
        "previous": place._replace(page=place.page - 1).query if place.page > 1 else None,
        "next": place._replace(page=place.page + 1).query if len(found) > PAGE else None,
    }


def _section_names(request: AgentRequest) -> dict[int, str]:
    """Asked of the database once in a request: both halves of the page need them."""
    if not hasattr(request, "section_names"):
        rows = listing.sections()
        request.section_names = {row.pk: row.name(request.language) for row in rows}  # type: ignore[attr-defined]
    return dict(request.section_names)  # type: ignore[attr-defined]


def _title(place: Place, sections: dict[int, str]) -> str:
    if place.section is not None:
        return sections[place.section]
    return _("All articles") if place.view == "all" else view_words()[place.view]
