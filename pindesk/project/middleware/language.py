"""In which language and time zone a page is written: by its address, the signed-in person, the cookie, the browser."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import is_valid_path
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from pindesk.ui.languages import CODES, accepted, in_language, language_of
from pindesk.ui.views import COOKIE

DEFAULT_ZONE = ZoneInfo("UTC")


class LanguageMiddleware:
    """Sets `request.language` and `request.zone` and activates both for words and formats.

    A GET address without a language that exists with one redirects to it, query kept; pages of agents have none in
    their address and follow the person.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = language_of(request.path_info)
        language = named or _language_of_visitor(request)
        zone = zone_of(request)
        request.language, request.zone = language, zone  # type: ignore[attr-defined]
        with translation.override(language), timezone.override(zone):
            response = self.get_response(request)
            if response.status_code == 404 and not named and request.method in ("GET", "HEAD"):
                response = _prefixed(request, language) or response
        response.headers.setdefault("Content-Language", language)
        if not named:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def zone_of(request: HttpRequest) -> ZoneInfo:
    """The reader's zone: the person's, else their account's, else the company's; UTC before there is a company."""
    person = getattr(request, "person", None)
    membership, company = getattr(request, "membership", None), getattr(request, "company", None)
    name = (person and person.zone) or (membership and membership.account.zone) or (company and company.zone)
    return ZoneInfo(name) if name else DEFAULT_ZONE


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
