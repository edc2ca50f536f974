"""A ticket for two: copied, unread, answered by a colleague, solved, rated, and what the agent sees of it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser import PHONE, assert_no_barriers
from tests.journeys.conftest import People

SUBJECT = "The seed catalogue leaves twice"


def opened_for_two(page: Page) -> str:
    """Alice opens a ticket with a copy to Bob; its number."""
    page.select_option("#f-topic", "sending")
    page.fill("#f-subject", SUBJECT)
    page.fill("#f-body", "Each recipient gets it two times.")
    page.get_by_text("Copy to colleagues").click()
    page.get_by_label("Bob Garnier").check()
    page.get_by_role("button", name="Open this support ticket").click()
    page.wait_for_url(re.compile(r"\?opened=1$"))
    found = re.search(r"/tickets/(\d+)/", page.url)
    assert found
    return found[1]


def unread_in(page: Page) -> int:
    found = re.search(r"\d+", page.locator("#unread").inner_text())
    return int(found[0]) if found else 0


def is_live(page: Page) -> Page:
    expect(page.locator("html[data-live=on]")).to_be_attached()
    return page


def test_a_ticket_for_two_from_its_opening_to_its_rating(be: People) -> None:
    alice, bob, ada = be("alice"), be("bob"), be("ada")
    his_list = is_live(bob.goto("/en/tickets/"))
    had = unread_in(his_list)
    number = opened_for_two(alice.goto("/en/tickets/new"))
    row = his_list.locator(".ticket", has_text=SUBJECT)
    expect(row).to_have_attribute("data-unread", "")  # without a click: the open list hears of it
    expect(row).to_contain_text("asked by Alice Lenoir")
    expect(his_list.locator("#unread")).to_contain_text(str(had + 1))
    assert_no_barriers(his_list)

    her_list = is_live(alice.goto("/en/tickets/"))
    hers = unread_in(her_list)
    row.get_by_role("link").click()
    expect(bob.page.locator("#conversation")).to_contain_text("Alice Lenoir added you")
    assert unread_in(bob.page) == had
    assert_no_barriers(bob.page)
    bob.page.fill("#reply", "It does so for me, too.")
    bob.page.get_by_role("button", name="Send reply").click()
    new = her_list.locator(".ticket[data-unread]", has_text=SUBJECT)
    expect(new).to_contain_text("Bob Garnier")
    expect(her_list.locator("#unread")).to_contain_text(str(hers + 1))

    new.get_by_role("link").click()
    page = is_live(alice.page)
    is_live(bob.page)
    page.get_by_role("button", name="Mark as solved").click()
    expect(bob.page.locator("#state")).to_contain_text("Solved")
    expect(bob.page.get_by_text("Did we help you?")).to_have_count(0)
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.get_by_text("Thank you. Tell us what went wrong.")).to_be_visible()
    assert_no_barriers(page)
    page.fill("#rating-text", "Twice is once too often.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("You said that it did not help.")).to_be_visible()

    desk = ada.goto(f"/workspace/tickets/{number}/")
    expect(desk.locator("#side")).to_contain_text("Twice is once too often.")
    expect(desk.locator("#side")).to_contain_text("Bob Garnier")
    expect(desk.locator("#timeline")).to_contain_text("said that it did not help")
    assert_no_barriers(desk)


def test_what_comes_while_one_looks_is_read_and_other_tabs_count_anew(be: People) -> None:
    mallory, ada = be("mallory"), be("ada")
    page = mallory.goto("/en/tickets/new")
    page.select_option("#f-topic", "sending")
    page.fill("#f-subject", "Read at once")
    page.fill("#f-body", "Please answer.")
    page.get_by_role("button", name="Open this support ticket").click()
    page.wait_for_url(re.compile(r"\?opened=1$"))
    is_live(page)
    number = page.url.split("/tickets/")[1].split("/")[0]
    desk = ada.goto(f"/workspace/tickets/{number}/")
    desk.fill("#reply", "Here is the answer.")
    with page.expect_response(re.compile(r"/reading$")) as said:
        desk.get_by_role("button", name="Send, wait for customer").click()
    assert said.value.status == 204
    expect(page.locator("#conversation")).to_contain_text("Here is the answer.")
    expect(mallory.goto("/en/tickets/").locator(".ticket[data-unread]", has_text="Read at once")).to_have_count(0)


def test_the_list_is_searched_and_narrowed_without_a_mouse_and_on_a_phone(be: People) -> None:
    page = be("alice", size=PHONE).goto("/en/tickets/")
    page.get_by_label("Number or words").fill("DELIVRABILITE orange")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=DELIVRABILITE\+orange"))
    expect(page.locator(".ticket")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert_no_barriers(page)
    page.get_by_role("link", name="Waiting for you", exact=True).click()
    page.wait_for_url(re.compile(r"show=waiting.*q=DELIVRABILITE"))
    expect(page.locator(".ticket")).to_have_count(1)


def test_a_ticket_is_printed_without_what_is_pressed(be: People) -> None:
    page = be("alice", scheme="dark").goto("/en/tickets/")
    page.locator(".ticket a").first.click()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    for hidden in ("form.composer", "nav >> nth=0", "[data-print]", ".masthead__side"):
        expect(page.locator(hidden).first).to_be_hidden()
    for shown in ("h1", "#state", ".facts", "#conversation"):
        expect(page.locator(shown)).to_be_visible()
    ink = page.locator("h1").evaluate("node => getComputedStyle(node).color")
    assert max(int(part) for part in re.findall(r"\d+", ink)[:3]) < 100, "dark on white, whatever the screen is"
