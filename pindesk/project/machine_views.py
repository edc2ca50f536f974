"""Pages for machines: is it ready, and how is it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse

from pindesk.project import exchange, metrics, upgrade


def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database is reachable and its tables are those of this version, else 503."""
    try:
        is_pending = upgrade.is_pending()
    except Error:
        return HttpResponse("the database cannot be reached\n", status=503, content_type="text/plain")
    if is_pending:
        return HttpResponse("the tables are not those of this version\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


def show_metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus: to this machine and to the bearer of the token PINDESK_METRICS; others get 404."""
    if not (exchange.of(request).is_local or _has_token(request)):
        raise Http404
    text, kind = metrics.exposition()
    return HttpResponse(text, content_type=kind)


def _has_token(request: HttpRequest) -> bool:
    expected = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(expected) and secrets.compare_digest(given.encode(), expected.encode())
