"""Beside the form of a new ticket in a real browser: an article read there, an undo, words that go elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESK, PHONE, Visit, assert_fits, assert_no_barriers
from tests.journeys.conftest import People

SUBJECT = "DKIM fails for our domain"
BODY = "Gmail says that the DKIM signature of our domain is not valid. What do we publish?"


@pytest.fixture
def writer(be: People) -> Iterator[People]:
    """As `be`; at the end no draft of theirs is left for another journey on the same server."""
    visits: list[Visit] = []

    def start(name: str | None = None, **options: Any) -> Visit:
        visits.append(be(name, **options))
        return visits[-1]

    yield start
    for visit in visits:
        page = visit.goto("/en/tickets/new")
        with page.expect_response(re.compile("/drafts/ticket$"), timeout=30_000):
            for words in ("x", ""):  # an empty field that is emptied says nothing
                page.fill("#f-subject", words)
            page.fill("#f-body", "")


def write(visit: Visit, subject: str = SUBJECT, body: str = BODY) -> Page:
    """Type into the form and stop: what stands beside it is there."""
    page = visit.goto("/en/tickets/new")
    expect(page.locator("[data-beside-status]")).to_be_attached()
    page.select_option("#f-topic", "deliverability")
    page.fill("#f-subject", subject)
    page.fill("#f-body", body)
    expect(page.locator("[data-beside-status]")).to_contain_text("may answer")
    return page


def open_first(page: Page) -> None:
    """By the keyboard alone, wherever the list stands."""
    fold = page.locator("[data-beside-fold]")
    if fold.is_visible():
        fold.focus()
        page.keyboard.press("Enter")
    page.locator("[data-read]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reader-title")).to_be_focused()


def words_of(page: Page) -> tuple[str, str]:
    return page.input_value("#f-subject"), page.input_value("#f-body")


def box(page: Page, name: str) -> dict[str, float]:
    found: dict[str, Any] | None = page.get_by_role("button", name=name).bounding_box()
    assert found
    return found


def is_uncovered(page: Page, name: str) -> bool:
    button = page.get_by_role("button", name=name)
    button.scroll_into_view_if_needed()
    return bool(
        button.evaluate(
            """one => {
                const { left, top, width, height } = one.getBoundingClientRect();
                return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
            }"""
        )
    )


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_an_article_is_read_beside_the_form_by_the_keyboard(writer: People, size: tuple[int, int]) -> None:
    page = write(writer("bob", size=size))
    assert_no_barriers(page)
    open_first(page)
    assert words_of(page) == (SUBJECT, BODY)
    assert_fits(page)
    assert_no_barriers(page)
    assert is_uncovered(page, "Open this support ticket")
    page.locator("#reader-title").focus()
    page.keyboard.press("Escape")
    expect(page.locator("[data-reader]")).not_to_be_visible()
    expect(page.locator("[data-read]").first).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="No, go on writing").press("Enter")
    expect(page.locator("#f-body")).to_be_focused()
    page.keyboard.type(" Thanks.")
    assert words_of(page)[1].count("Thanks.") == 1


def test_on_a_phone_no_button_moves_when_something_is_found(writer: People) -> None:
    page = writer("bob", size=PHONE).goto("/en/tickets/new")
    page.locator("[data-beside-fold]").wait_for()
    page.select_option("#f-topic", "sending")
    page.fill("#f-subject", "DKIM")
    page.get_by_role("button", name="Open this support ticket").scroll_into_view_if_needed()
    before = box(page, "Open this support ticket")
    page.evaluate("document.getElementById('f-body').value = 'Which record of DKIM do we publish?'")
    page.locator("#f-body").dispatch_event("input")
    expect(page.locator("[data-beside-status]")).to_contain_text("may answer")
    after = box(page, "Open this support ticket")
    assert max(abs(after[side] - before[side]) for side in before) < 2  # browsers round by a pixel


def test_what_an_article_solved_is_put_aside_and_can_be_brought_back(writer: People) -> None:
    visit = writer("mallory")
    page = write(visit)
    open_first(page)
    page.get_by_role("button", name="This solved it").press("Enter")
    expect(page.get_by_role("heading", name="Glad that helped")).to_be_visible()
    assert_no_barriers(page)
    address = page.url
    page.goto(f"{visit.url}/en/tickets/new")
    assert words_of(page) == ("", ""), "neither the server nor this tab keeps it in the form"
    page.goto(address)
    page.get_by_role("button", name="Bring my draft back").click()
    page.wait_for_url(re.compile(r"/en/tickets/new$"))
    assert words_of(page) == (SUBJECT, BODY)


def test_words_go_to_the_ticket_that_is_there_or_the_hint_goes_for_good(writer: People) -> None:
    visit = writer("frieda")
    page = visit.goto("/en/tickets/new")
    page.select_option("#f-topic", "account_unlock")
    page.fill("#f-subject", "Our account is locked after a warning mail")
    page.fill("#f-body", "Since noon our account is locked. The warning mail named a compromised password.")
    page.get_by_role("button", name="Open this support ticket").click()
    page.wait_for_url(re.compile(r"opened=1$"))
    found = re.search(r"/tickets/(\d+)/", page.url)
    assert found
    number = found[1]

    page = visit.goto("/en/tickets/new")
    page.fill("#f-subject", "Account locked: the warning mail")
    page.fill("#f-body", "The warning mail came again, and the account is still locked.")
    hint = page.locator(f"[data-beside-same='{number}']")
    expect(hint).to_contain_text("You have a ticket about this")
    with page.expect_response(re.compile("/drafts/ticket$")):
        page.get_by_role("button", name="It is something else").click()
    expect(hint).to_have_count(0)
    expect(page.locator("#f-body")).to_be_focused()
    page.reload()
    expect(page.locator("[data-beside-status]")).to_be_attached()
    with page.expect_response(re.compile("/parts/beside$")):
        page.fill("#f-subject", "Account locked again: the warning mail")
    expect(hint).to_have_count(0)
    page.get_by_role("button", name="Discard this draft").click()

    page.fill("#f-subject", "Account locked: the warning mail")
    page.fill("#f-body", "The warning mail came again, and the account is still locked.")
    page.get_by_role("button", name="Add to that ticket").click()
    page.wait_for_url(re.compile(rf"/tickets/{number}/#reply$"))
    expect(page.locator("#reply")).to_have_value(re.compile("The warning mail came again"))
    page.goto(f"{visit.url}/en/tickets/new")
    assert words_of(page) == ("", "")


def test_an_agent_sees_what_was_read_where_its_reader_lets_it(be: People) -> None:
    visit, ada = be("alice"), be("ada")
    page = visit.page
    page.clock.install()
    write(visit)
    open_first(page)
    title = page.locator("#reader-title").inner_text()
    page.clock.run_for(6_000)
    page.get_by_role("button", name="Back to the suggestions").click()
    told = page.get_by_role("checkbox", name="Let the agent see which help article I read here")
    expect(told).to_be_checked()
    page.fill("#f-field-sending_domain", "lenoir.example")
    page.get_by_role("button", name="Open this support ticket").click()
    page.wait_for_url(re.compile(r"opened=1$"))
    number = re.search(r"/tickets/(\d+)/", page.url)
    assert number
    desk = ada.goto(f"/workspace/tickets/{number[1]}/")
    panel = desk.locator("#side section[aria-labelledby=read]")
    expect(panel.get_by_role("link", name=title)).to_be_visible()
