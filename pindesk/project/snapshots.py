"""Copies of a SQLite database that is in use, by SQLite's own backup call."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

WAIT_SECONDS = 60.0


def copy_sqlite(source: Path, target: Path) -> None:
    """Make `target` the same as `source` at one moment, while others read and write both.

    Readers of a live `target` see either all of the old or all of the new. Source:
    https://www.sqlite.org/backup.html, read 2026-11-24.
    """
    if not target.exists():
        target.touch(mode=0o600)
    with (
        closing(sqlite3.connect(source, timeout=WAIT_SECONDS)) as old,
        closing(sqlite3.connect(target, timeout=WAIT_SECONDS)) as new,
    ):
        old.backup(new)
