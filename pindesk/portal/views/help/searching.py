"""Searching: while one types, and the page of results."""

from __future__ import annotations

import math
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindesk.accounts.doors import client_network
from pindesk.accounts.requests import Request
from pindesk.knowledge.access.searching import Results, search
from pindesk.knowledge.errors import TooOften
from pindesk.knowledge.limits import SEARCHES, take_turn
from pindesk.portal.help import reader_of

WHILE_TYPING, ON_PAGE = 6, 30
SHOWN_CHARS = 200  # of what was typed, in a heading


@require_safe
def results(request: Request) -> HttpResponse:
    """The page of results; without words it only asks."""
    words = request.GET.get("q", "").strip()
    page: dict[str, Any] = {"words": words[:SHOWN_CHARS], "results": None, "is_busy": False}
    try:
        if words:
            page["results"] = _found(request, words, ON_PAGE, is_unfinished=False)
    except TooOften as refusal:
        return _later(render(request, "portal/help/results.html", {**page, "is_busy": True}), refusal)
    return render(request, "portal/help/results.html", page)


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


def _found(request: Request, words: str, limit: int, *, is_unfinished: bool) -> Results:
    """Raises TooOften."""
    take_turn(SEARCHES, client_network(request))
    return search(words, language=request.language, reader=reader_of(request), limit=limit, is_unfinished=is_unfinished)


def _later(response: HttpResponse, refusal: TooOften) -> HttpResponse:
    response.status_code = refusal.status
    response.headers["Retry-After"] = str(math.ceil(refusal.wait_seconds))
    return response
