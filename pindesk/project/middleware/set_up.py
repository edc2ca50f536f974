"""Before the set-up there is nothing to see: no page pretends to be the Support Center of a company."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from pindesk.accounts.requests import Request
from pindesk.project.error_answers import answer_for
from pindesk.project.errors import NotSetUp

OPEN = ("/language", "/readyz", "/metrics")
SET_UP = "/set-up/"


class SetUpMiddleware:
    """Answers every page but those of the set-up itself by 503 until the company is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        path = request.path_info
        if request.company.is_set_up or path in OPEN or path.startswith(SET_UP):
            return self.get_response(request)
        return answer_for(request, NotSetUp())
