"""Beside the form of a new ticket: what it suggests, an article to read there, and where the words go instead."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindesk.accounts.doors import client_network
from pindesk.accounts.requests import CustomerRequest, is_still_the_writer
from pindesk.availability.access import policy_for
from pindesk.knowledge import actions as knowledge
from pindesk.knowledge.access.reading import Gone, Reading, article_for_reader
from pindesk.knowledge.access.suggesting import entries_for
from pindesk.knowledge.errors import TooOften
from pindesk.knowledge.limits import SAYINGS, take_turn
from pindesk.knowledge.rendering import pieces
from pindesk.lib import clock
from pindesk.lib.text import number_or_none
from pindesk.portal.asked import left_over, lines_of
from pindesk.portal.beside import beside_of
from pindesk.portal.board import board_of
from pindesk.portal.forms import TicketForm
from pindesk.portal.gate import customer_required
from pindesk.portal.help import images_at, links_at, reader_of
from pindesk.portal.live_blocks import blocks_for
from pindesk.portal.typed import typed_in
from pindesk.tickets import actions
from pindesk.tickets.access import draft_of, ticket_for_customer
from pindesk.tickets.rules import aside_form, opening_form

SHOWN_CHARS = 200


@require_POST
@customer_required
def part(request: CustomerRequest) -> HttpResponse:
    """What to show beside the words that were typed; nothing is kept of them. Raises Http404 for another's page."""
    if not is_still_the_writer(request):
        raise Http404
    try:
        found = beside_of(request, TicketForm.of(request.POST, request.language))
    except TooOften as refusal:
        response = HttpResponse(status=refusal.status)
        response.headers["Retry-After"] = str(math.ceil(refusal.wait_seconds))
        return response
    return render(request, "portal/tickets/_beside.html", {"beside": found})


@require_safe
@customer_required
def article(request: CustomerRequest, number: int) -> HttpResponse:
    """The words of an article alone, as its page has them. Raises Http404."""
    found = _article_or_404(request, number)
    parts = pieces(found.html, links_at=links_at(), images_at=images_at())
    named = {part.block for part in parts if part.block}
    blocks = blocks_for(request, named, board_of(request)) if named else {}
    page = {"article": found, "parts": parts, "blocks": blocks}
    return render(request, "portal/tickets/_article.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@customer_required
def solution(request: CustomerRequest) -> HttpResponse:
    """An article solved it: what was typed is put aside until tomorrow, and the help centre counts that it helped."""
    if request.method != "POST":
        return _solved(request)
    form = _form(request, request.POST.get("form", ""))
    number = number_or_none(request.POST.get("article", "")) or 0
    _article_or_404(request, number)
    actions.put_aside(request.person, form, typed_in(request))
    with suppress(TooOften):  # that it helped is worth counting, but nobody is kept from going on
        take_turn(SAYINGS, client_network(request))
        knowledge.answer(
            number,
            visit=request.POST.get("visit", ""),
            language=request.language,
            is_solved=True,
            is_customer=True,
        )
    address = f"{reverse('portal:new_ticket_solution')}?{urlencode({'article': number, 'form': form})}"
    return HttpResponseRedirect(address, status=303)


@require_POST
@customer_required
def delete_solution(request: CustomerRequest) -> HttpResponse:
    """Not solved after all: the draft comes back. Raises DraftsInTheWay."""
    form = actions.bring_back(request.person, _form(request, request.POST.get("form", "")))
    return HttpResponseRedirect(_address_of(form), status=303)


@require_POST
@customer_required
def add_to_ticket(request: CustomerRequest, number: int) -> HttpResponse:
    """What was typed for a new ticket begins, or goes on with, the reply to one that is there."""
    ticket = ticket_for_customer(request.membership, number)
    form = _form(request, request.POST.get("form", ""))
    typed = {**typed_in(request), "body": _with_fields(request)}
    actions.add_to_ticket(ticket, by=request.person, form=form, typed=typed)
    address = reverse("portal:ticket", kwargs={"number": number})
    return HttpResponseRedirect(f"{address}#reply", status=303)


def _with_fields(request: CustomerRequest) -> str:
    """The description, and after it in words what was typed in fields of a topic: a reply has none."""
    form, topics = TicketForm.of(request.POST, request.language), policy_for(clock.now()).topics
    form.rest = lines_of(
        left_over(form.answers, (), form.topic, topics, {}, request.language), topics, request.language
    )
    return form.words


def _solved(request: CustomerRequest) -> HttpResponse:
    """What to read once more, and the draft that can be brought back."""
    form = _form(request, request.GET.get("form", "") or opening_form(None))
    number = number_or_none(request.GET.get("article", ""))
    entries = entries_for([number] if number else [], request.language, reader_of(request))
    aside = draft_of(request.person, aside_form(form))
    page: dict[str, Any] = {
        "form": form,
        "entry": entries[0] if entries else None,
        "is_aside": aside is not None,
        "words": (aside.data.get("subject") or aside.data.get("body", ""))[:SHOWN_CHARS] if aside else "",
    }
    return render(request, "portal/tickets/solved.html", page)


def _article_or_404(request: CustomerRequest, number: int) -> Reading:
    try:
        return article_for_reader(number, request.language, reader_of(request))
    except Gone:
        raise Http404 from None


def _form(request: CustomerRequest, name: str) -> str:
    """A form of a new ticket by name. Raises Http404 for another name, and a follow-up to what is not theirs."""
    if name in (opening_form(None), opening_form(None, is_beside=True)):
        return name
    kind, _, text = name.partition(":")
    number = number_or_none(text)
    if kind != "follow-up" or number is None:
        raise Http404
    return opening_form(ticket_for_customer(request.membership, number).number)


def _address_of(form: str) -> str:
    """Where a form of a new ticket is written."""
    address, (_, _, number) = reverse("portal:new_ticket"), form.partition(":")
    if number:
        return f"{address}?follows={number}"
    return f"{address}?beside=1" if form == opening_form(None, is_beside=True) else address
