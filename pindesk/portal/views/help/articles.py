"""One article, its pictures, and what readers say of it."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pindesk.accounts.doors import client_network
from pindesk.accounts.requests import Request
from pindesk.availability.sentences import languages_in_a_row
from pindesk.files.serving import respond
from pindesk.knowledge import actions
from pindesk.knowledge.access import reading
from pindesk.knowledge.access.reading import Gone, Reading
from pindesk.knowledge.actions.masking import MOST_CHARS
from pindesk.knowledge.limits import SAYINGS, take_turn
from pindesk.knowledge.rendering import pieces
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import clean_id, number_or_none
from pindesk.portal.board import board_of
from pindesk.portal.help import address_of, images_at, links_at, reader_of
from pindesk.portal.live_blocks import blocks_for
from pindesk.portal.public import about, path_in
from pindesk.portal.words import reason_words


@require_safe
def show(request: Request, number: int, slug: str = "") -> HttpResponse:
    """An article in the language of the address, or the language it has; an old slug leads to the new one."""
    try:
        article = reading.article_for_reader(number, request.language, reader_of(request))
    except Gone as gone:
        page = {"replaced_by": gone.replaced_by}
        return render(request, "portal/help/gone.html", page, status=HTTPStatus.GONE)
    if slug != article.slug:
        query = request.META.get("QUERY_STRING", "")
        address = address_of(number, article.slug)
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    return render(request, "portal/help/article.html", _page(request, article))


def _page(request: Request, article: Reading) -> dict[str, Any]:
    parts = pieces(article.html, links_at=links_at(), images_at=images_at())
    board = board_of(request)
    return {
        "article": article,
        "parts": parts,
        "blocks": blocks_for(request, {part.block for part in parts if part.block}, board),
        "contents": [heading for heading in article.contents if heading[0] < 4],  # noqa: PLR2004 - h2 and h3
        "above": _above(article),
        "related": reading.related_to(article, request.language, reader_of(request)),
        "board": board,
        "reasons": reason_words(),
        "said": _said(request),
        "visit": clean_id(request.GET.get("visit", "")),
        "wanted_language": languages_in_a_row((request.language,), request.language),
        "shown_language": languages_in_a_row((article.language,), request.language),
        "public": about(request, article),
        "article_paths": {code: path_in(code, article.article, slug) for code, slug in article.others.items()},
    }


def _above(article: Reading) -> list[tuple[str, str]]:
    """The category and section that it stands in; those of no section stand in the help centre."""
    above = [(_("Help articles"), reverse("portal:help"))]
    if article.category and article.section:
        above.append((article.category.name, reverse("portal:category", kwargs={"code": article.category.code})))
        above.append((article.section.name, reverse("portal:section", kwargs={"code": article.section.code})))
    return above


def _said(request: Request) -> str:
    """What was just answered, when the page comes back without a script."""
    said = request.GET.get("said", "")
    return said if said in ("yes", "no", "why") else ""


@require_safe
def image(request: Request, key: str) -> HttpResponse:
    """A picture of an article that the visitor may read."""
    file, name, is_public = reading.image_for_reader(key, reader_of(request))
    return respond(file, name=name, is_public=is_public)


@require_POST
def create_answer(request: Request, number: int) -> HttpResponse:
    """Keep whether it was solved and, if given, why not; with a script the page stays as it is.

    A page that could not name its visit gets a name for it, so that what is said next replaces what was said first.
    """
    article = _article_or_404(request, number)
    solved = request.POST.get("solved", "")
    reason, words = request.POST.get("reason", ""), _words(request)
    if solved not in ("yes", "no"):
        raise Http404
    take_turn(SAYINGS, client_network(request))
    visit = clean_id(request.POST.get("visit", "")) or str(uuid4())
    actions.answer(
        number,
        visit=visit,
        language=request.language,
        is_solved=solved == "yes",
        reason=reason,
        words=words,
        is_customer=request.membership is not None,
    )
    said = "why" if reason or words.strip() else solved
    if request.headers.get("X-Pindesk"):
        page = {"said": said, "article": article, "reasons": reason_words(), "visit": visit}
        return render(request, "portal/help/_answered.html", page)
    query = urlencode({"said": said, "visit": visit})
    return HttpResponseRedirect(f"{address_of(number, article.slug)}?{query}#answer", status=303)


@require_POST
def create_step(request: Request) -> HttpResponse:
    """Keep one step of a visit that a script tells: searched, opened from a search, or read. Says nothing back."""
    with suppress(Refusal, Http404):
        _keep_step(request, number_or_none(request.POST.get("article", "")))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _keep_step(request: Request, number: int | None) -> None:
    """Raises Http404 for an article that one may not read, TooOften, and the refusals of the action."""
    kind = request.POST.get("kind", "")
    if kind not in ("searched", "opened", "read"):
        return
    take_turn(SAYINGS, client_network(request))
    if number is not None:
        _article_or_404(request, number)
    actions.record_step(
        visit=request.POST.get("visit", ""),
        kind=kind,
        language=request.language,
        is_customer=request.membership is not None,
        words=_words(request),
        found=number_or_none(request.POST.get("found", ""), 6),
        article=number,
    )


def _words(request: Request) -> str:
    """What was typed, cut: half of it is kept at most, and more would only be masked first."""
    return request.POST.get("words", "")[:MOST_CHARS]


def _article_or_404(request: Request, number: int) -> Reading:
    """An article that can be read now. Raises Http404, for one that is gone too."""
    try:
        return reading.article_for_reader(number, request.language, reader_of(request))
    except Gone:
        raise Http404 from None
