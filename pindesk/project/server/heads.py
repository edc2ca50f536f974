"""Limits on the head of a request: how large it may be, and how long it may take to arrive."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any

from django.conf import settings
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES = 64 * 1024
MOST_HEADERS = 100
LINGER_SECONDS = 1.0


class _TooLarge(Exception):
    """Raised inside the parser, to end it."""


class Connection(HttpToolsProtocol):
    """uvicorn's connection, which by itself reads a head without an end: longer with each piece, each piece slower.

    A head, or trailers after a body, of more than 64 KiB or 100 lines is answered by 431. A connection that is new or
    has begun a head is closed when the head is not complete in `REQUEST_HEAD_SECONDS`.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        super().__init__(*values, **named)
        self._is_in_head = True
        self._is_refused = False
        self._bytes = 0  # since the parser last had something whole: a head, a piece of a body, the end of a request
        self._time_left: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._allow(settings.REQUEST_HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._allow(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._is_refused:
            return
        self._bytes += len(data)
        super().data_received(data)
        if self._is_refused or self.transport.is_closing():
            return
        if self._bytes > MOST_BYTES:
            self._refuse()
        elif self._is_in_head and self._bytes and self._time_left is None:
            self._allow(settings.REQUEST_HEAD_SECONDS)

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        if len(self.headers) > MOST_HEADERS:
            raise _TooLarge

    def on_headers_complete(self) -> None:
        # One piece from the network can hold more than a head may.
        if self._bytes > MOST_BYTES and _size(self.url, self.headers) > MOST_BYTES:
            raise _TooLarge
        self._is_in_head = False
        self._bytes = 0
        self._allow(None)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._is_in_head = True
        self._bytes = 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """What the parser could not read, or was not let read on."""
        if len(self.headers or ()) > MOST_HEADERS or self._bytes > MOST_BYTES:
            self._refuse()
        else:
            super().send_400_response(msg)

    def _refuse(self) -> None:
        """Answer 431, unless an answer is under way, and close. What still comes is not looked at; closing at once
        would take the answer away from a visitor who is still sending."""
        self._is_refused = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.close()
            return
        status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        body = f"The head of a request may have {MOST_BYTES // 1024} KiB and {MOST_HEADERS} lines.\n"
        self.transport.write(
            f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}".encode()
        )
        self.transport.write_eof()
        self._allow(LINGER_SECONDS)

    def _allow(self, seconds: float | None) -> None:
        """Close the connection after `seconds`; None: as long as it likes."""
        if self._time_left is not None:
            self._time_left.cancel()
        self._time_left = self.loop.call_later(seconds, self.transport.close) if seconds is not None else None


def _size(url: bytes, headers: list[tuple[bytes, bytes]]) -> int:
    return len(url) + sum(len(name) + len(value) + 4 for name, value in headers)
