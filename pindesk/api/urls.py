"""Addresses of the API. An ending `.json` is optional everywhere."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from pindesk.accounts.requests import Request
from pindesk.api.answers import refused
from pindesk.api.errors import InvalidEndpoint
from pindesk.api.views import articles, searching, tree

app_name = "api"


def nothing_here(request: Request, rest: str = "") -> HttpResponse:
    """Any other address."""
    return refused(InvalidEndpoint())


def _both(route: str, view: Callable[..., HttpResponse]) -> list[URLPattern]:
    """The address with `.json` and without; with it first, so that no part of the path takes it for its own."""
    return [path(f"{route}.json", view), path(route, view)]


def _with_locale(route: str, view: Callable[..., HttpResponse]) -> list[URLPattern]:
    """The address as it is, and below a locale."""
    return [*_both(f"help_center/{route}", view), *_both(f"help_center/<slug:locale>/{route}", view)]


urlpatterns = [
    *_both("help_center/locales", tree.locales),
    *_both("help_center/articles/search", searching.results),
    *_with_locale("articles", articles.index),
    *_with_locale("articles/<int:number>", articles.show),
    *_both("help_center/articles/<int:number>/translations", articles.translations),
    *_both("help_center/articles/<int:number>/translations/missing", articles.missing_translations),
    *_both("help_center/articles/<int:number>/translations/<slug:locale>", articles.translation),
    *_both("help_center/articles/<slug:locale>", articles.index),
    *_with_locale("sections", tree.sections),
    *_with_locale("sections/<int:number>", tree.section),
    *_with_locale("sections/<int:number>/articles", articles.in_section),
    *_with_locale("categories", tree.categories),
    *_with_locale("categories/<int:number>", tree.category),
    *_with_locale("categories/<int:number>/articles", articles.in_category),
    *_with_locale("categories/<int:number>/sections", tree.sections_in),
    path("", nothing_here),
    path("<path:rest>", nothing_here),
]
