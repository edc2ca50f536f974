"""PostgreSQL out of reach: the page says so, even where only the session was to be read, and all is well afterwards."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg

from pindesk.project.tests.conftest import UNDER_TEST
from pindesk.project.tests.raw import ask, says_that_text_is_kept
from tests.own_database import own_database
from tests.server import running_server


def test_lost_database_is_said_and_healed(tmp_path: Path) -> None:
    with own_database() as database, running_server(tmp_path / "data", {**UNDER_TEST, **database}) as server:
        cookie = ask(server, "/test/agent", "POST", b"x").session
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as cluster:
            name = psycopg.conninfo.conninfo_to_dict(database["DATABASE_URL"])["dbname"]
            cluster.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            cluster.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            for _ in range(8):  # every page thread has a connection to lose
                answer = ask(server, "/workspace/", Cookie=cookie)
                assert answer.status == 503, "the session cannot be read"
                assert says_that_text_is_kept(answer)
                assert "content-security-policy" in answer.headers
            assert ask(server, "/test/write", "POST", b"lost").status == 503
            assert ask(server, "/readyz").status == 503
            assert ask(server, "/workspace/events?topics=workspace", Cookie=cookie).status == 503
            assert ask(server, "/healthz").status == 200
            cluster.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        for _ in range(8):
            assert ask(server, "/test/echo", Cookie=cookie).status == 200
        assert ask(server, "/test/write", "POST", b"found").status == 200
