"""What readers find and read: found once published, a long article on a phone, code that is copied."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, Visit, assert_fits, assert_no_barriers
from tests.journeys.conftest import People

TITLE = "Zeppelin hangars and how to book one"
LONG = "Set up SPF, DKIM and DMARC"  # tables, code, many headings
CODE = "Send by API"
CHANNELS = "Which support channel"  # a picture, live blocks


def read(visit: Visit, title: str, language: str = "en") -> Page:
    """The article whose English title begins so, in that language."""
    link = visit.goto("/en/articles/").get_by_role("link", name=re.compile(f"^{title}")).first
    return visit.goto((link.get_attribute("href") or "").replace("/en/", f"/{language}/", 1).partition("-")[0])


def write_article(lin: Visit) -> Page:
    """Written and published in the workspace, for everybody."""
    page = lin.goto("/workspace/articles/new")
    page.fill("#f-title", TITLE)
    page.get_by_role("button", name="Begin this article").click()
    page.wait_for_url(re.compile(r"/workspace/articles/\d+/"))
    page.fill("#f-body", "Book a hangar a week ahead.")
    page.keyboard.press("Control+s")
    page.wait_for_url("**done=saved")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**done=published")
    return page


def test_what_is_published_is_found_by_the_next_keystroke_and_gone_by_the_next_once_restricted(be: People) -> None:
    visitor, lin = be(), be("lin")
    page, box = visitor.goto("/en/"), visitor.page.locator("#q")
    found = page.locator("#suggestions a", has_text=TITLE)
    box.press_sequentially("zeppelin han")
    expect(page.locator("[data-search-results]")).not_to_be_empty()
    expect(found).to_have_count(0)

    desk = write_article(lin)
    page.keyboard.type("g")
    expect(found).to_be_visible()
    address = found.get_attribute("href") or ""

    desk.get_by_role("radio", name="Signed-in customers").check()
    desk.get_by_role("button", name="Save place and readers").click()
    desk.wait_for_url("**done=**")
    page.keyboard.type("a")
    expect(found).to_have_count(0)
    expect(page.locator("[data-search-results]")).not_to_be_empty()

    visitor.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    assert_no_barriers(page)
    page.locator("main").get_by_role("link", name="Sign in").click()
    page.wait_for_url(f"**/en/sign-in?next={address}")


@pytest.mark.parametrize(("title", "language"), [(LONG, "en"), (CHANNELS, "de"), (CODE, "fr")])
def test_a_long_article_is_read_on_a_phone_without_scrolling_sideways(be: People, title: str, language: str) -> None:
    page = read(be(size=PHONE, has_touch=True), title, language)
    assert_fits(page)
    expect(page.locator(".crumbs li:visible")).to_have_count(1)
    page.locator(".article__contents summary").tap()
    last = page.locator(".article__contents a").last
    last.tap()
    expect(page.locator(f"[id='{(last.get_attribute('href') or '#')[1:]}']")).to_be_in_viewport()
    assert_fits(page)


def test_contents_and_the_question_whether_it_helped_are_reached_by_keys_alone(be: People) -> None:
    page = read(be(size=PHONE), LONG)
    page.locator(".article__contents summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".article__contents a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#"))
    page.get_by_role("button", name="Not yet").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio").first).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_contain_text("Thank you")
    assert_no_barriers(page)


def test_without_storage_no_and_why_carry_the_same_name_of_the_visit(be: People) -> None:
    visit = be()
    visit.context.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('no') }})")
    page = read(visit, CODE)
    names: list[str] = []
    page.on("request", lambda request: names.append(request.post_data or "") if "/answers" in request.url else None)
    page.get_by_role("button", name="Not yet").click()
    field = page.locator("#answer .solved__why input[name=visit]")
    expect(field).to_have_value(re.compile("."))
    name = field.input_value()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Send this to the editors").click()
    expect(page.locator("#answer")).to_contain_text("Thank you")
    assert f"visit={name}" in names[-1]


def test_code_is_copied_and_says_so(be: People) -> None:
    visit = be(permissions=["clipboard-read", "clipboard-write"])
    page = read(visit, CODE, "fr")
    button = page.locator(".code__copy").first
    expect(button).to_have_text("Copier")
    code = page.locator("article pre").first.inner_text().rstrip("\n")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Copié")
    expect(page.get_by_role("status").filter(has_text="Copié")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == code
    assert_no_barriers(page)


def test_code_that_does_not_fit_gets_the_room_of_the_column_beside_it_once_that_has_ended(be: People) -> None:
    page = read(be(), CODE)
    article, side = page.locator("article").bounding_box(), page.locator(".article__side").bounding_box()
    assert article and side
    wide = page.locator(".code.is-wide").first
    box = wide.bounding_box()
    assert box
    assert box["y"] > side["y"] + side["height"]
    assert box["x"] + box["width"] == pytest.approx(side["x"] + side["width"], abs=1)
    assert_fits(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    expect(page.locator(".is-wide")).to_have_count(0)
    assert_fits(page)


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_names_of_channels_are_whole_in_the_card_beside_an_article(be: People, language: str) -> None:
    page = be().goto(f"/{language}/articles/1")
    for name in page.locator(".board--small li b").all():
        assert name.evaluate("e => e.getClientRects().length") == 1
    gap = page.locator(".board--small").evaluate(
        "card => card.querySelector('ul').getBoundingClientRect().top"
        " - card.querySelector('h2').getBoundingClientRect().bottom"
    )
    assert gap >= 8


@pytest.mark.parametrize("width", [320, 390, 800])
def test_languages_of_an_article_fill_their_rows_on_narrow_screens(be: People, width: int) -> None:
    page = be(size=(width, 844)).goto("/de/articles/1")
    areas = "[...nav.children].map(one => one.getBoundingClientRect()).map(one => one.width * one.height)"
    filled = f"{areas}.reduce((sum, one) => sum + one, 0)"
    for count in (4, 3):
        share = page.locator(".langs").evaluate(f"nav => {filled} / (nav.clientWidth * nav.clientHeight)")
        assert share > 0.9, f"{count} at {width}"
        page.locator(".langs").evaluate("nav => nav.lastElementChild.remove()")
