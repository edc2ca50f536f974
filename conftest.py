"""What every test begins with: a process that remembers nothing of the test before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection

from pindesk.accounts import company


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    """Forget what a process keeps of the database."""
    company.forget()
    cache.clear()
    yield
    company.forget()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Test on a SQLite file, as in life: one in memory has no journal, other locks, and no second process."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
