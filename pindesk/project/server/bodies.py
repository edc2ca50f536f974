"""Reading request bodies whole before a page thread sees them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import IO

from pindesk.project.errors import BodyCut, BodyTooLarge, BodyTooSlow
from pindesk.project.server.asgi import Headers, Receive, Scope, header

SPOOL_BYTES = 1024 * 1024
IDLE_SECONDS = 30.0
SLOWEST_BYTES_PER_SECOND = 1024
DRAIN_BYTES = 32 * 1024 * 1024
DRAIN_SECONDS = 10.0
# From who is signed in and sends files: ten of the largest size, at the pace of a slow line.
FILES_DRAIN_BYTES = 1024 * 1024 * 1024
FILES_DRAIN_SECONDS = 120.0


class Bodies:
    """Spools bodies of at most `max_bytes` into memory, past 1 MiB into a file in `directory` that has no name."""

    def __init__(self, max_bytes: int, directory: Path, idle_seconds: float = IDLE_SECONDS) -> None:
        self._max_bytes = max_bytes
        self._directory = directory
        self._idle_seconds = idle_seconds

    def may_be_larger(self, scope: Scope) -> bool:
        """Whether the body is too large, or does not say how large it is: then ask how much to let in here."""
        declared = _declared(scope)
        return declared is None or declared > self._max_bytes

    async def read(self, scope: Scope, receive: Receive, max_bytes: int = 0) -> IO[bytes]:
        """The whole body, at its start; the scope then has a true Content-Length and is not chunked any more.

        `max_bytes` is another limit, for addresses that take files.
        Raises BodyTooLarge, BodyTooSlow, BodyCut, and OSError when the disk is full.
        """
        most = max_bytes or self._max_bytes
        declared = _declared(scope)
        if declared is not None and declared > most:
            await _drain(receive, is_with_files=bool(max_bytes))
            raise BodyTooLarge
        file = SpooledTemporaryFile(max_size=SPOOL_BYTES, dir=str(self._directory))  # noqa: SIM115 - closed by the router
        try:
            length = await self._fill(file, receive, most)
            if declared is not None and declared != length:
                raise BodyCut
        except OSError:
            file.close()
            await _drain(receive, is_with_files=bool(max_bytes))
            raise
        except BaseException:
            file.close()
            raise
        file.seek(0)
        scope["headers"] = _with_length(scope["headers"], length)
        return file

    async def _fill(self, file: IO[bytes], receive: Receive, most: int) -> int:
        length, has_more, began = 0, True, monotonic()
        while has_more:
            until = began + self._idle_seconds + length / SLOWEST_BYTES_PER_SECOND
            try:
                message = await asyncio.wait_for(receive(), min(self._idle_seconds, until - monotonic()))
            except TimeoutError as error:
                raise BodyTooSlow from error
            if message["type"] == "http.disconnect":
                raise BodyCut
            chunk = message.get("body", b"")
            has_more = message.get("more_body", False)
            length += len(chunk)
            if length > most:
                await _drain(receive, is_with_files=most > self._max_bytes)
                raise BodyTooLarge
            await _write(file, chunk, length)
        return length


def has_body(scope: Scope) -> bool:
    return header(scope, b"transfer-encoding") is not None or header(scope, b"content-length") not in (None, "0")


async def _write(file: IO[bytes], chunk: bytes, length: int) -> None:
    if length > SPOOL_BYTES:  # the disk may be slow, and every stream waits for this loop
        await asyncio.to_thread(file.write, chunk)
    else:
        file.write(chunk)


async def _drain(receive: Receive, *, is_with_files: bool) -> None:
    """Read on for a while, keeping nothing: a browser shows our answer only when it was let finish sending."""
    left = FILES_DRAIN_BYTES if is_with_files else DRAIN_BYTES
    try:
        async with asyncio.timeout(FILES_DRAIN_SECONDS if is_with_files else DRAIN_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
    except TimeoutError:
        return


def _declared(scope: Scope) -> int | None:
    value = header(scope, b"content-length")
    if value is None:
        return None
    if not (value.isascii() and value.isdigit()):
        raise BodyCut
    return int(value)


def _with_length(headers: Headers, length: int) -> Headers:
    kept = [(name, value) for name, value in headers if name not in (b"content-length", b"transfer-encoding")]
    return [*kept, (b"content-length", str(length).encode())]
