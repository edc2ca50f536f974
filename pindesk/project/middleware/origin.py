"""Refuses changes that another website asks for, without a token in every form."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from pindesk.accounts.middleware import COOKIES
from pindesk.project.error_answers import answer_for
from pindesk.project.errors import ForeignOrigin

MACHINES = "/api/"
SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))


def is_from_here(fetch_site: str | None, origin: str | None, ours: str) -> bool:
    """Whether a browser says that a page of ours (origin `ours`) sent the request.

    Sec-Fetch-Site cannot be set by scripts; browsers leave it out on plain http, where Origin must say it.
    Source: https://www.w3.org/TR/fetch-metadata/, read 2026-11-24.
    """
    if fetch_site is not None:
        return fetch_site in ("same-origin", "none")
    return origin == ours


def is_machine(request: HttpRequest) -> bool:
    """Whether a program asks the API: no browser, which would say where a change comes from, and in nobody's session.

    Nothing that it sends is sent for it by a browser, so another website cannot have it ask.
    """
    says_where = "Origin" in request.headers or "Sec-Fetch-Site" in request.headers
    has_session = any(cookie.name in request.COOKIES for cookie in COOKIES.values())
    return request.path_info.startswith(MACHINES) and not says_where and not has_session


class OriginMiddleware:
    """Refuses unsafe methods from elsewhere; Django's own token check is then not needed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_excused = getattr(request, "_dont_enforce_csrf_checks", False)  # Django's test client sets it
        if request.method not in SAFE_METHODS and not is_excused and not self._is_from_here(request):
            return answer_for(request, ForeignOrigin())
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        return self.get_response(request)

    def _is_from_here(self, request: HttpRequest) -> bool:
        if is_machine(request):
            return True
        headers = request.headers
        ours = f"{request.scheme}://{request.get_host()}"
        return is_from_here(headers.get("Sec-Fetch-Site"), headers.get("Origin"), ours)
