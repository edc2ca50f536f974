"""Addresses typed with a slash too many or too few."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe


def to(name: str) -> Callable[..., HttpResponse]:
    """A view that leads to the page of that name, with the numbers of its own address and what was asked of it."""

    @require_safe
    def lead(request: HttpRequest, **parts: int) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        address = reverse(name, kwargs=parts)
        return HttpResponseRedirect(f"{address}?{query}" if query else address)

    return lead
