"""An upload that cannot go on says so in a sentence, leaves what was typed alone, and can be tried again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import People
from tests.journeys.test_ticket_files import LOG, fresh, sent

SLOW = 30_000


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "trace.log"
    file.write_bytes(LOG)
    return file


def row_of(page: Page):  # type: ignore[no-untyped-def]
    return page.locator("[data-file]")


def test_what_the_server_refuses_again_and_again_ends_with_its_sentence(be: People, log: Path) -> None:
    alice = be("alice")
    page, asked = fresh(alice), []

    def refuse(route: Route) -> None:
        if route.request.method == "PATCH":
            asked.append(route.request.method)
            route.fulfill(status=409, content_type="application/json", body=json.dumps({"description": "Not now."}))
        else:
            route.continue_()

    page.clock.install()  # pauses between tries pass at once
    page.route("**/uploads/*", refuse)
    page.set_input_files("#f-file", log)
    for _ in range(30):
        page.clock.run_for(20_000)
        if "Not now." in (row_of(page).text_content() or ""):
            break
    expect(row_of(page)).to_contain_text("Not now.", timeout=SLOW)
    assert 1 < len(asked) <= 5
    assert page.input_value("#f-body") == "Since this morning."
    page.unroute("**/uploads/*")
    row_of(page).get_by_role("button", name="Try again").click()
    page.clock.resume()
    expect(page.locator("input[name=upload]")).to_have_count(1, timeout=SLOW)
    expect(row_of(page)).not_to_contain_text("Not now.")
    sent(page)


def test_a_file_that_changed_on_the_disk_is_said_and_not_tried_for_ever(be: People, log: Path) -> None:
    alice = be("alice")
    page = fresh(alice)

    def change(route: Route) -> None:
        log.write_bytes(b"another content")
        route.continue_()

    page.route("**/uploads/", change)
    page.set_input_files("#f-file", log)
    expect(row_of(page)).to_contain_text("The file was changed or moved since it was chosen", timeout=SLOW)
    expect(row_of(page).get_by_role("button", name="Try again")).to_have_count(0)


def test_a_session_that_ended_is_said_and_the_upload_goes_on_after_signing_in(be: People, log: Path) -> None:
    alice = be("alice")
    page = fresh(alice)
    cookies = alice.context.cookies()
    alice.context.clear_cookies()
    page.set_input_files("#f-file", log)
    expect(row_of(page)).to_contain_text("You are no longer signed in.", timeout=SLOW)
    assert page.url.endswith("/tickets/new") and page.input_value("#f-body") == "Since this morning."
    alice.context.add_cookies(cookies)  # type: ignore[arg-type]
    row_of(page).get_by_role("button", name="Try again").click()
    expect(page.locator("input[name=upload]")).to_have_count(1, timeout=SLOW)
    sent(page)


def test_a_refusal_whose_answer_was_lost_is_asked_for(be: People, tmp_path: Path) -> None:
    """The part arrived and was refused; the answer did not come: the next question brings the sentence."""
    alice = be("alice")
    page, lost = fresh(alice), []
    program = tmp_path / "photo.png"
    program.write_bytes(b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(200))

    def lose(route: Route) -> None:
        if route.request.method == "PATCH" and not lost:
            lost.append(route.fetch().status)
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/uploads/*", lose)
    page.set_input_files("#f-file", program)
    expect(row_of(page)).to_contain_text("Programs, scripts and installers are not taken", timeout=SLOW)
    expect(row_of(page).get_by_role("button", name="Try again")).to_have_count(0)
    assert lost == [415]
    alice.problems.clear()  # the console tells of the lost line
