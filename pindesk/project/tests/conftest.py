"""One real server for all tests of a module that do not harm it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server import Running, running_server

UNDER_TEST = {"DJANGO_SETTINGS_MODULE": "pindesk.project.tests.served_settings"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server on SQLite with the addresses of `served_urls`."""
    with running_server(tmp_path_factory.mktemp("server") / "data", UNDER_TEST) as running:
        yield running
