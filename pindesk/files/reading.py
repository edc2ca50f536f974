"""Having a picture read and written anew by a process of its own, `image_reader.py`."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pindesk.files.errors import (
    AnimationTooLong,
    DamagedImage,
    DiskFull,
    ImageNotRead,
    ImagesBusy,
    TooManyBytes,
    TooManyPixels,
)
from pindesk.files.rules import pictures
from pindesk.lib.refusals import Refusal

READER = Path(__file__).with_name("image_reader.py")
AT_ONCE = 1  # each may need half a gigabyte; pages keep the other core
WAIT_SECONDS = 10.0
# Longer than one takes to be read: whoever waits holds one of the few threads for files, so that few wait here.
PREVIEW_WAIT_SECONDS = 2 * pictures.READER_SECONDS
# Of the environment only what Python may need to start: the reader has no use for secrets.
PASSED_ON = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")

# How the reader ends when it refuses, and its words. They stand here again: Pillow is not loaded into the server.
REFUSED = 3
REFUSALS: dict[bytes, type[Refusal]] = {
    b"damaged": DamagedImage,
    b"pixels": TooManyPixels,
    b"frames": AnimationTooLong,
    b"bytes": TooManyBytes,
    b"disk": DiskFull,
}

_log = logging.getLogger("pindesk.files")
_turns = threading.BoundedSemaphore(AT_ONCE)


def write_anew(
    image: bytes | IO[bytes], kind: pictures.Kind, target: Path, limits: dict[str, Any], wait_seconds: float
) -> tuple[int, int]:
    """Write the picture into the file `target`, as the same kind, with its pixels and nothing else.

    One that is given as an open file of the system is read by the reader alone, from where it stands. `limits` are
    those of `pictures.reader_limits`; `wait_seconds` is how long to wait while other pictures are read.
    Returns its width and height. Raises DamagedImage, TooManyPixels, AnimationTooLong, TooManyBytes, DiskFull,
    ImageNotRead when the reader crashed or took too long, and ImagesBusy.
    """
    with _turn(wait_seconds), target.open("wb") as output:
        done = _run(image, kind, output, limits)
    if done.returncode == REFUSED:
        raise REFUSALS[done.stderr]
    if done.returncode or pictures.kind_of(_head(target)) is not kind:
        _log.warning("a picture could not be read", extra={"exit": done.returncode, "kind": kind.name})
        raise ImageNotRead
    size = json.loads(done.stderr)
    return int(size["width"]), int(size["height"])


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(12)


def _run(
    image: bytes | IO[bytes], kind: pictures.Kind, output: IO[bytes], limits: dict[str, Any]
) -> subprocess.CompletedProcess[bytes]:
    source: dict[str, Any] = {"input": image} if isinstance(image, bytes) else {"stdin": image}
    try:
        return subprocess.run(
            [sys.executable, "-I", str(READER), json.dumps(limits)],
            **source,
            stdout=output,
            stderr=subprocess.PIPE,
            cwd="/",
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            timeout=pictures.READER_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        _log.warning("a picture took too long", extra={"kind": kind.name})
        raise ImageNotRead from error


@contextmanager
def _turn(wait_seconds: float) -> Iterator[None]:
    if not _turns.acquire(timeout=wait_seconds):
        raise ImagesBusy
    try:
        yield
    finally:
        _turns.release()
