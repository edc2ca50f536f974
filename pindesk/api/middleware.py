"""Programs sign each request with a token; whoever shows one speaks for its person, whatever cookies come along."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from pindesk.accounts.actions import note_token_use
from pindesk.accounts.actions.limits import count_try
from pindesk.accounts.doors import client_network
from pindesk.accounts.errors import TooManyTries
from pindesk.accounts.limits import WRONG_TOKENS_FROM_NETWORK
from pindesk.accounts.middleware import attach
from pindesk.accounts.requests import Request
from pindesk.api.answers import refused
from pindesk.api.authentication import shown_in
from pindesk.api.errors import NotAuthenticated

AT = "/api/v2/"
PUBLIC = f"{AT}help_center/"  # read by everybody: a program that sends anything as its token still may


class TokenMiddleware:
    """Puts the person behind a token on the request; a wrong one is answered at once.

    Wrong ones are counted by network. A right one is never counted, and none is locked out by the tries of others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        header = request.headers.get("Authorization")
        if header is None or not request.path_info.startswith(AT):
            return self.get_response(request)
        shown = shown_in(header)
        if shown:
            note_token_use(shown.token)
            attach(request, shown.visitor)
        elif not request.path_info.startswith(PUBLIC):
            return _not_authenticated(request)
        return self.get_response(request)


def _not_authenticated(request: Request) -> HttpResponse:
    with translation.override(translation.get_language_from_request(request)):
        try:
            count_try(WRONG_TOKENS_FROM_NETWORK, client_network(request))
        except TooManyTries as refusal:
            return refused(refusal)
        return refused(NotAuthenticated(is_browser="Sec-Fetch-Site" in request.headers))
