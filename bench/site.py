"""Pages asked of the product as the server asks them: a WSGI call, without sockets, signed in by a session cookie."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from pindesk.accounts.actions import open_session
from pindesk.accounts.models import Agent, Level, Membership, Person
from pindesk.accounts.sessions import AGENT, CUSTOMER, SessionStore


def agent_cookie() -> str:
    """The Cookie header of a signed-in agent."""
    person = Agent.objects.select_related("person").order_by("pk")[0].person
    return f"pindesk_agent={_key(person, AGENT)}"


def customer_cookie(membership: Membership) -> str:
    """The Cookie header of that member, signed in."""
    return f"pindesk_customer={_key(membership.person, CUSTOMER)}"


def _key(person: Person, audience: str) -> str:
    store = open_session(SessionStore(None, audience), person, level=Level.SIGNED_IN)
    return store.session_key or ""


def asker(path: str, cookie: str) -> Callable[[], bytes]:
    """A function that fetches the page and gives its body; anything but status 200 is an error."""
    from django.core.handlers.wsgi import WSGIHandler

    handler = WSGIHandler()
    route, _, query = path.partition("?")

    def ask() -> bytes:
        status: list[str] = []
        body = handler(_environ(route, query, cookie), lambda line, headers, exc=None: status.append(line))
        content = b"".join(body)
        body.close()
        if not status[0].startswith("200"):
            raise RuntimeError(f"{path} answered {status[0]}")
        return content

    return ask


def _environ(path: str, query: str, cookie: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
