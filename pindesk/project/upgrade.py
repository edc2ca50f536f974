"""Bringing the tables up to this version: under a lock, and after a backup when there is something to lose."""

from __future__ import annotations

import logging
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from pindesk import __version__
from pindesk.lib import clock
from pindesk.project.server import data_lock

ADVISORY_LOCK = 7_461_636  # any number, the same in every version

_log = logging.getLogger("pindesk")


def migrate() -> None:
    """Apply what is missing. Several processes may start at once: one works, the others wait and find nothing to do."""
    if not is_pending():
        return
    with lock():
        if is_pending():
            if connection.vendor == "sqlite" and applied():
                keep_a_copy(__version__)
            apply()


def apply() -> None:
    """Apply what is missing, without lock and backup."""
    call_command("migrate", verbosity=0, interactive=False)
    _log.info("The tables are those of version %s", __version__)


def is_pending() -> bool:
    """Whether a migration of this version is not applied.

    By file names alone: reading the migrations themselves would cost every start its time and memory.
    """
    return bool(known() - applied())


def known() -> set[tuple[str, str]]:
    """App and name of every migration of this version."""
    return {(label, name) for label, folder in _folders() for name in _names(folder)}


def applied() -> set[tuple[str, str]]:
    """App and name of every migration that the database went through."""
    return set(MigrationRecorder(connection).applied_migrations())


def _folders() -> Iterator[tuple[str, str]]:
    for config in apps.get_app_configs():
        spec = find_spec(f"{config.name}.migrations")
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            yield config.label, folder


def _names(folder: str) -> list[str]:
    return [module.name for module in pkgutil.iter_modules([folder]) if module.name[0] not in "_~"]


def keep_a_copy(before: str) -> None:
    """A copy of the SQLite file as it is, named by what comes next; on PostgreSQL backups are the operator's."""
    from pindesk.project.backups import sqlite

    folder = settings.DATA_DIR / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    copy = folder / f"before-{before}-{clock.now():%Y%m%dT%H%M%S%f}.sqlite3"
    sqlite.copy(Path(connection.settings_dict["NAME"]), copy)
    _log.info("The database as it was is in %s", copy)


@contextmanager
def lock() -> Iterator[None]:
    """Let one process at a time change the tables; the others wait."""
    if connection.vendor == "sqlite":
        with data_lock.alone(settings.DATA_DIR, "upgrade.lock"):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
