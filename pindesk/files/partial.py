"""Files on their way in: what has arrived of each, in `DATA_DIR/files/.uploads`; and those in which a virus was found.

Their folders are in no backup: whoever sends begins again after a restore.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from pindesk.files import content
from pindesk.files.errors import UploadBusy

_UPLOADS, _QUARANTINE = ".uploads", ".quarantine"


def path_of(token: str) -> Path:
    return content.folder() / _UPLOADS / token


@contextmanager
def opened(token: str) -> Iterator[int]:
    """What has arrived so far, as a descriptor for reading and writing that nobody else holds meanwhile.

    Does not wait for others, which would hold a thread: raises UploadBusy.
    """
    path = path_of(token)
    content.make(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _lock(descriptor, path)
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def linked(token: str) -> Iterator[Path]:
    """The same content under another name, to be moved: its own stays, so that who holds it is still known."""
    link = path_of(f"{token}.kept")
    link.unlink(missing_ok=True)
    try:
        os.link(path_of(token), link)
        yield link
    finally:
        link.unlink(missing_ok=True)


def remove(token: str) -> None:
    path_of(token).unlink(missing_ok=True)


def left_over(older_than: timedelta) -> Iterator[str]:
    """The tokens of those that nobody wrote to for so long, by the time of the machine."""
    for file in _old(_UPLOADS, older_than):
        yield file.name


def quarantine(token: str, sha256: str) -> None:
    """Put it where nothing reads it, under its digest, for whoever runs the server."""
    target = content.folder() / _QUARANTINE / sha256
    content.make(target.parent)
    path_of(token).replace(target)
    os.utime(target)


def empty_quarantine(older_than: timedelta) -> None:
    for file in _old(_QUARANTINE, older_than):
        file.unlink(missing_ok=True)


def _lock(descriptor: int, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_it = os.path.samestat(os.fstat(descriptor), path.stat())
    except (BlockingIOError, FileNotFoundError) as error:
        raise UploadBusy from error
    if not is_it:  # moved to the stored files, or removed, between opening and locking
        raise UploadBusy


def _old(folder: str, older_than: timedelta) -> Iterator[Path]:
    place, before = content.folder() / folder, time.time() - older_than.total_seconds()
    for file in sorted(place.iterdir()) if place.is_dir() else ():
        if file.is_file() and file.stat().st_mtime < before:
            yield file
