"""Says on each request where the log was before the page began to be made."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from pindesk.events.live import page_cursor


class CursorMiddleware:
    """Sets `request.cursor` for `<body data-cursor>`: the page's stream then misses nothing that happens from then on,
    neither while the page is made nor while it travels. Read any later, it could be past what the page shows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.cursor = page_cursor()  # type: ignore[attr-defined]
        return self.get_response(request)
