"""My tickets: the list with its filters and its search, and how many hold something new."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import CustomerRequest
from pindesk.availability.access import topic_names
from pindesk.lib.text import clean_line, number_or_none
from pindesk.portal.gate import customer_required
from pindesk.portal.lines import rows_of
from pindesk.portal.middleware import unread_in
from pindesk.tickets.access import Wanted, askers_of, tickets_of
from pindesk.tickets.access.mine import ACCOUNT, STATES
from pindesk.tickets.rules import SEARCH_MAX_CHARS

PAGE = 20


@require_safe
@customer_required
def index(request: CustomerRequest) -> HttpResponse:
    """My tickets, or those of the account for its owners, as the address asks."""
    wanted = _wanted(request)
    topics = sorted(topic_names(request.language).items(), key=lambda pair: pair[1].casefold())
    context = {**_list(request, wanted), "topics": topics, "whose": _whose(request)}
    return render(request, "portal/tickets/index.html", context)


@require_safe
@customer_required
def list_part(request: CustomerRequest) -> HttpResponse:
    """The same list alone, for an open page."""
    return render(request, "portal/tickets/_list.html", _list(request, _wanted(request)))


@require_safe
@customer_required
def unread_part(request: CustomerRequest) -> HttpResponse:
    """The number in the navigation alone, for an open page; `beside` is the ticket that it shows."""
    beside = number_or_none(request.GET.get("beside", "")) or 0
    return render(request, "portal/tickets/_unread.html", {"unread": unread_in(request, beside)})


def _wanted(request: CustomerRequest) -> Wanted:
    """What the address asks for; a value that is none asks for nothing."""
    state, whose = request.GET.get("show", ""), request.GET.get("whose", "")
    is_of_others = request.membership.is_owner and (whose == ACCOUNT or number_or_none(whose) is not None)
    return Wanted(
        state=state if state in STATES else "all",
        words=clean_line(request.GET.get("q", "")[: 4 * SEARCH_MAX_CHARS])[:SEARCH_MAX_CHARS],
        topic=clean_line(request.GET.get("topic", "")[:40]),
        whose=whose if is_of_others else "",
    )


def _list(request: CustomerRequest, wanted: Wanted) -> dict[str, Any]:
    page = _page_number(request.GET.get("page", "1"))
    lines = tickets_of(request.membership, wanted, limit=PAGE + 1, offset=(page - 1) * PAGE)
    return {
        "wanted": wanted,
        "rows": rows_of(request, lines[:PAGE]),
        "page": page,
        "has_more": len(lines) > PAGE,
        "first": (page - 1) * PAGE + 1,
        "here": lambda **changes: _address("portal:tickets", wanted, **changes),
        "part_src": _address("portal:ticket_list_part", wanted, page=page),
        "is_narrowed": bool(wanted.words or wanted.topic),
    }


def _address(name: str, wanted: Wanted, **changes: Any) -> str:
    """The address of the list with its filters, and with `changes` of them; what asks for nothing is left out."""
    asked = {"show": wanted.state, "whose": wanted.whose, "topic": wanted.topic, "q": wanted.words, **changes}
    plain = {"show": "all", "page": 1}
    query = urlencode({key: value for key, value in asked.items() if value and value != plain.get(key)})
    return f"{reverse(name)}?{query}" if query else reverse(name)


def _whose(request: CustomerRequest) -> list[tuple[str, str]]:
    """Whose tickets an owner can choose, as number and name; nothing for others."""
    member = request.membership
    return [(str(person), name) for person, name in askers_of(member)] if member.is_owner else []


def _page_number(text: str) -> int:
    """A page from the address; anything that is none is the first."""
    return min(max(number_or_none(text, 5) or 1, 1), 10_000)
