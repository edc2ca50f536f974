"""The queue: tickets by when our reply is due, in views and teams."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pindesk.accounts.access import customers, staff
from pindesk.accounts.requests import AgentRequest
from pindesk.lib import clock
from pindesk.lib.text import number_or_none
from pindesk.tickets.access import queue, queue_counts
from pindesk.tickets.access.staff import COUNT_UP_TO, PAGE
from pindesk.ui import formats
from pindesk.workspace.place import Place, place_of
from pindesk.workspace.rows import BY_DUE, groups_of, refresh_at
from pindesk.workspace.words import short_status_words, view_words


@require_safe
def enter(request: AgentRequest) -> HttpResponse:
    """The workspace begins with the queue."""
    return HttpResponseRedirect(reverse("workspace:tickets"))


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """One page of one view, with the views and teams beside it."""
    place = place_of(request)
    context = {**views_context(request, place), **_list(request, place)}
    context["zone"] = formats.heading(formats.zone_time(request.zone, request.language))
    return render(request, "workspace/tickets/index.html", context)


@require_safe
def part(request: AgentRequest, part: str) -> HttpResponse:
    """A part of that page, as an open one fetches it."""
    place = place_of(request)
    if part == "views":
        return render(request, "workspace/tickets/_views.html", views_context(request, place))
    if part == "rows":
        return render(request, "workspace/tickets/_rows.html", _list(request, place))
    raise Http404


def views_context(request: AgentRequest, place: Place) -> dict[str, Any]:
    """The views with their numbers, and the teams; two queries. Raises Http404 for a team that is not there."""
    counts, words = queue_counts(request.agent), view_words()
    teams = staff.team_names()
    if place.team is not None and place.team not in dict(teams):
        raise Http404
    return {
        "section": "tickets",
        "where": place,
        "title": words[place.view],
        "team_name": dict(teams).get(place.team or 0, ""),
        "views": [(Place(view).query, word, _up_to(counts.get(view)), view) for view, word in words.items()],
        "teams": [(Place(place.view, pk).query, name, pk) for pk, name in teams],
        "all_teams": Place(place.view).query,
    }


def _up_to(count: int | None) -> str:
    """A number as far as it was counted; nothing where it was not."""
    if count is None:
        return ""
    return _("%(count)s+") % {"count": COUNT_UP_TO} if count > COUNT_UP_TO else str(count)


def _list(request: AgentRequest, place: Place) -> dict[str, Any]:
    first = (place.page - 1) * PAGE
    found = queue(request.agent, place.view, team=place.team, offset=first, limit=PAGE + 1)
    shown = found[:PAGE]
    return {
        "where": place,
        "groups": groups_of(request, place.view, shown, place.page == 1),
        "statuses": short_status_words(),
        "is_by_due": place.view in BY_DUE,
        "refresh_at": refresh_at(shown, clock.now()),
        "first": first + 1,
        "last": first + len(shown),
        "previous": place._replace(page=place.page - 1).query if place.page > 1 else None,
        "next": place._replace(page=place.page + 1).query if len(found) > PAGE else None,
        "me": request.agent.pk,
        "chosen": _chosen(request),
        "needs_accounts": not found and place.page == 1 and request.agent.may_lead and not customers.has_accounts(),
    }


def _chosen(request: AgentRequest) -> int:
    """The row that an action came back to."""
    return number_or_none(request.GET.get("row", "")) or 0
