"""Making a backup."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import DatabaseError, connection

from pindesk import __version__
from pindesk.files import content
from pindesk.files.models import StoredFile
from pindesk.lib import clock, sealing
from pindesk.project import upgrade
from pindesk.project.backups import archive, postgres, sqlite
from pindesk.project.backups.missing import missing_files
from pindesk.project.commands.ports import say
from pindesk.project.environment import Refused


def make(target: Path, with_keys: bool) -> int:
    """Write everything into the new file `target`, while others serve; returns its size in bytes.

    Says so when the database names files that are not on the disk.
    Raises Refused when there is nothing to back up, or `target` exists or cannot be written.
    """
    if target.exists():
        raise Refused(f"{target} exists already; give another name.")
    migrations = sorted(_migrations())
    draft = target.with_name(f"{target.name}.part")
    try:
        with TemporaryDirectory(prefix=".backup-", dir=settings.DATA_DIR) as folder:
            database = _database(Path(folder))
            manifest = archive.Manifest(
                version=__version__,
                made_at=clock.now().isoformat(),
                engine=connection.vendor,
                database=database.name,
                sha256=archive.digest(database),
                migrations=[list(one) for one in migrations],
                has_keys=with_keys,
                key=sealing.fingerprint(),
            )
            members = ((f"{content.FOLDER}/{content.member_of(sha256)}", file) for sha256, file in content.stored())
            keys = {"keys": settings.DATA_DIR / "keys"} if with_keys else {}
            archive.write(draft, manifest, database, members, keys)
        draft.rename(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refused(f"{target} cannot be written: {error.strerror}.") from error
    if (StoredFile._meta.app_label in {app for app, _ in migrations}) and (sentence := missing_files()):
        say(f"{sentence} The same is missing in the backup.")
    return target.stat().st_size


def _migrations() -> set[tuple[str, str]]:
    """Of the database that is there; a missing one must not be created by looking."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        raise Refused(f"There is no database in {settings.DATA_DIR}.")
    try:
        found = upgrade.applied()
    except DatabaseError as error:
        raise Refused("The database cannot be reached.") from error
    if not found:
        raise Refused("The database is empty: there is nothing to back up.")
    return found


def _database(folder: Path) -> Path:
    if connection.vendor == "sqlite":
        copy = folder / sqlite.MEMBER
        sqlite.copy(Path(connection.settings_dict["NAME"]), copy)
        return copy
    postgres.dump(folder / postgres.MEMBER)
    return folder / postgres.MEMBER
