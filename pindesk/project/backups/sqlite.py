"""SQLite: copies of a database in use, by SQLite's own backup call."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pindesk.project.environment import Refused

WAIT_SECONDS = 60.0
MEMBER = "database.sqlite3"


def copy(source: Path, target: Path) -> None:
    """Make `target` the same as `source` at one moment, while others read and write both.

    Readers of a live `target` see either all of the old or all of the new. Source:
    https://www.sqlite.org/backup.html, read 2026-11-24. Raises Refused when the disk is full, or a file cannot be used.
    """
    if not target.exists():
        target.touch(mode=0o600)
    try:
        with (
            closing(sqlite3.connect(source, timeout=WAIT_SECONDS)) as old,
            closing(sqlite3.connect(target, timeout=WAIT_SECONDS)) as new,
        ):
            old.backup(new)
    except sqlite3.Error as error:
        raise Refused(f"The database could not be copied to {target.parent}: {error}.") from error


def check(file: Path) -> None:
    """Raises Refused when the file is not a sound database."""
    try:
        with closing(sqlite3.connect(file)) as database:
            found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Refused(f"The database in the backup cannot be read: {error}.") from error
    if found != "ok":
        raise Refused(f"The database in the backup is damaged: {found}.")
