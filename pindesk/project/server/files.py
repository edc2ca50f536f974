"""Sending files for a view that answered with the header X-Pindesk-File: whole or in part, in large blocks."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from typing import IO

from pindesk.project.server.asgi import Headers, Message, Scope, Send, answer, header

FILE_HEADER = b"x-pindesk-file"
BLOCK_BYTES = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")  # no file is longer; Python reads no number of 4301 digits


class FileCatcher:
    """Stands between a page and the visitor: passes ordinary answers on, holds back one that names a file."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.start: Message | None = None
        self.path = ""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.path = next((value.decode() for name, value in message["headers"] if name == FILE_HEADER), "")
            self.start = message if self.path else None
        if self.start is None:
            await self._send(message)


async def send_file(scope: Scope, send: Send, start: Message, path: Path) -> None:
    """The file at `path` with the page's headers, honouring Range and If-None-Match; 404 when it is gone.

    Reads on threads of the loop's own pool: no page thread waits for a slow visitor.
    """
    try:
        file = await asyncio.to_thread(path.open, "rb")
    except OSError:
        await answer(send, 404, "Not found\n")
        return
    with file:
        stat = os.fstat(file.fileno())
        tag = _tag(start["headers"]) or f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
        kept = [
            (name, value) for name, value in start["headers"] if name not in (FILE_HEADER, b"content-length", b"etag")
        ]
        kept += [(b"etag", tag.encode()), (b"accept-ranges", b"bytes")]
        if tag in (header(scope, b"if-none-match") or ""):
            await _start(send, 304, kept)
            await send({"type": "http.response.body", "body": b""})
            return
        await _send_part(scope, send, start["status"], kept, tag, file, stat.st_size)


async def _send_part(
    scope: Scope, send: Send, status: int, headers: Headers, tag: str, file: IO[bytes], size: int
) -> None:
    wanted = None if header(scope, b"if-range") not in (None, tag) else header(scope, b"range")
    part = part_of(wanted, size)
    if part is None:
        await _start(send, 416, [*headers, (b"content-range", f"bytes */{size}".encode()), (b"content-length", b"0")])
        await send({"type": "http.response.body", "body": b""})
        return
    first, length = part
    if length != size:
        status = 206
        headers = [*headers, (b"content-range", f"bytes {first}-{first + length - 1}/{size}".encode())]
    await _start(send, status, [*headers, (b"content-length", str(length).encode())])
    await _send_blocks(send, file, first, 0 if scope["method"] == "HEAD" else length)


async def _send_blocks(send: Send, file: IO[bytes], first: int, length: int) -> None:
    file.seek(first)
    while length > 0:
        block = await asyncio.to_thread(file.read, min(BLOCK_BYTES, length))
        if not block:
            break  # cut short meanwhile: the visitor sees fewer bytes than promised
        length -= len(block)
        await send({"type": "http.response.body", "body": block, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


def part_of(wanted: str | None, size: int) -> tuple[int, int] | None:
    """First byte and length that a Range header asks of a file of `size` bytes; None when it cannot be satisfied.

    A header that is absent, malformed or asks for several ranges means the whole file. Source: RFC 9110, 14.2.
    """
    match = _RANGE.fullmatch((wanted or "").strip())
    if not match or not any(match.groups()):
        return 0, size
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        return (size - length, length) if length else None
    if int(first) >= size:
        return None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end - int(first) + 1) if end >= int(first) else (0, size)


def _tag(headers: Headers) -> str:
    return next((value.decode("latin-1") for name, value in headers if name == b"etag"), "")


async def _start(send: Send, status: int, headers: Headers) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
