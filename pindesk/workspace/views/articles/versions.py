"""The versions of a translation: each that was saved, what differs between two, and bringing one back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access import editing
from pindesk.knowledge.actions import restore_version
from pindesk.knowledge.actions.writing import words_of
from pindesk.knowledge.models import Translation
from pindesk.lib.text import number_or_none
from pindesk.workspace.articles_diff import differences
from pindesk.workspace.articles_page import NOTHING, Work, tabs_of, work_or_404
from pindesk.workspace.articles_words import field_words, reason_words
from pindesk.workspace.views.articles.changes import back, save


@require_http_methods(["GET", "HEAD", "POST"])
def collection(request: AgentRequest, pk: int, language: str) -> HttpResponse:
    """What was saved, newest first; sent to, it is one more."""
    if request.method == "POST":
        return save(request, pk, language)
    work = work_or_404(request, pk, language)
    if work.row is None:
        raise Http404
    page = {
        "section": "articles",
        "work": work,
        "tabs": tabs_of(work, request.company.languages),
        "versions": editing.versions_of(work.row),
        "reasons": reason_words(),
        "labels": field_words(),
        **_compared(request, work, work.row),
    }
    return render(request, "workspace/articles/versions.html", page)


def _compared(request: AgentRequest, work: Work, row: Translation) -> dict[str, Any]:
    """The two versions that were chosen, the older one first; else the last two. Raises Http404 for one that is not."""
    newer = _number(request, "to") or work.base or 0
    older = _number(request, "from")
    older = newer - 1 if older is None else older
    older, newer = min(older, newer), max(older, newer)
    after = editing.version_or_404(row, newer)
    before = words_of(editing.version_or_404(row, older)) if older else NOTHING
    return {"older": older, "newer": newer, "changes": differences(before, words_of(after))}


def _number(request: AgentRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    number = number_or_none(text, 9)
    if text and number is None:
        raise Http404
    return number


@require_POST
def restore(request: AgentRequest, pk: int, language: str, number: int) -> HttpResponse:
    """Bring an earlier version back, as a new one."""
    work = work_or_404(request, pk, language)
    row = editing.translation_or_404(work.article, language)
    editing.version_or_404(row, number)
    restore_version(row, number, by=request.agent)
    return back(work, "restored")
