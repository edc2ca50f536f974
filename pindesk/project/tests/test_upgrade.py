"""Starting a newer version on older tables."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from pindesk.project import upgrade
from pindesk.project.tests.conftest import UNDER_TEST
from pindesk.project.tests.raw import ask
from tests.own_database import own_database
from tests.server import ROOT, environment_of, running_server


@pytest.mark.django_db
def test_every_migration_is_known_by_its_file_name() -> None:
    from django.db.migrations.loader import MigrationLoader

    assert upgrade.known() == set(MigrationLoader(connection).disk_migrations)
    assert not upgrade.is_pending()


def test_pending_migrations_are_applied_at_start_after_a_backup(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with own_database() as database:
        env = {**UNDER_TEST, **database}
        with running_server(data, env) as server:
            teams = ask(server, "/test/write", "POST", b"before the upgrade").json()["teams"]
            _go_back(data, env)
            answer = ask(server, "/readyz")
            assert (answer.status, answer.body) == (503, b"the tables are not those of this version\n")
        with running_server(data, env) as server:
            assert ask(server, "/readyz").status == 200
            assert ask(server, "/test/write", "POST", b"after the upgrade").json()["teams"] == teams + 1
    kept = sorted((data / "backups").glob("before-*.sqlite3")) if not os.environ.get("DATABASE_URL") else [data]
    assert len(kept) == 1


def _go_back(data: Path, env: dict[str, str]) -> None:
    """Undo the last migration of the tasks, which only renames an index."""

    words = [sys.executable, "-m", "django", "migrate", "django_tasks_database", "0020", "--verbosity", "0"]
    subprocess.run(words, cwd=ROOT, env=environment_of(data, env), check=True)


def test_start_without_anything_to_do_keeps_no_copy(tmp_path: Path) -> None:
    for _ in range(2):
        with running_server(tmp_path / "data"):
            pass
    assert not (tmp_path / "data" / "backups").exists()


def test_start_prints_one_link_for_the_set_up_that_voids_those_before(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        first = server.output.read_text()
        assert "(earlier links are void)" in first
        assert ask(server, "/en/").status == 503
        assert [ask(server, path).status for path in ("/healthz", "/readyz", "/metrics")] == [200, 200, 200]
        assert first.count("/set-up/") == 1
        link = next(word for word in first.split() if "/set-up/" in word)
        assert link.startswith(server.url)
    for path in (tmp_path / "data", tmp_path / "data" / "pindesk.sqlite3", tmp_path / "data" / "keys" / "secret_key"):
        assert path.stat().st_mode & 0o077 == 0, "another user of the machine could read it"
