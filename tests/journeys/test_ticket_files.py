"""Files of a ticket in a real browser: chosen and pasted; over a lost line; on another device; read by an agent."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from pindesk.files.tests.pictures import a_picture
from tests.browser import PHONE, Visit
from tests.journeys.conftest import People

LOG = b"GET /campaigns 200 0.03\n" * 120_000  # 2.9 MB: three parts


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "trace.log"
    file.write_bytes(LOG)
    return file


def begin(visit: Visit) -> Page:
    page = visit.goto("/en/tickets/new")
    page.select_option("#f-topic", "sending")
    page.fill("#f-subject", "Reminders leave twice")
    page.fill("#f-body", "Since this morning.")
    return page


def fresh(visit: Visit) -> Page:
    """The same, without what an earlier journey on this server left in the draft."""
    page = visit.goto("/en/tickets/new")
    discard = page.get_by_role("button", name="Discard this draft")
    if discard.count():
        with page.expect_navigation():
            discard.click()
    return begin(visit)


def paste_picture(page: Page, field: str) -> None:
    """As a screenshot comes from the clipboard: a file called image.png, without words."""
    page.evaluate(
        """([id, body]) => {
            const bytes = Uint8Array.from(atob(body), letter => letter.charCodeAt(0));
            const clipboardData = new DataTransfer();
            clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
            const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
            document.getElementById(id).dispatchEvent(paste);
        }""",
        [field, base64.b64encode(a_picture(size=(400, 240))).decode()],
    )


def sent(page: Page) -> str:
    """Open the ticket; its number."""
    page.get_by_role("button", name="Open this support ticket").click()
    page.wait_for_url(re.compile(r"/tickets/\d+/\?opened=1$"))
    found = re.search(r"/tickets/(\d+)/", page.url)
    assert found
    return found[1]


def test_files_go_ahead_and_an_agent_reads_them(be: People, log: Path) -> None:
    alice, ada = be("alice", size=PHONE), be("ada")
    page = fresh(alice)
    page.set_input_files("#f-file", log)
    paste_picture(page, "f-body")
    rows = page.locator("[data-files-list] [data-file]")
    expect(rows).to_have_count(2)
    expect(page.locator("input[name=upload]")).to_have_count(2, timeout=20_000)
    number = sent(page)
    files = page.locator("#conversation .files__item")
    expect(files).to_have_count(1)
    expect(files).to_contain_text("trace.log")
    expect(page.locator("#conversation").get_by_role("img", name="screenshot")).to_have_count(1)
    desk = ada.goto(f"/workspace/tickets/{number}/")
    picture = desk.locator("#timeline").get_by_role("img", name="screenshot")
    picture.scroll_into_view_if_needed()
    desk.wait_for_function("one => one.complete && one.naturalWidth > 0", arg=picture.element_handle())
    with desk.expect_download() as saving:
        desk.get_by_role("link", name="trace.log").click()
    assert Path(saving.value.path()).read_bytes() == LOG


def test_a_lost_line_goes_on_where_it_broke_off(be: People, log: Path) -> None:
    alice = be("alice")
    page, lost = fresh(alice), []

    def lose_one(route: Route) -> None:
        if route.request.method == "PATCH" and route.request.headers["upload-offset"] != "0" and not lost:
            lost.append(route.request.headers["upload-offset"])
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*", lose_one)
    page.set_input_files("#f-file", log)
    expect(page.locator("input[name=upload]")).to_have_count(1, timeout=20_000)
    assert lost
    alice.problems.clear()  # the console tells of the lost line
    number = sent(page)
    with page.expect_download() as saving:
        page.get_by_role("link", name="trace.log").click()
    assert Path(saving.value.path()).read_bytes() == LOG
    assert number


def test_a_draft_brings_its_files_to_another_device(be: People, log: Path) -> None:
    page = fresh(be("alice"))
    page.set_input_files("#f-file", log)
    expect(page.locator("input[name=upload]")).to_have_count(1, timeout=20_000)
    expect(page.locator("[data-draft]")).to_contain_text("Draft saved")
    other = be("alice", size=PHONE).goto("/en/tickets/new")
    expect(other.get_by_role("checkbox", name="trace.log")).to_be_checked()
    sent(other)
    expect(other.locator("#conversation .files__item")).to_have_count(1)


def test_a_form_waits_for_its_file_and_a_removed_one_stays_out(be: People, log: Path, tmp_path: Path) -> None:
    page = fresh(be("alice"))
    program = tmp_path / "setup.png"
    program.write_bytes(b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(200))
    page.set_input_files("#f-file", [program])
    row = page.locator("[data-files-list] [data-file]", has_text="setup.png")
    expect(row).to_contain_text("Programs, scripts and installers are not taken")
    row.get_by_role("button").click()
    expect(row).to_have_count(0)
    page.set_input_files("#f-file", log)
    page.get_by_role("button", name="Open this support ticket").click()  # at once: it is sent when the file is here
    page.wait_for_url(re.compile(r"/tickets/\d+/\?opened=1$"), timeout=20_000)
    expect(page.locator("#conversation .files__item")).to_have_count(1)


def test_without_a_script_a_file_comes_with_the_form(be: People, log: Path) -> None:
    page = begin(be("alice", java_script_enabled=False))
    page.set_input_files("#f-file", log)
    sent(page)
    with page.expect_download() as saving:
        page.get_by_role("link", name="trace.log").click()
    assert Path(saving.value.path()).read_bytes() == LOG
