"""The Support Center: how to reach us now, and my tickets."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pindesk.accounts.models import Membership
from pindesk.accounts.requests import CustomerRequest, Request
from pindesk.accounts.returning import by_way_of
from pindesk.knowledge.access.shelf import rooms
from pindesk.portal.board import board_of, sign_in_about
from pindesk.portal.entitlement import notice_of
from pindesk.portal.gate import customer_required
from pindesk.portal.help import entitlement_in, reader_of
from pindesk.portal.lines import rows_of
from pindesk.portal.public import about_page
from pindesk.tickets.access import tickets_of

SHOWN = 5
SHOWN_CHARS = 200  # of what was searched


@require_safe
def show(request: Request) -> HttpResponse:
    """The page for everybody; who is signed in and has several accounts chooses one first."""
    if request.person and not request.membership:
        return by_way_of(request, reverse("portal:accounts"), reverse("portal:home"))
    words = _searched(request)
    tickets = _tickets(request, request.membership) if request.membership else {}
    page = {
        **_board(request, words),
        "rooms": rooms(request.language, reader_of(request)),
        "words": words,
        "sign_in": sign_in_about(words),
        "public": about_page("portal:home", _("Support Center")),
        **tickets,
    }
    return render(request, "portal/home/show.html", page)


@require_safe
def board_part(request: Request) -> HttpResponse:
    """The board alone, for an open page."""
    return render(request, "portal/home/_board.html", _board(request, _searched(request)))


@require_safe
@customer_required
def tickets_part(request: CustomerRequest) -> HttpResponse:
    """The tickets alone, for an open page."""
    return render(request, "portal/home/_tickets.html", _tickets(request, request.membership))


def _board(request: Request, words: str) -> dict[str, Any]:
    board = board_of(request, words)
    return {"board": board, "notice": notice_of(request, entitlement_in(request), board.policy)}


def _searched(request: Request) -> str:
    """What was searched for in vain by somebody who comes here for a person instead."""
    return request.GET.get("q", "").strip()[:SHOWN_CHARS]


def _tickets(request: Request, membership: Membership) -> dict[str, Any]:
    """The open ones first; what is solved fills the rest."""
    return {"rows": rows_of(request, tickets_of(membership, open_first=True, limit=SHOWN))}
