"""One server for one data directory: a lock on a file in it, which the operating system frees when the process ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pindesk.project.environment import Refused


def make_data_dir(directory: Path) -> None:
    """Create the data directory, readable by its owner alone. Raises Refused when that is not possible."""
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refused(f"The data directory {directory} cannot be made: {error.strerror}.") from error
    if not os.access(directory, os.W_OK | os.X_OK):
        raise Refused(f"The data directory {directory} cannot be written to.")


def hold(directory: Path) -> None:
    """Be the one server on `directory` until this process ends. Raises Refused when there is another."""
    descriptor = _open(directory / "lock")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
        os.close(descriptor)
        raise Refused(f"Another Pindesk (process {holder or '?'}) is serving {directory} already.") from error
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)


@contextmanager
def alone(directory: Path, name: str) -> Iterator[None]:
    """Wait for the lock `name` of the directory, and hold it within the block."""
    descriptor = _open(directory / name)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise Refused(f"{path} cannot be opened: {error.strerror}.") from error
