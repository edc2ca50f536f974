"""The session of the request's audience, and who it speaks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from pindesk.accounts import known_browsers
from pindesk.accounts.access import Visitor, visitor_of
from pindesk.accounts.company import current_company
from pindesk.accounts.requests import Request
from pindesk.accounts.rules import zone_or
from pindesk.accounts.sessions import AGENT, CUSTOMER, SessionStore

GetResponse = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Cookie:
    """The cookie of one audience; the agents' is sent to the workspace only, so that one browser can be both."""

    name: str
    path: str


COOKIES = {CUSTOMER: Cookie("pindesk_customer", "/"), AGENT: Cookie("pindesk_agent", "/workspace")}


def audience_of(path: str) -> str:
    """`agent` for the workspace, `customer` for every other address."""
    return AGENT if path == "/workspace" or path.startswith("/workspace/") else CUSTOMER


class SessionMiddleware:
    """Opens the session of the audience; keeps it only when it changed, so that readers get no cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.audience = audience_of(request.path_info)
        store = SessionStore(request.COOKIES.get(COOKIES[request.audience].name), request.audience)
        request.session = store
        request.other_sessions = []  # of the other audience, opened by this request
        request.known_browser = ""  # what its cookie is to say, after a sign-in
        response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        for each in (request.session, *request.other_sessions):
            _keep(each, request, response)
        if request.known_browser and response.status_code < 500:
            response.set_cookie(
                known_browsers.COOKIE,
                request.known_browser,
                max_age=known_browsers.LIFE,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response


def _keep(store: SessionStore, request: Request, response: HttpResponse) -> None:
    cookie = COOKIES[store.audience]
    if store.is_empty():
        if cookie.name in request.COOKIES:
            response.delete_cookie(cookie.name, path=cookie.path, samesite="Lax")
        return
    if not store.modified or response.status_code >= 500:
        return
    try:
        store.save()
    except UpdateError:
        return  # ended by another request meanwhile: this one does not bring it back
    response.set_cookie(
        cookie.name,
        store.session_key or "",
        max_age=int(store.life(store).total_seconds()),
        path=cookie.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


class VisitorMiddleware:
    """Says who is here: `request.person`, `membership`, `agent`, `level`, `company`, `zone`, and `user` for allauth."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.company = current_company()
        visitor = visitor_of(request.session)
        if visitor is None and SESSION_KEY in request.session:
            request.session.flush()  # signed out elsewhere, deactivated, or no longer a member
        attach(request, visitor)
        with timezone.override(request.zone):
            return self.get_response(request)


def attach(request: Request, visitor: Visitor | None) -> None:
    """Say on the request who is here."""
    request.visitor = visitor
    request.person = visitor.person if visitor else None
    request.membership = visitor.membership if visitor else None
    request.agent = visitor.agent if visitor else None
    request.has_other_accounts = bool(visitor and visitor.has_other_accounts)
    request.zone = visitor.zone if visitor else zone_or(request.company.zone, "UTC")
    request.user = request.person or AnonymousUser()
