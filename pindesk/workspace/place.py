"""Where in the queue an agent is: the view, the team and the page that addresses carry along."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from pindesk.lib.text import number_or_none
from pindesk.tickets.access import VIEWS

MAX_PAGE = 400  # nobody turns further, and a far page costs as much as all before it


class Place(NamedTuple):
    view: str = "open"
    team: int | None = None
    page: int = 1

    @property
    def query(self) -> str:
        """What an address says of it, with its question mark; nothing for the first view."""
        parts = {"view": self.view, "team": self.team, "page": self.page}
        told = {name: value for name, value in parts.items() if value != Place._field_defaults[name]}
        return f"?{urlencode(told)}" if told else ""


def place_of(request: HttpRequest) -> Place:
    """The place that the address names. Raises Http404 for a view, team or page that cannot be."""
    view = request.GET.get("view") or "open"
    if view not in VIEWS:
        raise Http404
    page = _number(request.GET.get("page")) or 1
    if page > MAX_PAGE:
        raise Http404
    return Place(view, _number(request.GET.get("team")), page)


def _number(text: str | None) -> int | None:
    if not text:
        return None
    number = number_or_none(text, 9)
    if number is None:
        raise Http404
    return number
