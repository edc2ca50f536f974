"""What agents do with an article. Each goes back to its page, in the language it was done in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge import actions
from pindesk.knowledge.access.editing import translation_or_404
from pindesk.knowledge.access.listing import titles_of
from pindesk.knowledge.errors import PlacedMeanwhile
from pindesk.knowledge.models import Translation
from pindesk.lib.refusals import Refusal
from pindesk.workspace import articles_forms as forms
from pindesk.workspace.articles_page import Work, work_or_404
from pindesk.workspace.views.articles.editor import editor_page


def save(request: AgentRequest, pk: int, language: str) -> HttpResponse:
    """Keep what was typed as the next version."""
    return _save(request, pk, language, lambda _row, _number: "saved")


@require_POST
def publish(request: AgentRequest, pk: int, language: str) -> HttpResponse:
    """Keep what was typed, if it is new, and show it to readers."""

    def then(row: Translation, number: int) -> str:
        actions.publish(row, number=number, by=request.agent)
        return "published"

    return _save(request, pk, language, then)


@require_POST
def ask_for_review(request: AgentRequest, pk: int, language: str) -> HttpResponse:
    """Keep what was typed, if it is new, and ask somebody else to publish it."""

    def then(row: Translation, number: int) -> str:
        actions.ask_for_review(row, number=number, by=request.agent)
        return "asked"

    return _save(request, pk, language, then)


def _save(request: AgentRequest, pk: int, language: str, then: Callable[[Translation, int], str]) -> HttpResponse:
    """Refused, the page comes back with what was typed; what was saved before the refusal stays saved.

    `then` says what was done, as `done_words` knows it.
    """
    work = work_or_404(request, pk, language)
    words, base = forms.words_in(request), forms.base_in(request)
    try:
        version = actions.save_version(work.article, language, words, base=base, by=request.agent)
        base, words = version.number, words.cleaned()
        done = then(version.translation, version.number)
    except Refusal as refusal:
        return editor_page(request, work_or_404(request, pk, language), typed=words, base=base, refusal=refusal)
    return back(work, done)


@require_POST
def withdraw(request: AgentRequest, pk: int, language: str) -> HttpResponse:
    """Take it from readers in this language."""
    work = work_or_404(request, pk, language)
    actions.withdraw(translation_or_404(work.article, language), by=request.agent)
    return back(work, "withdrawn")


@require_POST
def confirm(request: AgentRequest, pk: int, language: str) -> HttpResponse:
    """Say that the translation is up to date."""
    work = work_or_404(request, pk, language)
    actions.confirm_current(translation_or_404(work.article, language), by=request.agent)
    return back(work, "confirmed")


@require_POST
def place(request: AgentRequest, pk: int) -> HttpResponse:
    """Set section, order, readers and related articles."""
    work = work_or_404(request, pk, request.GET.get("language", ""))
    try:
        actions.place_article(
            work.article,
            section=forms.section_in(request),
            visibility=forms.visibility_in(request),
            position=forms.position_in(request),
            related=forms.related_in(request),
            was=forms.placed_in(request),
            by=request.agent,
        )
    except PlacedMeanwhile as refusal:
        work = work_or_404(request, pk, request.GET.get("language", ""))
        return editor_page(request, work, side=_sent_beside(request, refusal), refusal=refusal)
    except Refusal as refusal:
        return editor_page(request, work, side=_sent(request, refusal), refusal=refusal)
    return back(work, "placed")


# The values of the page that each field of the form is made of.
_MADE_OF = {
    "section": ("section_value",),
    "position": ("position",),
    "visibility": ("visibility", "plans"),
    "related": ("related",),
}


def _sent_beside(request: AgentRequest, refusal: PlacedMeanwhile) -> dict[str, object]:
    """Of the fields as they were sent, those that the form changed; all others are as they are by now."""
    sent = _sent(request, refusal)
    kept = {key: sent[key] for name in refusal.mine for key in _MADE_OF[name]}
    return {**kept, "place_errors": {name: [str(refusal)] for name in refusal.both}}


def _sent(request: AgentRequest, refusal: Refusal) -> dict[str, object]:
    """The fields as they were sent, with the sentence at the one it is about."""
    return {
        **forms.visibility_fields(request, request.POST.get("visibility", ""), request.POST.getlist("plans")),
        "section_value": request.POST.get("section", ""),
        "position": request.POST.get("position", ""),
        "was": request.POST.get("was", ""),
        "related": list(titles_of([row.pk for row in forms.related_in(request)], language=request.language).items()),
        "place_errors": {forms.FIELDS.get(type(refusal), ""): [str(refusal)]},
    }


@require_POST
def archive(request: AgentRequest, pk: int) -> HttpResponse:
    """Take the article from readers in every language; another one may take its place."""
    work = work_or_404(request, pk, request.GET.get("language", ""))
    try:
        actions.archive_article(work.article, replaced_by=forms.replacement_in(request), by=request.agent)
    except Refusal as refusal:
        return editor_page(request, work, side={"archive_errors": [str(refusal)]}, refusal=refusal)
    return back(work, "archived")


@require_POST
def unarchive(request: AgentRequest, pk: int) -> HttpResponse:
    """Bring the article back, as drafts."""
    work = work_or_404(request, pk, request.GET.get("language", ""))
    actions.unarchive_article(work.article, by=request.agent)
    return back(work, "back")


def back(work: Work, done: str) -> HttpResponse:
    return HttpResponseRedirect(work.address(f"done={done}"), status=303)
