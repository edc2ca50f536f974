"""The outermost middleware: gives the request its number, and turns whatever went wrong into a page or JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from pindesk.project import exchange
from pindesk.project.error_answers import answer_for, answer_without_page


class ErrorMiddleware:
    """Sets `request.id`; answers refusals of the router and errors of views. Views do not catch."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        own = exchange.of(request)
        request.id = own.id  # type: ignore[attr-defined]
        if own.refusal is not None:
            return answer_for(request, own.refusal)
        response = answer_without_page(request, self.get_response(request))
        own.route = f"/{request.resolver_match.route}" if request.resolver_match else own.route
        own.audience = getattr(request, "audience", "")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse:
        return answer_for(request, exception)


def answer_error(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The root URLs' handler400, 403, 404 and 500: Django calls it for errors outside views, inside its `except`."""
    return answer_for(request, exception or sys.exception())
