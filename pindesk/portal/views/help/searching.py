"""Searching: while one types, and the page of results."""

from __future__ import annotations

import math
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindesk.accounts.doors import client_network
from pindesk.accounts.requests import Request
from pindesk.knowledge.access.searching import Results, search
from pindesk.knowledge.errors import TooOften
from pindesk.knowledge.limits import SEARCHES, take_turn
from pindesk.lib.text import number_or_none
from pindesk.portal.help import reader_of

WHILE_TYPING, ON_PAGE = 6, 30
SHOWN_CHARS = 200  # of what was typed, in a heading


@require_safe
def results(request: Request) -> HttpResponse:
    """The results, page by page; without words it only asks. Raises Http404 for what is no page."""
    words, number = request.GET.get("q", "").strip(), number_or_none(request.GET.get("page", "1"), 6)
    if not number:
        raise Http404
    page = {"words": words[:SHOWN_CHARS], "asked": words, "results": None, "is_busy": False}
    try:
        if words:
            page |= _page_of(request, words, number)
    except TooOften as refusal:
        return _later(render(request, "portal/help/results.html", {**page, "is_busy": True}), refusal)
    return render(request, "portal/help/results.html", page)


def _page_of(request: Request, words: str, number: int) -> dict[str, Any]:
    """Raises TooOften."""
    before = (number - 1) * ON_PAGE
    found = _found(request, words, ON_PAGE, before)
    return {"results": found, "page": number, "first": before + 1, "has_more": before + ON_PAGE < found.count}


@require_safe
def suggestions(request: Request) -> HttpResponse:
    """What to show under the box while somebody types; empty for nothing typed."""
    typed = request.GET.get("q", "")
    if not typed.strip():
        return HttpResponse()
    try:
        found = _found(request, typed, WHILE_TYPING, is_unfinished=True)
    except TooOften as refusal:
        return _later(HttpResponse(), refusal)
    return render(request, "portal/help/_suggestions.html", {"words": typed.strip()[:SHOWN_CHARS], "results": found})


def _found(request: Request, words: str, limit: int, offset: int = 0, *, is_unfinished: bool = False) -> Results:
    """Raises TooOften."""
    take_turn(SEARCHES, client_network(request))
    reader = reader_of(request)
    return search(
        words, language=request.language, reader=reader, limit=limit, offset=offset, is_unfinished=is_unfinished
    )


def _later(response: HttpResponse, refusal: TooOften) -> HttpResponse:
    response.status_code = refusal.status
    response.headers["Retry-After"] = str(math.ceil(refusal.wait_seconds))
    return response
