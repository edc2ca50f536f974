"""A page that stays open while something happens must end up like the page loaded anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from pindesk.accounts.middleware import audience_of
from pindesk.events.models import Event
from tests.html import Node, parse

LIVE = {"X-Pindesk": "live"}


def assert_live(client: Client, path: str, action: Callable[[], Any]) -> list[Event]:
    """Load the page, do `action`, fetch the live parts that its events name, and compare with the page loaded anew.

    Does what the browser does on a hint: an element whose `data-live` holds a topic of an event gets the children
    that its `data-live-src` answers. A customer's page hears no event for staff. Returns the events heard.
    """
    page = _page(client, path)
    before = set(Event.objects.values_list("pk", flat=True))
    action()
    heard = [event for event in Event.objects.exclude(pk__in=before).order_by("pk") if _reaches(event, path)]
    topics = {topic for event in heard for topic in event.topics}
    for part in _live_parts(page):
        if topics & set(part.attributes["data-live"].split()):
            part.children = _fragment(client, part.attributes["data-live-src"])
    updated, anew = page.lines(), _page(client, path).lines()
    assert updated == anew, "the open page differs from the page loaded anew"
    return heard


def _reaches(event: Event, path: str) -> bool:
    return audience_of(path) == "agent" or event.audience == "customer"


def _live_parts(page: Node) -> list[Node]:
    return [node for node in page.walk() if "data-live-src" in node.attributes]


def _page(client: Client, path: str) -> Node:
    response = client.get(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return parse(response.content.decode())


def _fragment(client: Client, path: str) -> list[Node | str]:
    response = client.get(path, headers=LIVE)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return parse(response.content.decode()).children
