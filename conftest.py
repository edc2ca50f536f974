"""Fixtures of every test: the cast, the clock, and a database in a file so that threads can share it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pindesk.accounts.models import Agent, Membership
    from tests.cast import Cast


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file: connections to one in memory share its cache, where readers are refused while others write."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _fresh_process() -> Iterator[None]:
    """What the process keeps about the company is forgotten between tests."""
    from pindesk.accounts import company

    company.forget()
    yield
    company.forget()


@pytest.fixture
def friday() -> Iterator[None]:
    """The clock stands at Friday 17:55 in Paris."""
    from pindesk.lib import clock
    from tests.cast import FRIDAY_1755

    with clock.frozen(FRIDAY_1755):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Larkmail, its plans, topics, teams and the six people."""
    from tests.cast import make_cast

    return make_cast()


@pytest.fixture
def alice(cast: Cast) -> Membership:
    return cast.alice


@pytest.fixture
def bob(cast: Cast) -> Membership:
    return cast.bob


@pytest.fixture
def mallory(cast: Cast) -> Membership:
    return cast.mallory


@pytest.fixture
def frieda(cast: Cast) -> Membership:
    return cast.frieda


@pytest.fixture
def ada(cast: Cast) -> Agent:
    return cast.ada


@pytest.fixture
def lin(cast: Cast) -> Agent:
    return cast.lin


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything under tests/journeys needs a browser."""
    journeys = Path(__file__).parent / "tests" / "journeys"
    for item in items:
        if journeys in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Add the counts of this run to the file that `bin/test` adds up."""
    file = os.environ.get("PINDESK_TEST_COUNTS")
    if file:
        count = {name: len(reports) for name, reports in terminalreporter.stats.items()}
        passed = count.get("passed", 0) + count.get("xpassed", 0)
        failed = count.get("failed", 0) + count.get("error", 0)
        skipped = count.get("skipped", 0) + count.get("xfailed", 0)
        Path(file).write_text(json.dumps({"passed": passed, "failed": failed, "skipped": skipped}))
