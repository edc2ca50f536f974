"""Addresses of the API. An ending `.json` is optional everywhere."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from pindesk.accounts.requests import Request
from pindesk.api.answers import endpoint, refused, resource
from pindesk.api.errors import InvalidEndpoint
from pindesk.api.views import (
    articles,
    attachments,
    billing,
    comments,
    people,
    requests,
    searching,
    ticket_fields,
    tree,
    uploads,
)

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
    *_both("requests", resource(GET=requests.index, POST=requests.create)),
    *_both("requests/open", endpoint(requests.opened)),
    *_both("requests/solved", endpoint(requests.solved)),
    *_both("requests/ccd", endpoint(requests.copied)),
    *_both("requests/search", endpoint(requests.search)),
    *_both("requests/<int:number>", resource(GET=requests.show, PUT=requests.update)),
    *_both("requests/<int:number>/comments", endpoint(comments.index)),
    *_both("requests/<int:number>/comments/<int:message>", endpoint(comments.show)),
    *_both("uploads", resource(POST=uploads.create)),
    *_both("uploads/<slug:token>", resource(DELETE=uploads.delete)),
    *_both("attachments/<int:number>", endpoint(attachments.show)),
    path("attachments/<int:number>/content", endpoint(attachments.content)),
    path("attachments/<int:number>/thumbnail", endpoint(attachments.thumbnail)),
    *_both("users/me", endpoint(people.me)),
    *_both("ticket_fields", endpoint(ticket_fields.index)),
    *_both("ticket_fields/<int:number>", endpoint(ticket_fields.show)),
    *_both("billing/events", billing.create_event),
    path("", nothing_here),
    path("<path:rest>", nothing_here),
]
