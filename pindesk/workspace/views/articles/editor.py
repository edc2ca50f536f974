"""The editor: an article in one language, with its preview, its source and what goes with it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access import editing, listing
from pindesk.knowledge.actions import Words
from pindesk.knowledge.errors import EditedMeanwhile
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import clean_line, number_or_none
from pindesk.workspace.articles_diff import Budget
from pindesk.workspace.articles_forms import FIELDS, base_in, words_in
from pindesk.workspace.articles_page import (
    Work,
    conflict_of,
    failing_context,
    news_context,
    outdated_context,
    preview_context,
    side_context,
    tabs_of,
    work_or_404,
    write_context,
)
from pindesk.workspace.articles_words import done_words, field_words

LOOKS = ("preview", "source")


@require_safe
def enter(request: AgentRequest, pk: int) -> HttpResponse:
    """The address that a link in an article has here."""
    return HttpResponseRedirect(reverse("workspace:article", kwargs={"pk": pk}))


@require_safe
def show(request: AgentRequest, pk: int) -> HttpResponse:
    """The article in the language of `?language=`, else in its source's."""
    return editor_page(request, work_or_404(request, pk, request.GET.get("language", "")))


@require_safe
def part(request: AgentRequest, pk: int, part: str) -> HttpResponse:
    """A part of that page, as an open one fetches it."""
    work = work_or_404(request, pk, request.GET.get("language", ""))
    if part == "news":
        base = number_or_none(request.GET.get("base", ""), 9)
        return render(request, "workspace/articles/_news.html", news_context(request, work, base))
    if part == "tabs":
        page = {"work": work, "tabs": tabs_of(work, request.company.languages)}
        return render(request, "workspace/articles/_tabs.html", page)
    if part == "side":
        return render(
            request, "workspace/articles/_side.html", {**side_context(request, work), **_found(request, work)}
        )
    raise Http404


@require_POST
def preview(request: AgentRequest, pk: int, language: str) -> HttpResponse:
    """What was typed as readers would see it: for the script that part alone, else the whole page. Keeps nothing."""
    work, words = work_or_404(request, pk, language), words_in(request)
    if request.headers.get("X-Pindesk") == "preview":
        return render(request, "workspace/articles/_preview.html", preview_context(work, words, is_checked=True))
    return editor_page(request, work, typed=words, base=base_in(request), look="preview")


def editor_page(
    request: AgentRequest,
    work: Work,
    *,
    typed: Words | None = None,
    base: int | None = None,
    refusal: Refusal | None = None,
    side: dict[str, Any] | None = None,
    look: str = "",
) -> HttpResponse:
    """The whole page. `typed` is not saved yet and was written on version `base`; `side` is a form there, refused.

    Where somebody else saved meanwhile, the page compares, and its form writes on theirs from then on.
    """
    words, budget = work.words if typed is None else typed, Budget()
    conflict = conflict_of(work, words, base, budget) if isinstance(refusal, EditedMeanwhile) else None
    is_unsaved = typed is not None and (typed != work.words)
    on = base if is_unsaved and conflict is None else work.base
    context = {
        "section": "articles",
        **write_context(work, words, on),
        **preview_context(work, words, is_checked=typed is not None),
        **news_context(request, work, on),
        **side_context(request, work, sent=side),
        **_found(request, work),
        "outdated": outdated_context(work, budget),
        "conflict": conflict,
        "is_unsaved": is_unsaved,
        "errors": _errors(refusal) if refusal and not conflict and side is None else {},
        "look": look or ("source" if not work.is_source and work.source and refusal is None else "preview"),
        "done": done_words().get(request.GET.get("done", ""), "") if typed is None else "",
        "picture": _picture(request, work),
        "labels": field_words(),
        "failing": failing_context(work) if request.GET.get("done") == "published" and typed is None else [],
    }
    return render(request, "workspace/articles/show.html", context, status=refusal.status if refusal else 200)


def _errors(refusal: Refusal) -> dict[str, list[str]]:
    return {FIELDS.get(type(refusal), ""): [str(refusal)]}


def _found(request: AgentRequest, work: Work) -> dict[str, Any]:
    """Articles looked for by title, where there is no script: to be named at the end, or to take this one's place."""
    found: dict[str, Any] = {}
    for name in ("related", "replacement"):
        words = clean_line(request.GET.get(f"find_{name}", ""))[:120]
        rows = (
            listing.titles_like(
                words, language=request.language, but=work.article.pk, is_published=name == "replacement"
            )
            if words
            else {}
        )
        found |= {f"{name}_words": words, f"{name}_found": rows}
    return found


def _picture(request: AgentRequest, work: Work) -> str:
    """The Markdown of a picture that was just kept, where there is no script to put it in."""
    key = request.GET.get("picture", "")
    if not key:
        return ""
    image = editing.image_or_404(key[:22])
    return markdown_of(image) if image.article_id == work.article.pk else ""


def markdown_of(image: Any) -> str:
    """How the words of an article name a picture: by what it shows, for now its file's name."""
    name = image.name.rpartition(".")[0] or image.name
    for sign in "\\[]":
        name = name.replace(sign, f"\\{sign}")
    return f"![{name}](image:{image.key})"
