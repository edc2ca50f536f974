"""The live streams: `GET /events` for customers, `GET /workspace/events` for agents.

`?topics=` names what the page shows, with spaces between; the answer never ends by itself. A topic that the visitor may
not know of, and one that does not exist, give the same 404.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import parse_qs

from django.db import InterfaceError, OperationalError

from pindesk.events.live import Dispatcher
from pindesk.events.models import Audience
from pindesk.events.stream import Stream
from pindesk.project import asgi_session, listening
from pindesk.project.server.asgi import Receive, Scope, Send, answer, encoded, header

PATHS = ("/events", "/workspace/events")
DATABASE_GONE = (OperationalError, InterfaceError)
STREAM_HEADERS = encoded(
    (
        ("Content-Type", "text/event-stream; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("X-Accel-Buffering", "no"),  # nginx would hold the hints back
    )
)


class Streams:
    """Opens streams on the one dispatcher, and ends them all when the server stops."""

    def __init__(self, on_stop: Callable[[], None]) -> None:
        self.dispatcher = Dispatcher()
        self._on_stop = on_stop
        self._is_ending = False

    async def start(self) -> None:
        await self.dispatcher.start()
        self.dispatcher.watch(listening.ACCESS_KINDS, listening.ending_streams(self.dispatcher))

    async def stop(self) -> None:
        await self.dispatcher.stop()
        self._on_stop()

    def end(self) -> None:
        """Let every stream end and open no more; in the event loop."""
        self._is_ending = True
        self.dispatcher.close_where(lambda stream: True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            return await answer(send, 405, "Only to be read\n", [("Allow", "GET")])
        if not asgi_session.may_ask(scope):
            return await answer(send, 403, "Only for pages of this site\n")
        status, stream = await self._open(scope)
        if stream is None:
            return await answer(send, status, "No stream\n")
        try:
            await _pass_on(stream, receive, send)
        finally:
            stream.close()
        return None

    async def _open(self, scope: Scope) -> tuple[int, Stream | None]:
        topics = _topics(scope)
        try:
            visitor = await asgi_session.on_thread(asgi_session.visitor_of, scope)
            if visitor is None:
                return 401, None
            if not await asgi_session.on_thread(listening.may_listen, visitor, topics):
                return 404, None
        except DATABASE_GONE:
            return 503, None
        if self._is_ending:
            return 503, None
        audience = Audience.STAFF if visitor.agent else Audience.CUSTOMER
        last_event_id = header(scope, b"last-event-id")
        return 200, self.dispatcher.open(topics, audience, last_event_id, listening.keys_of(visitor))


async def _pass_on(stream: Stream, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
    leaving = asyncio.ensure_future(_close_when_left(stream, receive))
    try:
        async for chunk in stream:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        leaving.cancel()


async def _close_when_left(stream: Stream, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.close()


def _topics(scope: Scope) -> set[str]:
    values = parse_qs(scope["query_string"].decode("ascii", "replace")).get("topics", [])
    return {topic for value in values for topic in value.split()}
