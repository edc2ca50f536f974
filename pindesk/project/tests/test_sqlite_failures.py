"""SQLite locked, broken, or on a full disk: the page says so, and all is well again afterwards."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pindesk.project.tests.conftest import UNDER_TEST
from pindesk.project.tests.raw import ask, says_that_text_is_kept
from tests.server import Running, run_command, running_server

SMALL_DISK = "size=12m"


def test_locked_database_is_said_and_healed(server: Running) -> None:
    with closing(sqlite3.connect(server.log.with_suffix("") / "pindesk.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = ask(server, "/test/write", "POST", b"waits in vain")
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        assert says_that_text_is_kept(answer)
        assert ask(server, "/readyz").status == 200, "readers do not wait"
        other.execute("ROLLBACK")
    assert ask(server, "/test/write", "POST", b"waits in vain").status == 200


def test_broken_database_is_said_at_the_start(tmp_path: Path) -> None:
    with running_server(tmp_path / "data", UNDER_TEST) as server:
        server.stop()
        (tmp_path / "data" / "pindesk.sqlite3").write_bytes(
            b"no database at all, but long enough to look like one" * 99
        )
        for rest in (tmp_path / "data").glob("pindesk.sqlite3-*"):
            rest.unlink()
        again = run_command(tmp_path / "data", "serve", "--port", "0")
        assert (again.returncode, again.stderr) == (
            1,
            "pindesk: The database cannot be used: file is not a database.\n",
        )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for little; needs root, as in a container that runs tests."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", SMALL_DISK, "pindesk-test", str(disk)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("cannot mount a small file system: the tests of a full disk need root")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """A file that takes up all that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return filler


def test_full_disk_is_said_and_healed(small_disk: Path) -> None:
    with running_server(small_disk / "data", UNDER_TEST) as server:
        assert ask(server, "/test/write", "POST", b"fits").status == 200
        filler = fill(small_disk)
        refused = None
        for number in range(200):  # the journal has some room in its last page
            answer = ask(server, "/test/write", "POST", f"row {number} {'x' * 60}".encode())
            if answer.status != 200:
                refused = answer
                break
        assert refused is not None
        assert refused.status == 507
        assert says_that_text_is_kept(refused)
        assert ask(server, "/test/echo").status == 200, "who reads is not disturbed"
        upload = ask(server, "/test/echo", "POST", b"x" * (2 * 1024 * 1024))
        assert upload.status == 507
        filler.unlink()
        assert ask(server, "/test/write", "POST", b"fits again").status == 200
