"""The language of a page, in its order: address, person, cookie, browser."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from pindesk.project.middleware.language import LanguageMiddleware


def answered(path: str, person: str = "", cookie: str = "", header: str = "", **more: Any) -> tuple[str, HttpResponse]:
    request: Any = RequestFactory().get(path, headers={"Accept-Language": header} if header else {})
    request.person = SimpleNamespace(language=person) if person else None
    request.company = SimpleNamespace(languages=more.get("served", ["en", "fr", "de", "es"]))
    if cookie:
        request.COOKIES["pindesk_language"] = cookie
    seen = []

    def view(inner: HttpRequest) -> HttpResponse:
        seen.append(translation.get_language())
        assert inner.language == seen[0]  # type: ignore[attr-defined]
        return HttpResponse(status=more.get("status", 200))

    response = LanguageMiddleware(view)(request)
    return seen[0], response


@pytest.mark.parametrize(
    ("path", "person", "cookie", "header", "language"),
    [
        ("/de/", "fr", "es", "en", "de"),
        ("/workspace/", "fr", "es", "en", "fr"),
        ("/workspace/", "", "es", "en", "es"),
        ("/workspace/", "", "", "de-CH,en;q=0.5", "de"),
        ("/workspace/", "", "xx", "pt", "en"),
        ("/workspace/", "", "", "", "en"),
    ],
)
def test_order(path: str, person: str, cookie: str, header: str, language: str) -> None:
    found, response = answered(path, person, cookie, header)
    assert found == language
    assert response["Content-Language"] == language


def test_browser_is_heeded_only_for_languages_served() -> None:
    assert answered("/x", header="de,fr;q=0.5", served=["fr", "en"])[0] == "fr"
    assert answered("/x", header="de", served=["fr", "en"])[0] == "fr"


def test_address_with_a_language_does_not_vary_by_the_browser() -> None:
    assert "Accept-Language" not in answered("/de/")[1].get("Vary", "")
    assert "Accept-Language" in answered("/workspace/")[1]["Vary"]


def test_nothing_stays_active_afterwards() -> None:
    before = translation.get_language()
    answered("/es/")
    assert translation.get_language() == before


def test_unknown_address_without_a_language_stays_not_found() -> None:
    assert answered("/no-such-page", status=404)[1].status_code == 404
