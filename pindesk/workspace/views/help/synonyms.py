"""Words that mean the same to the search, by language."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindesk.accounts.actions.permission import may_manage_people
from pindesk.accounts.models import Language
from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access import editing
from pindesk.knowledge.actions import delete_synonyms, save_synonyms
from pindesk.knowledge.actions.synonyms import LONGEST, MOST_WORDS
from pindesk.knowledge.errors import TooFewSynonyms, TooManySynonyms, UnknownLanguage
from pindesk.knowledge.models import Synonyms
from pindesk.lib.refusals import Refusal
from pindesk.workspace.views.help.asked import asked_language

FIELDS: dict[type[Refusal], str] = {TooFewSynonyms: "words", TooManySynonyms: "language", UnknownLanguage: "language"}
WORDS_CHARS = 2000
_BETWEEN = re.compile(r"[\r\n,;]+")


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """The groups of one language; without `?language=`, of the agent's own."""
    language = asked_language(request) or request.language
    groups = editing.synonyms()
    counts = {code: sum(group.language == code for group in groups) for code, _name in settings.LANGUAGES}
    page = {
        "section": "articles",
        "where": "synonyms",
        "language": language,
        "counts": counts,
        "groups": sorted(
            ((group.pk, group.words) for group in groups if group.language == language),
            key=lambda pair: pair[1][0].casefold() if pair[1] else "",
        ),
        "may_manage": request.agent.may_lead,
        "done": next((each for each in ("saved", "removed") if each in request.GET), ""),
    }
    return render(request, "workspace/help/synonyms.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AgentRequest) -> HttpResponse:
    """The form of a new group, for leads; `?language=` and `?words=` fill it."""
    may_manage_people(request.agent)
    return _saving(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: AgentRequest, pk: int) -> HttpResponse:
    """One group; leads change it."""
    return _saving(request, editing.synonyms_or_404(pk))


@require_POST
def remove(request: AgentRequest, pk: int) -> HttpResponse:
    """Forget a group."""
    group = editing.synonyms_or_404(pk)
    delete_synonyms(group, by=request.agent)
    return _to(group.language, "removed")


def _saving(request: AgentRequest, group: Synonyms | None) -> HttpResponse:
    values, errors = _values(request, group), {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "")[:WORDS_CHARS] for name in ("language", "words")}
        try:
            saved = save_synonyms(
                group, language=values["language"], words=_BETWEEN.split(values["words"]), by=request.agent
            )
        except tuple(FIELDS) as refusal:
            errors = {FIELDS[type(refusal)]: [str(refusal)]}
        else:
            return _to(saved.language, "saved")
    page = {
        "section": "articles",
        "where": "synonyms",
        "pk": group.pk if group else None,
        "name": ", ".join(group.words) if group else "",
        "shown_language": values["language"] if values["language"] in Language.values else "",
        "values": values,
        "errors": errors,
        "most_words": MOST_WORDS,
        "longest": LONGEST,
        "words_chars": WORDS_CHARS,
        "may_manage": request.agent.may_lead,
    }
    return render(request, "workspace/help/synonym.html", page, status=400 if errors else 200)


def _values(request: AgentRequest, group: Synonyms | None) -> dict[str, str]:
    if group:
        return {"language": group.language, "words": "\n".join(group.words)}
    return {
        "language": asked_language(request) or request.language,
        "words": request.GET.get("words", "")[:WORDS_CHARS],
    }


def _to(language: str, done: str) -> HttpResponse:
    address = reverse("workspace:help_synonyms")
    return HttpResponseRedirect(f"{address}?language={language}&{done}=1", status=303)
