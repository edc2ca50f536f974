"""A demo server for each worker, one Chromium, and a fresh profile for each person of a journey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import Visit, chromium, visit
from tests.server import Running, running_server

People = Callable[..., Visit]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The whole product with the demo company, as `pindesk demo` serves it."""
    with running_server(tmp_path_factory.mktemp("demo") / "data", command=("demo",)) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, chromium(playwright) as started:
        yield started


@pytest.fixture
def be(demo: Running, browser: Browser) -> Iterator[People]:
    """`be("alice")` is her browser, signed in; `be()` one of somebody signed out; options as `tests.browser.visit`.

    At the end no script may have failed, and nobody but the server may have been asked for anything.
    """
    visits: list[Visit] = []

    def be(name: str | None = None, **options: Any) -> Visit:
        one = visit(browser, demo.url, **options)
        visits.append(one)
        if name:
            one.goto(f"/demo/as/{name}")
        return one

    yield be
    for one in visits:
        one.context.close()
    problems = [problem for one in visits for problem in one.problems]
    assert not problems, "\n".join(problems)
