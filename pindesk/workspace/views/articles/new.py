"""A new article."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pindesk.accounts.models import Language
from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge import rules
from pindesk.knowledge.actions import Words, create_article
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import clean_line
from pindesk.tickets.errors import UnknownChoice
from pindesk.workspace.articles_forms import FIELDS, section_choices, section_in, visibility_fields, visibility_in


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: AgentRequest) -> HttpResponse:
    """Title, section, language and readers; then one writes."""
    if request.method != "POST":
        return _form(request, _begun(request))
    title, language = request.POST.get("title", ""), request.POST.get("language", "")
    try:
        made = create_article(
            language=language,
            words=Words(title),
            section=section_in(request),
            visibility=visibility_in(request),
            by=request.agent,
        )
    except Refusal as refusal:
        field = "section" if isinstance(refusal, UnknownChoice) else FIELDS.get(type(refusal), "")
        values = {"title": title, "language": language, "section_value": request.POST.get("section", "")}
        return _form(request, values, refusal.status, {field: [str(refusal)]})
    address = reverse("workspace:article", kwargs={"pk": made.article_id})
    return HttpResponseRedirect(f"{address}?done=created", status=303)


def _begun(request: AgentRequest) -> dict[str, str]:
    """What the address of the empty form already says; a language that is none of ours says nothing."""
    language = request.GET.get("language", "")
    return {
        "title": clean_line(request.GET.get("title", ""))[: rules.TITLE_MAX_CHARS],
        "language": language if language in Language.values else request.language,
        "section_value": request.GET.get("section", ""),
    }


def _form(
    request: AgentRequest, values: dict[str, str], status: int = 200, errors: dict[str, list[str]] | None = None
) -> HttpResponse:
    sent = request.POST.getlist("plans") if request.method == "POST" else None
    readers: dict[str, Any] = visibility_fields(request, request.POST.get("visibility", rules.PUBLIC), sent)
    page = {
        "section": "articles",
        **values,
        **readers,
        "section_choices": section_choices(request),
        "errors": errors or {},
    }
    return render(request, "workspace/articles/new.html", page, status=status)
