"""The path router: the first to see a request and the last to see its answer."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from pindesk.accounts.company import current_company
from pindesk.files import content
from pindesk.files.rules.limits import DEFAULT, MEGABYTE
from pindesk.lib.refusals import Refusal
from pindesk.project import asgi_session, metrics
from pindesk.project.errors import BadRequest, BodyTooLarge, FilesTooLarge, ForeignHost, StorageFull
from pindesk.project.exchange import KEY, Exchange
from pindesk.project.logs import log_request
from pindesk.project.middleware.headers import security_headers
from pindesk.project.server import static, streams
from pindesk.project.server.addresses import Addresses
from pindesk.project.server.asgi import App, Message, Receive, Scope, Send, answer, encoded
from pindesk.project.server.bodies import Bodies, has_body
from pindesk.project.server.files import FileCatcher, send_file
from pindesk.project.server.sent_files import brings_file, upload_limit

PROBES = ("/readyz", "/metrics")  # asked by machines, by whatever name they know this server
_UNREADABLE = re.compile(rb"%0[0-8bcefBCEF]|%1[0-9a-fA-F]")  # control characters, except tab and line ends

_log = logging.getLogger("pindesk.errors")


class Router:
    """The whole server as one ASGI application."""

    def __init__(
        self, addresses: Addresses, bodies: Bodies, pages: App, with_files: App, live: streams.Streams, files: Path
    ) -> None:
        """`with_files` are the same pages on other threads: what a file is can take long to see, and pages must answer
        meanwhile, however many files arrive."""
        self._addresses = addresses
        self._bodies = bodies
        self._pages = pages
        self._with_files = with_files
        self._streams = live
        # Where each leads to, when the operator keeps the data or its files on another disk.
        self._folders = (files.resolve(), (files / content.FOLDER).resolve())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            exchange = scope[KEY] = Exchange()
            closing = Closing(send, exchange)
            try:
                await self._route(scope, receive, closing, exchange)
            except Exception as error:
                _log.exception("server", exc_info=error, extra={"id": exchange.id})
                if not closing.status:
                    await answer(closing, 500, f"An error on our side. Number: {exchange.id}\n")
            finally:
                exchange.body.close()
                metrics.count(exchange, closing.status)
                log_request(exchange, scope["method"], closing.status)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._streams.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._streams.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _route(self, scope: Scope, receive: Receive, send: Send, exchange: Exchange) -> None:
        path = exchange.route = scope["path"]
        if path == "/healthz":
            return await answer(send, 200, "alive\n")
        exchange.is_local = self._addresses.is_local(scope)
        is_ours = self._addresses.believe(scope)
        if is_ours and path.startswith(static.PREFIX):
            exchange.route = static.PREFIX
            return await static.serve_static(scope, send)
        if is_ours and path in streams.PATHS:
            return await self._streams(scope, receive, send)
        exchange.route = ""
        if not is_ours and path not in PROBES:
            exchange.refusal = ForeignHost()
        return await self._page(scope, receive, send, exchange)

    async def _page(self, scope: Scope, receive: Receive, send: Send, exchange: Exchange) -> None:
        await self._take_body(scope, receive, exchange)
        catcher = FileCatcher(send)
        pages = self._with_files if exchange.refusal is None and brings_file(scope, exchange.body) else self._pages
        await pages(scope, _nothing_more, catcher)
        if catcher.start is not None:
            await send_file(scope, send, catcher.start, self._allowed(catcher.path))

    async def _take_body(self, scope: Scope, receive: Receive, exchange: Exchange) -> None:
        """Read the body, or note why not: a page then says so."""
        room = 0
        try:
            if _UNREADABLE.search(scope["raw_path"]) or _UNREADABLE.search(scope["query_string"]):
                raise BadRequest
            if has_body(scope) and exchange.refusal is None:
                room = await self._room(scope, exchange)
                exchange.body = await self._bodies.read(scope, receive, room)
        except BodyTooLarge:
            exchange.refusal = FilesTooLarge(room // MEGABYTE) if room else BodyTooLarge()
        except Refusal as refusal:
            exchange.refusal = refusal
        except OSError as error:
            _log.exception("body", exc_info=error, extra={"id": exchange.id})
            exchange.refusal = StorageFull()
        if exchange.refusal is not None:
            _strip(scope)

    async def _room(self, scope: Scope, exchange: Exchange) -> int:
        """How large a body may be where files are taken; 0 at every other address, and for strangers."""
        room = upload_limit(scope)
        if not room or not self._bodies.may_be_larger(scope):
            return 0
        return await asgi_session.on_thread(_room_for_known, scope, exchange, room)

    def _allowed(self, path: str) -> Path:
        """The file a page named, relative to the data directory or absolute, if it lies there."""
        data, stored = self._folders
        file = (data / path).resolve()
        if not (file.is_relative_to(data) or file.is_relative_to(stored)):
            raise PermissionError("A page named a file outside of the data directory")
        return file


class Closing:
    """Adds to every answer what all carry, and remembers its status."""

    def __init__(self, send: Send, exchange: Exchange) -> None:
        self._send = send
        self._exchange = exchange
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = {name for name, _ in message["headers"]}
            own = [*_security(), (b"x-request-id", self._exchange.id.encode())]
            if self._exchange.refusal is not None:
                own.append((b"connection", b"close"))  # what is left of the body is not another request
            message["headers"] = [*message["headers"], *(pair for pair in own if pair[0] not in given)]
        await self._send(message)


_encoded_security: list[tuple[bytes, bytes]] = []


def _security() -> list[tuple[bytes, bytes]]:
    if not _encoded_security:
        _encoded_security.extend(encoded(security_headers().items()))
    return _encoded_security


def _room_for_known(scope: Scope, exchange: Exchange, room: int) -> int:
    """0 unless an agent asks at an address of agents, or a customer at one of customers; their language is noted.

    A database that cannot say so lets nobody fill the disk.
    """
    try:
        visitor = asgi_session.visitor_of(scope)
        if visitor is None or (visitor.agent is None and visitor.membership is None):
            return 0
        exchange.language = visitor.person.language
        if room < settings.UPLOAD_BODY_GROWS_FROM_BYTES:
            return room
        return room + max(current_company().file_limits.bytes - DEFAULT.bytes, 0)
    except (DatabaseError, InterfaceError):
        return 0


def _strip(scope: Scope) -> None:
    """Leave nothing of an unreadable request that Django or the bridge could stumble over."""
    scope["query_string"] = b""
    scope["path"] = "".join(letter if letter.isprintable() else "?" for letter in scope["path"])
    unwanted = (b"content-length", b"transfer-encoding")
    scope["headers"] = [(name, value) for name, value in scope["headers"] if name not in unwanted]


async def _nothing_more() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}
