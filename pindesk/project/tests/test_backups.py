"""Backup and restore while a server is running, on both databases."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import socket
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from pindesk.files.tests.pictures import a_picture
from pindesk.project.backups import archive
from pindesk.project.environment import Refused
from pindesk.project.tests.conftest import UNDER_TEST
from pindesk.project.tests.raw import ask, connected, head
from pindesk.project.tests.test_uploads import a_form, send
from tests.own_database import own_database
from tests.server import Running, run_command, running_server


class Installation(NamedTuple):
    """A running server, its directory and its settings."""

    server: Running
    data: Path
    env: dict[str, str]

    def run(self, *words: object) -> tuple[int, str]:
        """A command on it: exit status, and what it said on standard error."""
        done = run_command(self.data, *map(str, words), env=self.env)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stderr

    def teams(self, name: str) -> int:
        """Add one; how many there are now."""
        return int(ask(self.server, "/test/write", "POST", name.encode()).json()["teams"])

    def picture(self, width: int = 60) -> str:
        """Store one; its SHA-256."""
        body = a_form(a_picture(size=(width, 40)), keep="1")
        return str(send(self.server, "/workspace/test/images", body, self.cookie()).json()["kept"])

    def file(self, sha256: str) -> Path:
        return self.data / "files" / sha256[:2] / sha256[2:4] / sha256

    def cookie(self) -> str:
        return ask(self.server, "/test/agent", "POST", b"x").session


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    with own_database() as database:
        env = {**UNDER_TEST, **database}
        with running_server(tmp_path / "data", env) as server:
            yield Installation(server, tmp_path / "data", env)


def test_restore_brings_back_what_was_there_while_serving(here: Installation, tmp_path: Path) -> None:
    picture = here.picture()
    before = here.teams("before the backup")
    assert here.run("backup", tmp_path / "one.tar.gz") == (0, "")
    here.file(picture).unlink()
    assert here.teams("lost by the restore") == before + 1
    assert here.run("restore", tmp_path / "one.tar.gz") == (0, "")
    assert here.teams("after the restore") == before + 1
    assert hashlib.sha256(ask(here.server, f"/test/images/{picture}").body).hexdigest() == picture
    assert here.file(picture).stat().st_mode & 0o077 == 0


def test_restore_ends_every_session_and_reloads_every_page(here: Installation, tmp_path: Path) -> None:
    cookie = here.cookie()
    with connected(here.server) as stream:
        stream.sendall(head("GET", "/workspace/events?topics=workspace", here.server, Cookie=cookie))
        assert stream.recv(100).startswith(b"HTTP/1.1 200")
        assert here.run("backup", tmp_path / "one.tar.gz")[0] == 0
        assert here.run("restore", tmp_path / "one.tar.gz")[0] == 0
        received = _until_end(stream)
    assert b"event: reload" in received
    assert ask(here.server, "/workspace/events?topics=workspace", Cookie=cookie).status == 401


def _until_end(stream: socket.socket) -> bytes:
    received = b""
    while not received.endswith(b"\r\n0\r\n\r\n"):
        piece = stream.recv(65536)
        assert piece
        received += piece
    return received


def test_second_restore_reloads_pages_again(here: Installation, tmp_path: Path) -> None:
    assert here.run("backup", tmp_path / "one.tar.gz")[0] == 0
    for _ in range(2):
        cookie = here.cookie()
        with connected(here.server) as stream:
            stream.sendall(head("GET", "/workspace/events?topics=workspace", here.server, Cookie=cookie))
            assert stream.recv(100).startswith(b"HTTP/1.1 200")
            assert here.run("restore", tmp_path / "one.tar.gz")[0] == 0
            assert b"event: reload" in _until_end(stream)


def test_backup_moves_to_an_empty_directory(here: Installation, tmp_path: Path) -> None:
    before = here.teams("moves house")
    assert here.run("backup", tmp_path / "one.tar.gz", "--with-keys")[0] == 0
    with own_database() as database:
        env = {**UNDER_TEST, **database}
        assert run_command(tmp_path / "new", "restore", str(tmp_path / "one.tar.gz"), env=env).returncode == 0
        with running_server(tmp_path / "new", env) as server:
            assert ask(server, "/test/write", "POST", b"arrived").json()["teams"] == before + 1
    assert (tmp_path / "new/keys/secret_key").read_text() == (here.data / "keys/secret_key").read_text()


def test_keys_are_in_the_file_only_when_asked_for(here: Installation, tmp_path: Path) -> None:
    here.run("backup", tmp_path / "without.tar.gz")
    here.run("backup", tmp_path / "with.tar.gz", "--with-keys")
    assert not [name for name in names_in(tmp_path / "without.tar.gz") if "key" in name]
    assert "keys/secret_key" in names_in(tmp_path / "with.tar.gz")
    assert (tmp_path / "with.tar.gz").stat().st_mode & 0o077 == 0


def said_by(here: Installation, *words: object) -> list[str]:
    """The lines of a command that went well."""
    done = run_command(here.data, *map(str, words), env=here.env)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_backup_says_last_that_the_keys_are_not_in_it(here: Installation, tmp_path: Path) -> None:
    assert "The keys are not in it" in said_by(here, "backup", tmp_path / "without.tar.gz")[-1]
    assert "The keys are not in it" not in "".join(said_by(here, "backup", tmp_path / "with.tar.gz", "--with-keys"))


def test_restore_says_when_the_keys_are_others(here: Installation, tmp_path: Path) -> None:
    without, included = tmp_path / "without.tar.gz", tmp_path / "with.tar.gz"
    here.run("backup", without)
    here.run("backup", included, "--with-keys")
    key = here.data / "keys" / "secret_key"
    assert key.read_text().encode() not in gzip.decompress(without.read_bytes())
    assert "cannot be read" not in "".join(said_by(here, "restore", without))
    key.write_text("k" * 64)
    assert "second steps, codes and mails not yet sent cannot be read" in said_by(here, "restore", without)[-1]
    assert "cannot be read" not in "".join(said_by(here, "restore", included))


@pytest.mark.parametrize("content", [None, b"hello"])
def test_refused_restore_makes_nothing(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "one.tar.gz"
    if content is not None:
        file.write_bytes(content)
    done = run_command(tmp_path / "nowhere", "restore", str(file))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith(f"pindesk: {file} is not a backup of Pindesk, or it is damaged")
    assert not (tmp_path / "nowhere").exists()


def test_backup_of_before_there_were_files_is_restored(here: Installation, tmp_path: Path) -> None:
    """Its database went through no migration of theirs, and it holds no folder."""
    assert here.run("backup", tmp_path / "one.tar.gz") == (0, "")
    assert not [name for name in names_in(tmp_path / "one.tar.gz") if "files" in name]
    picture = here.picture()
    assert len(said_by(here, "restore", tmp_path / "one.tar.gz")) == 1
    assert here.file(picture).exists(), "it goes with the daily work"
    assert ask(here.server, f"/test/images/{picture}").status == 500


def test_missing_file_is_said_in_one_line(here: Installation, tmp_path: Path) -> None:
    """One that is not on the disk is not in the backup; one that is damaged there is not put back."""
    gone, damaged, sound = here.picture(), here.picture(61), here.picture(62)
    here.file(gone).unlink()
    here.file(damaged).write_bytes(bytes(here.file(damaged).stat().st_size))
    files = here.data / "files"
    said = said_by(here, "backup", tmp_path / "one.tar.gz")
    place = here.file(gone).relative_to(files)
    assert (
        said[0] == f"1 file that the database names is missing in {files}: {place}. The same is missing in the backup."
    )
    here.file(damaged).unlink()
    here.file(sound).unlink()
    said = said_by(here, "restore", tmp_path / "one.tar.gz")
    assert said[0].startswith(f"2 files that the database names are missing in {files}, the first is {place}.")
    assert [here.file(one).exists() for one in (gone, damaged, sound)] == [False, False, True]


def test_sound_file_of_a_backup_replaces_a_damaged_one(here: Installation, tmp_path: Path) -> None:
    picture = here.picture()
    sound = here.file(picture).read_bytes()
    assert here.run("backup", tmp_path / "one.tar.gz") == (0, "")
    here.file(picture).write_bytes(bytes(len(sound)))
    assert here.run("restore", tmp_path / "one.tar.gz") == (0, "")
    assert here.file(picture).read_bytes() == sound


def test_nothing_but_stored_files_goes_into_a_backup_and_out_of_it(here: Installation, tmp_path: Path) -> None:
    """What somebody slipped in: other names, links, a content under a name that is not its own."""
    picture = here.picture()
    (here.data / "files" / ".drafts" / "half").write_bytes(b"half a picture")
    (here.data / "files" / "notes.txt").write_bytes(b"none of ours")
    assert here.run("backup", tmp_path / "one.tar.gz") == (0, "")
    stored = f"files/{picture[:2]}/{picture[2:4]}/{picture}"
    assert [name for name in names_in(tmp_path / "one.tar.gz") if "files" in name] == [stored]
    lie = "ab" * 32
    slipped_in = {"files/page.html": "", f"files/ab/ab/{lie}": "", f"files/{lie}": "", "files/ef": ".."}
    slipped_in[f"files/cd/cd/{'cd' * 32}"] = "../../../manifest.json"
    before = sorted(here.data.glob("files/*"))
    assert here.run("restore", with_more(tmp_path / "one.tar.gz", slipped_in)) == (0, "")
    assert sorted(here.data.glob("files/*")) == before


def test_archive_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "one.tar.gz", "w:gz"):
        pass
    bad = with_more(tmp_path / "one.tar.gz", {"files/../../escaped": ""})
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused, match="damaged"), archive.unpacked(bad, tmp_path / "folder"):
        pass
    assert not (tmp_path / "escaped").exists()


def with_more(file: Path, names: dict[str, str]) -> Path:
    """A copy of a backup with members more: links where they lead somewhere, else files."""
    target = file.with_name("more.tar.gz")
    with tarfile.open(file) as old, tarfile.open(target, "w:gz") as new:
        for info in old.getmembers():
            new.addfile(info, old.extractfile(info))
        for name, leads_to in names.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = (tarfile.SYMTYPE, leads_to) if leads_to else (tarfile.REGTYPE, "")
            info.size = 0 if leads_to else 3
            new.addfile(info, None if leads_to else io.BytesIO(b"lie"))
    return target


def names_in(file: Path) -> list[str]:
    with tarfile.open(file) as archive:
        return archive.getnames()


def rewritten(file: Path, change: dict[str, object], member: bytes | None = None) -> Path:
    """A copy of a backup with another manifest, or with other bytes for its database."""
    target = file.with_name("changed.tar.gz")
    with tarfile.open(file) as old, tarfile.open(target, "w:gz") as new:
        for info in old.getmembers():
            content = old.extractfile(info)
            body = content.read() if content else b""
            if info.name == "manifest.json":
                body = json.dumps({**json.loads(body), **change}).encode()
            elif info.name.startswith("database.") and member is not None:
                body = member
            info.size = len(body)
            new.addfile(info, io.BytesIO(body))
    return target


@pytest.mark.parametrize("damage", ["text", "empty", "cut", "no manifest", "flipped", "other database", "missing"])
def test_damaged_file_is_refused_before_anything_is_touched(here: Installation, tmp_path: Path, damage: str) -> None:
    good, bad = tmp_path / "good.tar.gz", tmp_path / "bad.tar.gz"
    assert here.run("backup", good)[0] == 0
    count = here.teams("stays")
    match damage:
        case "text":
            bad.write_text("hello")
        case "empty":
            bad.write_bytes(b"")
        case "cut":
            bad.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
        case "no manifest":
            with tarfile.open(bad, "w:gz") as archive:
                archive.add(Path(__file__), "database.sqlite3")
        case "flipped":
            content = bytearray(gzip.decompress(good.read_bytes()))
            content[len(content) // 2] ^= 0xFF
            bad.write_bytes(gzip.compress(content))
        case "other database":
            bad = rewritten(good, {}, b"nothing of the kind")
    status, words = here.run("restore", bad)
    assert (status, words.count("\n")) == (1, 1)
    assert here.teams("stays too") == count + 1


def test_backup_of_a_newer_version_is_refused(here: Installation, tmp_path: Path) -> None:
    here.run("backup", tmp_path / "one.tar.gz")
    newer = rewritten(tmp_path / "one.tar.gz", {"migrations": [["tickets", "9999_future"]], "version": "9.0"})
    assert here.run("restore", newer) == (
        1,
        "pindesk: The backup was made by version 9.0, which is newer; install that version first.\n",
    )


def test_backup_of_the_other_database_is_refused(here: Installation, tmp_path: Path) -> None:
    here.run("backup", tmp_path / "one.tar.gz")
    engine = "sqlite" if "DATABASE_URL" in here.env else "postgresql"
    status, words = here.run("restore", rewritten(tmp_path / "one.tar.gz", {"engine": engine}))
    assert status == 1
    assert "this installation uses" in words


def test_existing_file_is_not_overwritten(here: Installation, tmp_path: Path) -> None:
    (tmp_path / "one.tar.gz").write_text("precious")
    status, words = here.run("backup", tmp_path / "one.tar.gz")
    assert (status, words) == (1, f"pindesk: {tmp_path / 'one.tar.gz'} exists already; give another name.\n")
    assert (tmp_path / "one.tar.gz").read_text() == "precious"


def test_backup_into_a_missing_folder_is_refused(here: Installation, tmp_path: Path) -> None:
    status, words = here.run("backup", tmp_path / "missing" / "one.tar.gz")
    assert (status, words.count("\n")) == (1, 1)
    assert not list(here.data.glob(".backup-*"))


def test_backup_of_nothing_is_refused_and_makes_nothing(tmp_path: Path) -> None:
    done = run_command(tmp_path / "nowhere", "backup", str(tmp_path / "one.tar.gz"))
    assert (done.returncode, done.stderr) == (1, f"pindesk: There is no data directory {tmp_path / 'nowhere'}.\n")
    assert not (tmp_path / "nowhere").exists()


def test_replaced_sqlite_database_is_kept(tmp_path: Path) -> None:
    with running_server(tmp_path / "data", UNDER_TEST) as server:
        here = Installation(server, tmp_path / "data", UNDER_TEST)
        here.run("backup", tmp_path / "one.tar.gz")
        here.teams("only in the replaced one")
        here.run("restore", tmp_path / "one.tar.gz")
    (kept,) = (tmp_path / "data" / "backups").iterdir()
    with closing(sqlite3.connect(kept)) as database:
        found = database.execute(
            "SELECT count(*) FROM accounts_team WHERE name = 'only in the replaced one'"
        ).fetchone()
    assert found == (1,)
