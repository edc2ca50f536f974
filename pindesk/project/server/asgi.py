"""The shapes of ASGI, and the small answers that need no Django."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


def header(scope: Scope, name: bytes) -> str | None:
    """The first value of a request header (`name` in lower case), or None."""
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), None)


def all_of(scope: Scope, name: bytes) -> str:
    """Every line of a request header (`name` in lower case) as one list with commas; empty when there is none."""
    return ",".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


def encoded(headers: Iterable[tuple[str, str]]) -> Headers:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


async def answer(send: Send, status: int, text: str, headers: Iterable[tuple[str, str]] = ()) -> None:
    """A short answer in plain text."""
    body = text.encode()
    fixed = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    await send({"type": "http.response.start", "status": status, "headers": encoded([*fixed, *headers])})
    await send({"type": "http.response.body", "body": body})
