"""A page with one live part, for browsers under test: `/workspace/live/<topic>`, and what moves a topic."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from pindesk.events.actions import raise_epoch, record
from pindesk.events.models import Event
from pindesk.events.tests.conftest import NOON, Numbered
from pindesk.project.tests.served_urls import handler400, handler403, handler404, handler500, urlpatterns
from pindesk.ui.assets import address

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

PAGE = """<!doctype html><title>Live</title><script type="module" src="{script}"></script>
<body data-events="/workspace/events" data-cursor="{cursor}">
<main tabindex="-1">
<section id="part" data-live="{topic}" data-live-src="/workspace/live/{topic}/part">{part}</section></main>"""
PART = """<output>{count}</output>
<ul>{rows}</ul>
<form><input id="field" name="field" value="{count}"><textarea id="reply" name="reply" data-keep></textarea></form>
<details id="more"><summary>More</summary>{count}</details>"""


def page(request: HttpRequest, topic: str) -> HttpResponse:
    cursor = request.cursor  # type: ignore[attr-defined]
    return HttpResponse(PAGE.format(script=address("ui/live.js"), cursor=cursor, topic=topic, part=_part(topic)))


def part(request: HttpRequest, topic: str) -> HttpResponse:
    return HttpResponse(_part(topic))


def move(request: HttpRequest, topic: str) -> HttpResponse:
    with transaction.atomic():
        record(Numbered(1), subject=topic, actor="system", audience="staff", topics=[topic], at=NOON)
    return HttpResponse("moved")


def cut(request: HttpRequest) -> HttpResponse:
    """End every stream, as a restore does."""
    raise_epoch()
    return HttpResponse("cut")


def _part(topic: str) -> str:
    """Newest row first, so that those that stay move down."""
    count = Event.objects.filter(subject=topic).count()
    rows = "".join(f'<li id="row{n}"><a href="#{n}" id="link{n}">{n}</a></li>' for n in range(count, -1, -1))
    return PART.format(count=count, rows=rows)


urlpatterns = [
    *urlpatterns,
    path("test/live/cut", cut),
    path("workspace/live/<str:topic>", page),
    path("workspace/live/<str:topic>/part", part),
    path("test/live/<str:topic>/move", move),
]
