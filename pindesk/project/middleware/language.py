"""In which language a page is written: its address's, the signed-in person's, the cookie's, the browser's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import is_valid_path
from django.utils import translation
from django.utils.cache import patch_vary_headers

from pindesk.ui.languages import CODES, accepted, in_language, language_of
from pindesk.ui.views import COOKIE


class LanguageMiddleware:
    """Sets `request.language` and activates it for words and formats.

    A GET address without a language that exists with one redirects to it, query kept; pages of agents have none in
    their address and follow the person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = language_of(request.path_info)
        language = named or _language_of_visitor(request)
        request.language = language  # type: ignore[attr-defined]
        with translation.override(language):
            response = self.get_response(request)
            if response.status_code == 404 and not named and request.method in ("GET", "HEAD"):
                response = _prefixed(request, language) or response
        response.headers.setdefault("Content-Language", language)
        if not named:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def _language_of_visitor(request: HttpRequest) -> str:
    """For an address that names none."""
    person, company = getattr(request, "person", None), getattr(request, "company", None)
    served = [code for code in (company.languages if company else ()) if code in CODES] or list(CODES)
    wishes = (
        person.language if person else None,
        request.COOKIES.get(COOKIE),
        accepted(request.headers.get("Accept-Language", ""), served),
    )
    return next((wish for wish in wishes if wish in CODES), served[0])


def _prefixed(request: HttpRequest, language: str) -> HttpResponse | None:
    """The redirect to the same address in a language, if there is a page."""
    path = in_language(request.path_info, language)
    for target in (path, f"{path}/"):
        if is_valid_path(target):
            query = request.META.get("QUERY_STRING", "")
            response = HttpResponseRedirect(f"{target}?{query}" if query else target)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
            return response
    return None
