"""Files as people send them, and sending them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pindesk.files.actions import append, begin_upload
from pindesk.files.models import Upload

ALICE, MALLORY = "person:7", "person:8"
A_PROGRAM = b"MZ\x90\x00" + bytes(56) + struct.pack("<I", 64) + b"PE\x00\x00" + bytes(400)


def send(content: bytes, name: str = "notes.txt", owner: str = ALICE, **options: Any) -> Upload:
    """The whole file in one part."""
    return append(begin_upload(owner, name, len(content), **options), 0, BytesIO(content), **options)


class Blocks:
    """A stream as long as is said, which is nowhere in memory at once; it may break on the way."""

    def __init__(self, length: int, breaks_at: int | None = None) -> None:
        self._left, self._place, self._breaks_at = length, 0, breaks_at
        self.largest = 0

    def read(self, count: int = -1) -> bytes:
        assert count > 0, "a part of known length, never the rest"
        self.largest = max(self.largest, count)
        if self._breaks_at is not None:
            if self._place >= self._breaks_at:
                raise ConnectionResetError("the line broke")
            count = min(count, self._breaks_at - self._place)
        count = min(count, self._left)
        self._left -= count
        self._place += count
        return b"x" * count


def a_zip(**files: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def an_ole(first: int) -> bytes:
    """An OLE file, whose class begins with that byte: 0x84 for an installer of Windows."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 100)
    guid = bytes((first,)) + b"\x10\x0c\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F"
    return bytes(head) + bytes(100 * 512) + bytes(80) + guid + bytes(200)


def parts(content: bytes, length: int) -> Iterator[tuple[int, bytes]]:
    for offset in range(0, len(content), length):
        yield offset, content[offset : offset + length]
