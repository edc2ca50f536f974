"""Who stands behind a request that does not pass through Django's middleware: the one place where bare handlers ask.

No handler reads a cookie itself. Database work runs on threads of its own, so that neither the event loop nor a page
thread waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.db import close_old_connections
from django.http import parse_cookie

from pindesk.accounts.access import Visitor, session_visitor
from pindesk.accounts.middleware import COOKIES, audience_of
from pindesk.api.authentication import shown_in
from pindesk.project.middleware.origin import MACHINES, SAFE_METHODS, is_from_here
from pindesk.project.server.asgi import Scope, header

CUSTOM_HEADER = b"x-pindesk"
THREADS = 2

T = TypeVar("T")

_pool = ThreadPoolExecutor(THREADS, thread_name_prefix="bare")


def audience(scope: Scope) -> str:
    """`agent` for addresses of the workspace, else `customer`."""
    return audience_of(scope["path"])


def visitor_of(scope: Scope) -> Visitor | None:
    """Who is signed in as the audience of this address, or None. Asks the database: call it by `on_thread`.

    At the API, whom a token in the request speaks for.
    """
    shown = header(scope, b"authorization")
    if shown is not None and scope["path"].startswith(MACHINES):
        found = shown_in(shown)
        return found.visitor if found else None
    cookies = parse_cookie(header(scope, b"cookie") or "")
    return session_visitor(cookies.get(COOKIES[audience(scope)].name), audience(scope))


def may_ask(scope: Scope) -> bool:
    """Whether a page of ours asks: no other Origin, and for a change also a header that no form can send."""
    fetch_site, origin = header(scope, b"sec-fetch-site"), header(scope, b"origin")
    ours = f"{scope['scheme']}://{header(scope, b'host')}"
    if scope["method"] in SAFE_METHODS:
        return (fetch_site is None and origin is None) or is_from_here(fetch_site, origin, ours)
    return header(scope, CUSTOM_HEADER) is not None and is_from_here(fetch_site, origin, ours)


async def on_thread(function: Callable[..., T], *values: Any) -> T:
    """Run database work of a bare handler; the threads keep their connections."""
    return await asyncio.get_running_loop().run_in_executor(_pool, _with_connection, function, *values)


def _with_connection(function: Callable[..., T], *values: Any) -> T:
    try:
        return function(*values)
    finally:
        close_old_connections()  # those that failed, not the old
