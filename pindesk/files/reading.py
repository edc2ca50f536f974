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
from typing import IO

from pindesk.files import rules
from pindesk.files.errors import (
    AnimationTooLong,
    DamagedImage,
    DiskFull,
    ImageNotRead,
    ImagesBusy,
    TooManyBytes,
    TooManyPixels,
)
from pindesk.lib.refusals import Refusal

READER = Path(__file__).with_name("image_reader.py")
AT_ONCE = 1  # each may need half a gigabyte; pages keep the other core
WAIT_SECONDS = 10.0  # whoever waits holds a page thread
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


def write_anew(image: bytes, kind: rules.Kind, target: Path) -> tuple[int, int]:
    """Write the picture into the file `target`, as the same kind, with its pixels and nothing else.

    Returns its width and height. Raises DamagedImage, TooManyPixels, AnimationTooLong, TooManyBytes, DiskFull,
    ImageNotRead when the reader crashed or took too long, and ImagesBusy.
    """
    with _turn(), target.open("wb") as output:
        done = _run(image, kind, output)
    if done.returncode == REFUSED:
        raise REFUSALS[done.stderr]
    if done.returncode or rules.kind_of(_head(target)) is not kind:
        _log.warning("a picture could not be read", extra={"exit": done.returncode, "kind": kind.name})
        raise ImageNotRead
    size = json.loads(done.stderr)
    return int(size["width"]), int(size["height"])


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(12)


def _run(image: bytes, kind: rules.Kind, output: IO[bytes]) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [sys.executable, "-I", str(READER), json.dumps(rules.reader_limits(kind))],
            input=image,
            stdout=output,
            stderr=subprocess.PIPE,
            cwd="/",
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            timeout=rules.READER_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        _log.warning("a picture took too long", extra={"kind": kind.name})
        raise ImageNotRead from error


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=WAIT_SECONDS):
        raise ImagesBusy
    try:
        yield
    finally:
        _turns.release()
