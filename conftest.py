"""Fixtures of every test: the cast, the clock, and a process that remembers nothing of the test before."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

from pindesk.accounts import company
from pindesk.accounts.models import Agent, Membership
from pindesk.availability import access as policy
from pindesk.knowledge import limits
from pindesk.knowledge.access import catalogue, indexes, shelf
from pindesk.lib import clock
from pindesk.portal import live_blocks
from pindesk.portal.views.help import feeds
from tests.cast import FRIDAY_1755, Cast, make_cast

JOURNEYS = Path(__file__).parent / "tests" / "journeys"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Test on a SQLite file, as in life: one in memory has no journal, other locks, and no second process."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    """Forget what a process keeps of the database."""
    company.forget()
    policy.forget()
    indexes.forget()
    shelf.forget()
    catalogue.forget()
    limits.forget()
    live_blocks.forget()
    feeds.forget()
    cache.clear()
    yield
    company.forget()


@pytest.fixture
def friday() -> Iterator[None]:
    """The clock stands at Friday 17:55 in Paris."""
    with clock.frozen(FRIDAY_1755):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Larkmail, its plans, topics, teams and the six people."""
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
    for item in items:
        if JOURNEYS in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write the counts of this run to the file that `bin/test` adds up."""
    file = os.environ.get("PINDESK_TEST_COUNTS")
    if file:
        count = {name: len(reports) for name, reports in terminalreporter.stats.items()}
        passed = count.get("passed", 0) + count.get("xpassed", 0)
        failed = count.get("failed", 0) + count.get("error", 0)
        skipped = count.get("skipped", 0) + count.get("xfailed", 0)
        Path(file).write_text(json.dumps({"passed": passed, "failed": failed, "skipped": skipped}))
