"""Searching: while one types, and the page of results."""

from __future__ import annotations

import math
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import Request
from pindesk.knowledge.access.searching import Results, search
from pindesk.portal.help import reader_of, search_wait_seconds

WHILE_TYPING, ON_PAGE = 6, 30
SHOWN_CHARS = 200  # of what was typed, in a heading
TOO_MANY = 429


@require_safe
def results(request: Request) -> HttpResponse:
    """The page of results; without words it only asks."""
    words = request.GET.get("q", "").strip()
    wait = search_wait_seconds(request) if words else 0.0
    found = _found(request, words, ON_PAGE, is_unfinished=False) if words and not wait else None
    page = {"words": words[:SHOWN_CHARS], "results": found, "is_busy": bool(wait)}
    return _answered(render(request, "portal/help/results.html", page), wait)


@require_safe
def suggestions(request: Request) -> HttpResponse:
    """What to show under the box while somebody types; empty for nothing typed."""
    words = request.GET.get("q", "").strip()
    wait = search_wait_seconds(request)
    if wait or not words:
        return _answered(HttpResponse(), wait)
    found = _found(request, request.GET.get("q", ""), WHILE_TYPING, is_unfinished=True)
    return render(request, "portal/help/_suggestions.html", {"words": words[:SHOWN_CHARS], "results": found})


def _found(request: Request, words: str, limit: int, *, is_unfinished: bool) -> Results:
    return search(words, language=request.language, reader=reader_of(request), limit=limit, is_unfinished=is_unfinished)


def _answered(response: HttpResponse, wait: float) -> Any:
    if wait:
        response.status_code = TOO_MANY
        response.headers["Retry-After"] = str(math.ceil(wait))
    return response
