"""Leafing through the help centre: all categories, one category, one section."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import Request
from pindesk.knowledge.access import shelf
from pindesk.lib.text import number_or_none
from pindesk.portal.help import reader_of
from pindesk.portal.public import about_page


@require_safe
def index(request: Request) -> HttpResponse:
    """Every category with its sections and their first articles."""
    rooms = shelf.rooms(request.language, reader_of(request))
    return render(
        request, "portal/help/index.html", {"rooms": rooms, "public": about_page("portal:help", _("Help articles"))}
    )


@require_safe
def category(request: Request, code: str) -> HttpResponse:
    """One category with its sections."""
    room = shelf.room_or_404(code, request.language, reader_of(request))
    public = about_page("portal:category", room.name, room.description, code=code)
    return render(request, "portal/help/category.html", {"room": room, "above": _above(), "public": public})


@require_safe
def section(request: Request, code: str) -> HttpResponse:
    """One section, page by page."""
    reader = reader_of(request)
    room, found = shelf.shelf_or_404(code, request.language, reader)
    number = number_or_none(request.GET.get("page", "1"), 6)
    entries = shelf.entries_of(found, request.language, reader, number) if number else []
    if not entries:
        raise Http404
    assert number
    page = {
        "room": room,
        "shelf": found,
        "entries": entries,
        "page": number,
        "has_more": number * shelf.PAGE < found.count,
        "public": about_page("portal:section", found.name, found.description, code=code),
        "above": [*_above(), (room.name or _("More articles"), reverse("portal:category", kwargs={"code": room.code}))],
    }
    return render(request, "portal/help/section.html", page)


def _above() -> list[tuple[str, str]]:
    return [(_("Help articles"), reverse("portal:help"))]
