"""Asking clamd, the scanner of ClamAV, whether there is a virus in a file; only when `PINDESK_CLAMD` says where it is.

The file is sent to it, so that it may run on another machine, as another user, without our folders.
Source: https://docs.clamav.net/manual/Usage/Scanning.html and clamd(8), INSTREAM, read 2026-11-26.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

CONNECT_SECONDS = 3.0
SCAN_SECONDS = 30.0  # in all: whoever waits holds one of the few threads for files
_BLOCK_BYTES = 256 * 1024
_REPLY_MAX_BYTES = 4096
_FOUND = " FOUND"


class NotScanned(Exception):
    """clamd could not be reached, took too long or did not want the file; the text says which, for the log."""


def is_on() -> bool:
    return bool(settings.CLAMD)


def signature_in(file: Path) -> str:
    """The name of what clamd found in the file; empty when it found nothing. Raises NotScanned."""
    try:
        with _connected() as connection, file.open("rb") as stream:
            reply = _asked(connection, iter(lambda: stream.read(_BLOCK_BYTES), b""))
    except FileNotFoundError:
        if file.exists():
            raise NotScanned("no such socket") from None
        raise
    except OSError as error:
        raise NotScanned(str(error) or type(error).__name__) from error
    if reply == "stream: OK":
        return ""
    if reply.endswith(_FOUND):
        return reply.removeprefix("stream: ").removesuffix(_FOUND)
    raise NotScanned(reply or "no reply")


def _connected() -> socket.socket:
    place = settings.CLAMD
    if isinstance(place, tuple):
        return socket.create_connection(place, timeout=CONNECT_SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(CONNECT_SECONDS)
        connection.connect(place)
    except BaseException:
        connection.close()
        raise
    return connection


def _asked(connection: socket.socket, blocks: Iterator[bytes]) -> str:
    end = time.monotonic() + SCAN_SECONDS
    try:
        _send(connection, b"zINSTREAM\x00", end)
        for block in blocks:
            _send(connection, struct.pack(">I", len(block)) + block, end)
        _send(connection, struct.pack(">I", 0), end)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it says why before it hangs up: the file may be longer than its StreamMaxLength
    return _reply(connection, end)


def _send(connection: socket.socket, block: bytes, end: float) -> None:
    connection.settimeout(_left(end))
    connection.sendall(block)


def _reply(connection: socket.socket, end: float) -> str:
    reply = b""
    while len(reply) < _REPLY_MAX_BYTES and not reply.endswith(b"\x00"):
        connection.settimeout(_left(end))
        part = connection.recv(_REPLY_MAX_BYTES)
        if not part:
            break
        reply += part
    return reply.rstrip(b"\x00\n").decode(errors="replace")


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError("took too long")
    return left
