"""Small pictures for tests, made without a library."""

from __future__ import annotations

import struct
import zlib

COLOURS = {"red": b"\xd0\x30\x30", "blue": b"\x30\x30\xd0"}


def png(colour: str = "red", width: int = 8, height: int = 6) -> bytes:
    """A PNG of one colour."""
    rows = b"".join(b"\x00" + COLOURS[colour] * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
