"""A screenshot pasted while somebody writes: it stands in the text, and there it is shown to who reads it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import PHONE, assert_fits, assert_no_barriers
from tests.journeys.conftest import People
from tests.journeys.test_ticket_files import fresh, paste_picture, sent

MARK = re.compile(r"!\[(screenshot [\d.]+\.png)\]\n")


def mark_in(page: Page, field: str = "#f-body") -> str:
    expect(page.locator(field)).to_have_value(re.compile(MARK.pattern))
    found = MARK.search(page.locator(field).input_value())
    assert found
    return found[1]


def is_seen(page: Page, part: str, name: str) -> None:
    picture = page.locator(part).get_by_role("img", name=name)
    picture.scroll_into_view_if_needed()
    page.wait_for_function("one => one.complete && one.naturalWidth > 0", arg=picture.element_handle())


def test_a_screenshot_is_seen_where_it_was_pasted(be: People) -> None:
    page = fresh(be("alice", size=PHONE))
    page.focus("#f-body")
    page.keyboard.press("Control+End")
    paste_picture(page, "f-body")
    name = mark_in(page)
    page.keyboard.type("That is all.")
    expect(page.locator("input[name=upload]")).to_have_count(1)
    number = sent(page)
    is_seen(page, "#conversation", name)
    expect(page.locator("#conversation .files__item")).to_have_count(0)
    expect(page.locator("#conversation")).not_to_contain_text("![")
    assert_fits(page)
    assert_no_barriers(page)
    desk = be("ada").goto(f"/workspace/tickets/{number}/")
    is_seen(desk, "#timeline", name)
    paste_picture(desk, "reply")
    expect(desk.locator("input[name=upload]")).to_have_count(1)
    answered = mark_in(desk, "#reply")
    desk.get_by_role("button", name="Send, wait for customer").click()
    is_seen(desk, "#timeline", answered)
    page.reload()
    is_seen(page, "#conversation", answered)


def test_what_was_typed_can_be_taken_back_step_by_step(be: People) -> None:
    page = fresh(be("alice"))
    page.focus("#f-body")
    page.keyboard.press("Control+End")
    page.keyboard.type(" See:")
    paste_picture(page, "f-body")
    mark_in(page)
    page.keyboard.press("Control+z")
    expect(page.locator("#f-body")).to_have_value("Since this morning. See:")
    for _ in " See:":
        page.keyboard.press("Control+z")
        if page.input_value("#f-body") == "Since this morning.":
            return
    raise AssertionError(page.input_value("#f-body"))


def test_a_removed_picture_leaves_the_text_and_another_stays(be: People) -> None:
    page = fresh(be("alice"))
    page.fill("#f-body", "")
    for _ in range(2):
        paste_picture(page, "f-body")
    rows = page.locator("[data-file]")
    expect(rows).to_have_count(2)
    first, second = rows.locator("bdi").all_text_contents()
    assert first != second
    expect(page.locator("#f-body")).to_have_value(f"![{first}]\n![{second}]\n")
    rows.first.get_by_role("button", name="Remove").click()
    expect(page.locator("#f-body")).to_have_value(f"![{second}]\n")
    expect(page.locator("input[name=upload]")).to_have_count(1)
    expect(page.locator("[data-draft]")).to_contain_text("Draft saved")
    page.reload()
    expect(page.locator("#f-body")).to_have_value(f"![{second}]")
    page.get_by_role("checkbox", name=second).uncheck()
    expect(page.locator("#f-body")).to_have_value("")


def test_pasted_where_no_text_is_written_it_is_only_a_file(be: People) -> None:
    page = fresh(be("alice"))
    paste_picture(page, "f-subject")
    expect(page.locator("input[name=upload]")).to_have_count(1)
    expect(page.locator("#f-body")).to_have_value("Since this morning.")
    sent(page)
    expect(page.locator("#conversation .files__item img")).to_have_count(1)
