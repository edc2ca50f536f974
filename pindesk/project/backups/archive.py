"""The backup file: a `.tar.gz` with a manifest first, then the database, the stored files, and perhaps the keys."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pindesk.project.environment import Refused

FORMAT = 1
MANIFEST = "manifest.json"
_DAMAGE = (tarfile.TarError, EOFError, zlib.error, OSError, ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in the file; `migrations` are the app and name of each that the database went through, and `key` is the
    fingerprint of the key that signed and sealed what is in it."""

    version: str
    made_at: str
    engine: str
    database: str
    sha256: str
    migrations: list[list[str]]
    has_keys: bool
    key: str = ""
    format: int = FORMAT


def write(
    target: Path, manifest: Manifest, database: Path, files: Iterable[tuple[str, Path]], folders: dict[str, Path]
) -> None:
    """Write the archive at `target`, readable by its owner alone; `files` and whole `folders` by the name they get."""
    target.touch(mode=0o600)
    with tarfile.open(target, "w:gz", compresslevel=6) as archive:
        text = json.dumps(asdict(manifest)).encode()
        about = tarfile.TarInfo(MANIFEST)
        about.size = len(text)
        archive.addfile(about, io.BytesIO(text))
        archive.add(database, manifest.database)
        for name, file in files:
            with suppress(FileNotFoundError):  # unused for weeks, and deleted at this moment
                archive.add(file, name, recursive=False)
        for name, folder in folders.items():
            if folder.exists():
                archive.add(folder, name)


@contextmanager
def unpacked(source: Path, folder: Path) -> Iterator[Manifest]:
    """The archive's contents laid into `folder`, checked. Raises Refused when anything is wrong with them."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest = _manifest(json.loads((folder / MANIFEST).read_text()))
        is_sound = digest(folder / manifest.database) == manifest.sha256
    except _DAMAGE as error:
        raise _damaged(source, error) from error
    if not is_sound:
        raise Refused(f"{source} is damaged: its database is not the one that was put in.")
    yield manifest


def check(source: Path) -> None:
    """Raises Refused when the file is not there or does not begin like a backup; needs no settings."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            about = archive.next()
            stream = archive.extractfile(about) if about is not None and about.name == MANIFEST else None
            if stream is None:
                raise ValueError("it has no manifest")
            _manifest(json.loads(stream.read()))
    except _DAMAGE as error:
        raise _damaged(source, error) from error


def digest(file: Path) -> str:
    """SHA-256 of a file, in hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _manifest(values: dict[str, Any]) -> Manifest:
    if values["format"] != FORMAT:
        raise Refused("The backup was made by a newer version of Pindesk; install that version first.")
    manifest = Manifest(**values)
    if "/" in manifest.database or not manifest.database.startswith("database."):
        raise ValueError("no database")
    return manifest


def _damaged(source: Path, error: BaseException) -> Refused:
    return Refused(f"{source} is not a backup of Pindesk, or it is damaged ({_words(error)}).")


def _words(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
