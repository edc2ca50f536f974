"""Putting a backup in place of what is there, while others serve."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from pindesk.files import content
from pindesk.lib import clock
from pindesk.project import upgrade
from pindesk.project.backups import archive, postgres, sqlite
from pindesk.project.backups.missing import missing_files
from pindesk.project.commands.ports import say
from pindesk.project.environment import Refused

# What must not come back as it was. Standard SQL: it runs on SQLite as well as through psql.
# - No session outlives a restore: whoever was signed out since the backup would be signed in again.
# - The epoch is higher than both, so that every open page is out of date and every reader knows its position is void.
# - So is the version of the policy: other processes keep the policy they know by its version.
# - A task that ran during the backup did not end in it, nor did the mail that one was sending.
SETTLING = (
    "DELETE FROM accounts_session",
    "INSERT INTO events_logstate (id, epoch) VALUES (1, {epoch} + 1) ON CONFLICT (id) DO UPDATE SET epoch = 1 +"
    " CASE WHEN events_logstate.epoch > {epoch} THEN events_logstate.epoch ELSE {epoch} END",
    "UPDATE accounts_company SET policy_version = 1 +"
    " CASE WHEN policy_version > {policy} THEN policy_version ELSE {policy} END",
    "UPDATE django_tasks_database_dbtaskresult SET status = 'READY' WHERE status = 'RUNNING'",
    "UPDATE outbox_delivery SET state = 'queued' WHERE state = 'sending'",
)


def restore(source: Path) -> archive.Manifest:
    """Replace database and files by those of the backup; returns what it said of itself.

    Refuses a file that is damaged, of the other kind of database, or of a newer version, before touching anything.
    Afterwards every session is over and every open page asks to be loaded again. An older backup is brought up to this
    version. Says so when files are missing or damaged.
    """
    with (
        TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIR) as folder,
        archive.unpacked(source, Path(folder)) as manifest,
    ):
        _check(manifest)
        with upgrade.lock():
            if connection.vendor == "sqlite":
                _replace_sqlite(Path(folder) / manifest.database)
            else:
                postgres.load(Path(folder) / manifest.database, _settling())
                _bring_up_to_date()
        _lay_files(Path(folder))
    if sentence := missing_files():
        say(f"{sentence} Whatever shows them shows nothing in their place.")
    return manifest


def _check(manifest: archive.Manifest) -> None:
    if manifest.engine != connection.vendor:
        ours, theirs = connection.display_name, {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(manifest.engine)
        raise Refused(f"The backup is of a {theirs} database, and this installation uses {ours}.")
    if {(app, name) for app, name in manifest.migrations} - upgrade.known():
        raise Refused(f"The backup was made by version {manifest.version}, which is newer; install that version first.")


def _replace_sqlite(copy: Path) -> None:
    """Everything is done to the copy; then one call makes it the live database."""
    sqlite.check(copy)
    statements = _settling()
    live = Path(connection.settings_dict["NAME"])
    connection.close()
    connection.settings_dict["NAME"] = str(copy)
    try:
        upgrade.apply()
        _run(statements)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(live)
    if live.exists():
        upgrade.keep_a_copy("restore")
    sqlite.copy(copy, live)


def _bring_up_to_date() -> None:
    """PostgreSQL: what an older backup lacks; then the other processes are told."""
    from pindesk.events import wake

    upgrade.apply()
    wake.announce()


def _settling() -> list[str]:
    """The statements, with what is current in the live database."""
    epoch, policy = (
        _current("SELECT epoch FROM events_logstate"),
        _current("SELECT policy_version FROM accounts_company"),
    )
    return [statement.format(epoch=epoch or 1, policy=policy) for statement in SETTLING]


def _current(question: str) -> int:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(question)
            return int((cursor.fetchone() or [0])[0])
    except DatabaseError:
        return 0  # there is no such table yet


def _run(statements: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _lay_files(folder: Path) -> None:
    """Files that are what their name says; whatever else a backup holds beside them stays out. Keys, if it has any."""
    for sha256, file in content.contents_of(folder / content.FOLDER):
        if content.digest(file) == sha256:
            with content.draft() as draft:  # which may be on another disk
                shutil.move(file, draft)
                content.keep(draft, sha256, clock.now(), is_better=True)
    if (folder / "keys").exists():
        shutil.copytree(folder / "keys", settings.DATA_DIR / "keys", dirs_exist_ok=True)
