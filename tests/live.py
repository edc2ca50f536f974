"""A page that stays open while something happens must end up like the page loaded anew."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
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
            part.children = _fragment(client, part)
    difference = list(
        unified_diff(page.lines(), _page(client, path).lines(), "open page", "loaded anew", n=2, lineterm="")
    )
    assert not difference, "\n".join(difference)
    return heard


def _reaches(event: Event, path: str) -> bool:
    return audience_of(path) == "agent" or event.audience == "customer"


def _live_parts(page: Node) -> list[Node]:
    return [node for node in page.walk() if "data-live-src" in node.attributes]


def _page(client: Client, path: str) -> Node:
    return _without_names(_get(client, path))


def _fragment(client: Client, part: Node) -> list[Node | str]:
    """What becomes of the part: the children of the element of its id, else all that was answered."""
    answer = _without_names(_get(client, part.attributes["data-live-src"], headers=LIVE))
    same = (
        node for node in answer.walk() if "id" in node.attributes and node.attributes["id"] == part.attributes.get("id")
    )
    return next(same, answer).children


def _get(client: Client, path: str, **how: Any) -> Node:
    response = client.get(path, **how)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return parse(response.content.decode())


def _without_names(page: Node) -> Node:
    """Without what is new in every answer: the name of the next message, and where the stream goes on."""
    for node in page.walk():
        node.attributes.pop("data-cursor", None)
        if node.attributes.get("name") == "client_id":
            node.attributes.pop("value", None)
    return page
