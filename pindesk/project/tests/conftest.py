"""One real server for all tests of a module that do not harm it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.own_database import own_database
from tests.server import Running, running_server

# Each database fails in its own ways.
collect_ignore = ["test_sqlite_failures.py" if os.environ.get("DATABASE_URL") else "test_postgresql_failures.py"]
UNDER_TEST = {"DJANGO_SETTINGS_MODULE": "pindesk.project.tests.served_settings"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server with the addresses of `served_urls`."""
    data = tmp_path_factory.mktemp("server") / "data"
    with own_database() as database, running_server(data, {**UNDER_TEST, **database}) as running:
        yield running
