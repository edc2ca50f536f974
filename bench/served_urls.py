"""The product's addresses and one more: an empty view, behind everything that stands before any page."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from pindesk.project.urls import *  # noqa: F403
from pindesk.project.urls import urlpatterns as pages

EMPTY = "/bench/empty"


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, and nothing done for it."""
    return HttpResponse()


urlpatterns = [path(EMPTY.removeprefix("/"), empty), *pages]
