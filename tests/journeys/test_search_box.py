"""The search while one types: a combobox whose rows are chosen by hand, and Enter that always leads to the results."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import PHONE, assert_fits, assert_no_barriers
from tests.journeys.conftest import People

BOX = "#q"
ROWS = "#suggestions [role=option]"
CHOSEN = f"{ROWS}[aria-selected=true]"
SUGGESTIONS = "**/search/suggestions?q=*"


def words_of(route: Route) -> str:
    return parse_qs(urlsplit(route.request.url).query)["q"][0]


def stop_clock(page: Page) -> None:
    """From now on its time goes only where the test moves it: a slow machine makes no pauses of its own."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)


def typed(page: Page, words: str) -> None:
    """Type, and wait for the list of these words."""
    page.locator(BOX).press_sequentially(words)
    expect(page.locator("#suggestion-all")).to_contain_text(f"“{words}”")


def answer_by_hand(page: Page) -> tuple[list[str], Callable[[str], None]]:
    """Answers to suggestions wait until they are let go; what was asked so far, and the way to let one go."""
    asked: list[str] = []
    waiting: dict[str, Route] = {}

    def keep(route: Route) -> None:
        asked.append(words_of(route))
        waiting[words_of(route)] = route

    def let_go(words: str) -> None:
        for _ in range(500):  # turns of the browser's events, until it has asked
            if words in waiting:
                return waiting.pop(words).continue_()
            page.evaluate("0")
        raise AssertionError(f"nobody asked for {words}: {asked}")

    page.route(SUGGESTIONS, keep)
    return asked, let_go


@pytest.mark.parametrize("is_quick", [True, False], ids=["at once", "when the list stands"])
def test_enter_leads_to_the_results_however_quickly_it_is_pressed(be: People, is_quick: bool) -> None:
    page = be().goto("/en/")
    if is_quick:
        page.locator(BOX).press_sequentially("refund")
    else:
        typed(page, "refund")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?q=refund")
    expect(page.get_by_role("link", name="Open a ticket")).to_be_visible()


def test_rows_are_chosen_by_arrow_keys_and_the_box_lies_between_the_last_and_the_first(be: People) -> None:
    page = be().goto("/en/")
    typed(page, "refund")
    box = page.locator(BOX)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(page.locator(CHOSEN)).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-1")
    expect(page.locator(CHOSEN)).to_have_id("suggestion-1")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(CHOSEN)).to_have_count(0)
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("ArrowUp")
    expect(page.locator(CHOSEN)).to_have_id("suggestion-all")
    page.keyboard.press("ArrowDown")
    expect(page.locator(CHOSEN)).to_have_count(0)
    assert_no_barriers(page)


def test_enter_opens_the_row_that_was_chosen(be: People) -> None:
    page = be().goto("/en/")
    typed(page, "refund")
    page.keyboard.press("ArrowDown")
    title = page.locator(f"{CHOSEN} b").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/articles/*")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_the_last_row_leads_to_all_results(be: People) -> None:
    page = be().goto("/en/")
    typed(page, "refund")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?q=refund")


@pytest.mark.parametrize("key", ["s", "Backspace", "ArrowLeft", "Home"])
def test_back_in_the_text_no_row_is_chosen(be: People, key: str) -> None:
    page = be().goto("/en/")
    typed(page, "refund")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(key)
    expect(page.locator(CHOSEN)).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?q=refun*")


def test_escape_closes_the_list_then_empties_the_box_and_arrow_down_brings_it_back(be: People) -> None:
    page = be().goto("/en/")
    typed(page, "refund")
    page.keyboard.press("Escape")
    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator(BOX)).to_have_attribute("aria-expanded", "false")
    expect(page.locator(BOX)).to_have_value("refund")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#suggestion-1")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_have_value("")


def test_nothing_is_asked_before_a_pause(be: People) -> None:
    page = be().goto("/en/")
    stop_clock(page)
    asked, _let_go = answer_by_hand(page)
    page.locator(BOX).press_sequentially("refund")
    page.clock.run_for(140)
    assert asked == []
    with page.expect_request(SUGGESTIONS) as request:
        page.clock.run_for(20)
    assert request.value.url.endswith("q=refund")


def test_a_late_answer_never_replaces_a_newer_one(be: People) -> None:
    page = be().goto("/en/")
    typed(page, "refund")
    asked, let_go = answer_by_hand(page)
    with page.expect_request(SUGGESTIONS):
        page.keyboard.type("s")
    with page.expect_request(SUGGESTIONS):
        page.keyboard.insert_text(" plan")  # at once: a slow machine pauses between letters long enough to ask
    let_go("refunds plan")
    expect(page.locator("#suggestion-all")).to_contain_text("“refunds plan”")
    let_go("refunds")
    assert asked == ["refunds", "refunds plan"]
    page.keyboard.press("ArrowDown")
    expect(page.locator(CHOSEN)).to_have_id("suggestion-1")
    expect(page.locator("#suggestion-all")).to_contain_text("“refunds plan”")


def test_typing_back_to_what_is_shown_drops_the_answer_that_is_under_way(be: People) -> None:
    page = be().goto("/en/")
    typed(page, "refund")
    stop_clock(page)
    _asked, let_go = answer_by_hand(page)
    with page.expect_request(SUGGESTIONS):
        page.keyboard.type("s")
        page.clock.run_for(200)
    page.keyboard.press("Backspace")
    page.clock.run_for(200)
    let_go("refunds")
    page.clock.run_for(200)
    expect(page.locator("#suggestion-all")).to_contain_text("“refund”")


def test_on_a_phone_the_list_fits_and_is_tapped(be: People) -> None:
    page = be(size=PHONE, has_touch=True).goto("/de/")
    typed_words = "rechnung"
    page.locator(BOX).press_sequentially(typed_words)
    expect(page.locator("#suggestion-all")).to_contain_text(typed_words)
    assert_fits(page)
    page.locator("#suggestion-1").tap()
    page.wait_for_url("**/de/articles/*")


def test_what_one_may_ask_is_not_cut_off_in_the_box(be: People) -> None:
    for language in ("en", "fr", "de", "es"):
        page = be(size=(360, 740)).goto(f"/{language}/")
        needs, room = page.locator(BOX).evaluate(
            "box => { const style = getComputedStyle(box), at = document.createElement('canvas').getContext('2d');"
            " at.font = style.font; const cross = getComputedStyle(box, '::-webkit-search-cancel-button');"
            " return [at.measureText(box.placeholder).width, box.clientWidth - 2 * parseFloat(style.paddingLeft)"
            " - (cross.display === 'none' ? 0 : 32)]; }"
        )
        assert needs <= room, f"{language} needs {needs} of {room}"
