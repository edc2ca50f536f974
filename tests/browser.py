"""A real Chromium: starting it, being several people in it, looking for barriers, taking pictures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request

HERE = Path(__file__).parent
AXE = HERE / "journeys" / "vendor" / "axe.min.js"
OUTPUT = HERE / "output"
FLAGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = (390, 844), (1280, 800)
SCHEMES = ("light", "dark")


def chromium_path() -> str:
    """The browser that `bin/test` found, else the first one on the path. Fails without one: skipping would hide it."""
    names = (os.environ.get("PINDESK_TEST_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for path in map(shutil.which, filter(None, names)) if path), None)
    assert found, "no Chromium: install it, or name it in PINDESK_TEST_CHROMIUM"
    return found


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A browser without a window. Root has no sandbox to run it in."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    browser = playwright.chromium.launch(executable_path=chromium_path(), args=flags)
    try:
        yield browser
    finally:
        browser.close()


@dataclass
class Visit:
    """One person's browser on one server; `problems` are errors of scripts and requests to anybody else."""

    context: BrowserContext
    page: Page
    url: str
    problems: list[str] = field(default_factory=list)

    def goto(self, path: str) -> Page:
        """Open an address of the server and wait for its page."""
        self.page.goto(f"{self.url}{path}")
        return self.page

    def new_tab(self) -> Page:
        """Another tab of the same browser, watched like the first."""
        page = self.context.new_page()
        self.watch(page)
        return page

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("console", self._hear)
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        # The browser's own line about an answer of 4xx or 5xx is no fault of a script.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.problems.append(f"console: {message.text}")

    def _see(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and not request.url.startswith(f"{self.url}/"):
            self.problems.append(f"foreign request: {request.url}")


def visit(
    browser: Browser, url: str, size: tuple[int, int] = DESK, scheme: str = "light", locale: str = "en-GB", **more: Any
) -> Visit:
    """A fresh browser profile on the server at `url`; `size` in CSS pixels, `more` as Playwright's `new_context`."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale=locale,
        reduced_motion="reduce",
        timezone_id="Europe/Paris",
        **more,
    )
    context.set_default_timeout(10_000)
    found = Visit(context, context.new_page(), url)
    found.watch(found.page)
    return found


def assert_no_barriers(page: Page) -> None:
    """axe-core finds nothing against WCAG 2.2 AA or its best practice, in light and in dark."""
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = [f"{scheme}: {line}" for line in _barriers(page)]
        assert not found, "\n".join([f"{page.url} has barriers", *found])
    page.emulate_media(color_scheme="dark" if is_dark else "light")


def _barriers(page: Page) -> Iterator[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))  # not as a script tag: the page's own policy refuses that
    result = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", STANDARDS)
    for violation in result["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}\n    {node['failureSummary']}"


def assert_fits(page: Page) -> None:
    """The page does not scroll sideways."""
    wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room, f"{page.url} is {wide} px wide in {room}"


def picture(page: Page, name: str) -> Path:
    """A picture of the whole page as `tests/output/<name>.png`."""
    file = OUTPUT / f"{name}.png"
    page.screenshot(path=file, full_page=True)
    return file
