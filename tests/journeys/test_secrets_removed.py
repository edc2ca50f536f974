"""Secrets in a file that somebody chooses: shown before it leaves the browser, removed, left in or kept back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, assert_fits, assert_no_barriers
from tests.journeys.conftest import People
from tests.journeys.test_ticket_files import fresh, sent
from tests.server import Running

ENTRY = {
    "request": {
        "method": "GET",
        "url": "https://app.larkmail.test/campaigns",
        "headers": [{"name": "Cookie", "value": "session=s3cr3t-of-alice; theme=dark"}],
    },
    "response": {"status": 200, "headers": []},
}
HAR = json.dumps({"log": {"version": "1.2", "entries": [ENTRY, ENTRY]}}, indent=2)
LOG = "10:00 start\r\n10:01 GET /api?token=abcd1234efgh5678 200\r\n10:02 end\r\n"


@pytest.fixture
def har(tmp_path: Path) -> Path:
    file = tmp_path / "campaigns.har"
    file.write_text(HAR, encoding="utf-8")
    return file


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "server.log"
    file.write_bytes(LOG.encode())
    return file


def dialog_of(page: Page) -> Page:
    expect(page.get_by_role("dialog", name="Remove secrets before sending?")).to_be_visible()
    return page


def choose(page: Page, words: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=words).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def stored(demo: Running) -> bytes:
    """All that the server has on its disk, in one: files, what is on its way, the database."""
    data = demo.output.with_suffix("")
    return b"\n".join(file.read_bytes() for file in data.rglob("*") if file.is_file())


def test_cookies_of_a_har_never_reach_the_server(be: People, demo: Running, har: Path) -> None:
    page = fresh(be("alice"))
    page.set_input_files("#f-file", har)
    dialog = dialog_of(page).get_by_role("dialog")
    expect(dialog).to_contain_text("2 cookies")
    expect(dialog).to_contain_text("session=••••")
    expect(dialog).to_contain_text("GET https://app.larkmail.test/campaigns")
    expect(dialog).not_to_contain_text("s3cr3t")
    assert_no_barriers(page)
    choose(page, "Remove them and send")
    expect(page.locator("[data-file]")).to_contain_text("secrets removed")
    number = sent(page)
    expect(page.locator("#conversation .files__item")).to_contain_text("Removed before sending: 2 cookies")
    with page.expect_download() as saving:
        page.get_by_role("link", name="campaigns.har").click()
    kept = Path(saving.value.path()).read_text(encoding="utf-8")
    assert [entry["request"]["url"] for entry in json.loads(kept)["log"]["entries"]] == [ENTRY["request"]["url"]] * 2  # type: ignore[index]
    assert "session=[removed: cookie]; theme=[removed: cookie]" in kept
    assert b"s3cr3t-of-alice" not in stored(demo) and b"session=[removed: cookie]" in stored(demo)
    desk = be("ada").goto(f"/workspace/tickets/{number}/")
    expect(desk.locator("#timeline")).to_contain_text("Removed in the browser before it was sent: 2 cookies")


def test_an_agent_is_warned_of_a_file_sent_as_it_is(be: People, log: Path) -> None:
    page = fresh(be("alice", size=PHONE, scheme="dark"))
    page.set_input_files("#f-file", log)
    dialog_of(page)
    assert_fits(page)
    assert_no_barriers(page)
    choose(page, "Send it as it is")
    expect(page.locator("input[name=upload]")).to_have_count(1)
    number = sent(page)
    desk = be("ada").goto(f"/workspace/tickets/{number}/")
    expect(desk.locator("#timeline")).to_contain_text("Still in this file: 1 token. Do not forward it.")
    assert_no_barriers(desk)
    with desk.expect_download() as saving:
        desk.get_by_role("link", name="server.log").click()
    assert Path(saving.value.path()).read_bytes() == LOG.encode()


@pytest.mark.parametrize("key", ["", "Escape"])
def test_a_file_is_kept_back(be: People, log: Path, har: Path, key: str) -> None:
    """With the button or with Escape: it is not sent, and neither is the form that was to wait for it."""
    page = fresh(be("alice"))
    page.set_input_files("#f-file", [log, har])
    dialog = dialog_of(page).get_by_role("dialog")
    expect(dialog).to_contain_text("server.log")
    expect(dialog).to_contain_text("campaigns.har")
    expect(dialog.get_by_role("heading")).to_be_focused()
    if key:
        page.keyboard.press(key)
    else:
        choose(page, "Do not send these files")
    expect(page.locator("[data-file]")).to_have_count(0)
    expect(page.locator("[data-files-say]")).to_contain_text("Not sent: ")
    assert page.locator("#f-body").input_value() == "Since this morning."
    sent(page)
    expect(page.locator("#conversation .files__item")).to_have_count(0)


def test_typing_goes_on_beside_a_file_without_secrets(be: People, tmp_path: Path) -> None:
    page = fresh(be("alice"))
    file = tmp_path / "calm.log"
    file.write_bytes(b"GET /campaigns 200 0.03\n" * 500_000)
    page.set_input_files("#f-file", file)
    page.focus("#f-body")
    page.keyboard.type(" And today.")
    expect(page.locator("input[name=upload]")).to_have_count(1, timeout=30_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#f-body")).to_be_focused()


def test_the_dialog_speaks_german(be: People, log: Path) -> None:
    alice = be("alice", locale="de-DE", size=PHONE)
    fresh(alice)
    page = alice.goto("/de/tickets/new")
    page.set_input_files("#f-file", log)
    expect(page.get_by_role("dialog")).to_contain_text("1 Token")
    expect(page.get_by_role("dialog")).to_contain_text("Zeile 2")
    assert_fits(page)
    assert_no_barriers(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_without_workers_the_page_looks_itself(be: People, log: Path) -> None:
    alice = be("alice")
    alice.page.add_init_script("delete window.Worker")
    page = fresh(alice)
    page.set_input_files("#f-file", log)
    dialog_of(page)
    choose(page, "Remove them and send")
    expect(page.locator("input[name=upload]")).to_have_count(1)


def test_a_browser_that_cannot_look_sends_the_file_and_the_hint_stays(be: People, log: Path) -> None:
    alice = be("alice")
    page = fresh(alice)
    page.route(re.compile(r"/secrets_check\.js"), lambda route: route.abort())
    page.set_input_files("#f-file", log)
    expect(page.locator("input[name=upload]")).to_have_count(1)
    expect(page.locator("#f-file-hint")).to_contain_text("Remove passwords, keys and card numbers")
    alice.problems.clear()  # the console tells of the script that did not come
