"""Reading the few bytes that tell what a file is."""

from __future__ import annotations

import os
from pathlib import Path

from pindesk.files.rules import types


def sample_of(file: Path) -> types.Sample:
    """At most 35 KiB, however long the file is."""
    with file.open("rb") as stream:
        head = stream.read(types.HEAD_BYTES)
        stream.seek(max(0, os.fstat(stream.fileno()).st_size - types.TAIL_BYTES))
        tail = stream.read(types.TAIL_BYTES)
        place = types.ole_class_at(head)
        ole_class = b""
        if place is not None:
            stream.seek(place)
            ole_class = stream.read(types.CLASS_BYTES)
    return types.Sample(head, tail, ole_class)
