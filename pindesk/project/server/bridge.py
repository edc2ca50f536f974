"""From the event loop to Django: a fixed pool of threads, each with a database connection that stays open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.handlers.wsgi import WSGIHandler

from pindesk.project.exchange import KEY
from pindesk.project.server.asgi import App

PAGE_THREADS = 4
FILE_THREADS = 2


def pages(threads: int = PAGE_THREADS) -> App:
    """All of Django's pages as one ASGI application, on so many threads of its own."""
    handler = WSGIHandler()

    def with_body(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        # Read where it lies, not through the event loop.
        environ["wsgi.input"] = environ["asgi.scope"][KEY].body
        return handler(environ, start_response)

    return WSGIMiddleware(with_body, workers=threads)  # type: ignore[arg-type, return-value]
