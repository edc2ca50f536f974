"""Contents on disk: `DATA_DIR/files/<2>/<2>/<sha256>`, complete or not there at all, never changed.

The time of a file says until when it must stay though no row names it. It is read and set under one lock, so that
nobody deletes what somebody else has just found to be there already.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings

FOLDER = "files"
DRAFT_SECONDS = 24 * 3600
_NAME = re.compile(r"[0-9a-f]{64}")
_DRAFTS = ".drafts"
_LOCK = ".lock"
_FULL = (errno.ENOSPC, errno.EDQUOT)


def folder() -> Path:
    found: Path = settings.DATA_DIR / FOLDER
    return found


def member_of(sha256: str) -> str:
    """Where the content lies below the folder."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def path_of(sha256: str) -> Path:
    return folder() / member_of(sha256)


def digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_disk_full(error: OSError) -> bool:
    return error.errno in _FULL


@contextmanager
def draft() -> Iterator[Path]:
    """A new empty file of the same file system, for `keep`; gone after the block unless it was kept."""
    drafts = folder() / _DRAFTS
    make(drafts)
    descriptor, name = tempfile.mkstemp(dir=drafts)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def keep(source: Path, sha256: str, at: datetime, is_better: bool = False) -> None:
    """Move a complete file into its place, durably; `source` lies on the same file system.

    One that is there already stays, unless it is of another length or the new one `is_better`.
    """
    target = path_of(sha256)
    with source.open("rb") as file:
        length = os.fstat(file.fileno()).st_size
        with _lock():
            if _length(target) == length and not is_better:
                _touch(target, at)
                return
        os.fsync(file.fileno())
    make(target.parent)
    _touch(source, at)
    with _lock():
        source.replace(target)
        _sync(target.parent)  # before somebody else finds it there and relies on it


def touch(sha256: str, at: datetime) -> None:
    """Let the content stay for as long as if it had been kept just now; nothing when it is not there."""
    with suppress(FileNotFoundError), _lock():
        _touch(path_of(sha256), at)


def is_there(sha256: str) -> bool:
    return path_of(sha256).is_file()


def stored() -> Iterator[tuple[str, Path]]:
    """Every content, by its SHA-256, in order; what is called otherwise is none of ours."""
    return contents_of(folder())


def contents_of(place: Path) -> Iterator[tuple[str, Path]]:
    """The same of another folder, as one that was unpacked. Follows no links."""
    for outer in _below(place):
        for inner in _below(outer):
            for file in sorted(inner.iterdir()):
                is_ours = _NAME.fullmatch(file.name) and file.relative_to(place).as_posix() == member_of(file.name)
                if is_ours and file.is_file() and not file.is_symlink():
                    yield file.name, file


def older_than(before: datetime) -> Iterator[str]:
    """The contents that were kept or touched last before then."""
    for sha256, file in stored():
        if _time(file) < before.timestamp():
            yield sha256


@contextmanager
def removing(sha256: str, before: datetime) -> Iterator[Path | None]:
    """The file of a content to be deleted within the block, in which nobody keeps it anew.

    None when it is gone, or was kept or touched since `before`.
    """
    with _lock():
        path = path_of(sha256)
        yield path if 0 <= _time(path) < before.timestamp() else None


def remove_drafts() -> None:
    """Those of processes that were killed, by the time of the machine: nobody else sets that of a draft."""
    drafts = folder() / _DRAFTS
    for file in drafts.iterdir() if drafts.is_dir() else ():
        if 0 <= _time(file) < time.time() - DRAFT_SECONDS:
            file.unlink(missing_ok=True)


@contextmanager
def _lock() -> Iterator[None]:
    make(folder())
    descriptor = os.open(folder() / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _below(place: Path) -> list[Path]:
    if not place.is_dir():
        return []
    return sorted(each for each in place.iterdir() if len(each.name) == 2 and each.is_dir() and not each.is_symlink())


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return -1


def _time(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return -1.0


def _touch(path: Path, at: datetime) -> None:
    os.utime(path, (at.timestamp(), at.timestamp()))


def make(place: Path) -> None:
    """The folder and those above it, each noted durably in the one that holds it."""
    if place.is_dir():
        return
    make(place.parent)
    place.mkdir(exist_ok=True, mode=0o700)
    _sync(place.parent)


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
