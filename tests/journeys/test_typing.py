"""What a customer types is never lost, and never sent twice, whatever the line and the session do meanwhile."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect

from tests.browser import Visit
from tests.journeys.conftest import People

TEXT = "Since this morning nothing has left the queue."
KEPT = "JSON.stringify(sessionStorage)"


def open_form(visit: Visit) -> Page:
    page = visit.goto("/en/tickets/new")
    page.select_option("#f-topic", "sending")
    page.fill("#f-subject", "Typed and not lost")
    page.fill("#f-body", TEXT)
    return page


def count_of(visit: Visit, subject: str) -> int:
    return visit.goto("/en/tickets/").get_by_role("link", name=subject, exact=True).count()


def assert_typed(page: Page) -> None:
    expect(page.locator("#f-subject")).to_have_value("Typed and not lost")
    expect(page.locator("#f-body")).to_have_value(TEXT)
    expect(page.locator("#f-topic")).to_have_value("sending")


def test_text_outlives_a_session_that_ended_while_it_was_written(be: People) -> None:
    visit = be("mallory")
    visit.page.clock.install()  # no draft is saved: the text is in this browser alone
    page = open_form(visit)
    visit.context.clear_cookies()
    page.get_by_role("button", name="Open this support ticket").click()
    page.wait_for_url("**/en/sign-in?next=/en/tickets/new")
    visit.goto("/demo/as/mallory")
    assert_typed(visit.goto("/en/tickets/new"))


def test_a_reply_outlives_a_session_that_ended_while_it_was_written(be: People) -> None:
    visit = be("mallory")
    visit.page.clock.install()
    page = visit.page
    page.locator(".ticket__title").first.click()
    page.wait_for_url(re.compile(r"/tickets/\d+/$"))
    address = page.url.removeprefix(visit.url)
    page.fill("#reply", TEXT)
    visit.context.clear_cookies()
    page.get_by_role("button", name="Send reply").click()
    page.wait_for_url(f"**/en/sign-in?next={address}")
    visit.goto("/demo/as/mallory")
    expect(visit.goto(address).locator("#reply")).to_have_value(TEXT)


def test_a_ticket_whose_answer_was_lost_is_sent_again_and_kept_once(be: People) -> None:
    visit = be("mallory")
    page = open_form(visit)
    page.fill("#f-subject", "Lost on the way back")

    def lose_the_answer(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        route.fetch(max_redirects=0)
        return route.abort("connectionreset")

    page.route("**/en/tickets/new", lose_the_answer)
    page.get_by_role("button", name="Open this support ticket").click()
    page.wait_for_url("chrome-error://**")
    page.unroute("**/en/tickets/new")
    visit.goto("/en/tickets/new")
    expect(page.locator("#f-subject")).to_have_value("Lost on the way back")
    page.get_by_role("button", name="Open this support ticket").click()
    page.wait_for_url("**/?opened=1")
    assert count_of(visit, "Lost on the way back") == 1


def test_two_tabs_with_the_same_draft_open_two_tickets(be: People) -> None:
    visit = be("mallory")
    page = open_form(visit)
    expect(page.locator("[data-draft]")).to_contain_text("Draft saved")
    other = visit.new_tab()
    other.goto(f"{visit.url}/en/tickets/new")
    assert_typed(other)
    for tab, subject in ((page, "From the first tab"), (other, "From the second tab")):
        tab.fill("#f-subject", subject)
        tab.get_by_role("button", name="Open this support ticket").click()
        tab.wait_for_url("**/?opened=1")
    assert count_of(visit, "From the first tab") == count_of(visit, "From the second tab") == 1


def test_enter_in_the_subject_sends_and_discards_nothing(be: People) -> None:
    visit = be("mallory")
    page = open_form(visit)
    page.fill("#f-subject", "Sent by the Enter key")
    expect(page.locator("[data-draft]")).to_contain_text("Draft saved")
    page.reload()
    expect(page.get_by_role("button", name="Discard this draft")).to_be_visible()
    page.focus("#f-subject")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?opened=1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sent by the Enter key")


def test_a_discarded_draft_does_not_come_back(be: People) -> None:
    visit = be("mallory")
    page = open_form(visit)
    expect(page.locator("[data-draft]")).to_contain_text("Draft saved")
    page.reload()
    page.get_by_role("button", name="Discard this draft").click()
    expect(page.get_by_role("button", name="Discard this draft")).to_have_count(0)
    expect(page.locator("#f-body")).to_have_value("")
    page.reload()
    expect(page.locator("#f-body")).to_have_value("")


def test_a_ticket_is_opened_answered_and_solved_by_keyboard_alone(be: People) -> None:
    visit = be("mallory")
    page = visit.goto("/en/")
    tab_to(page, "Open a ticket")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tickets/new")
    tab_to(page, "What is it about?")
    page.keyboard.type("Sending")
    expect(page.locator("#f-field-campaign")).to_be_visible()
    tab_to(page, "Campaign (optional)")
    tab_to(page, "Subject")
    page.keyboard.type("By keyboard alone")
    tab_to(page, "What happened, or what do you need?")
    page.keyboard.type(TEXT)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/?opened=1")
    tab_to(page, "Your reply")
    page.keyboard.type("One more thing.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/#message-*")
    expect(page.locator("#conversation")).to_contain_text("One more thing.")
    tab_to(page, "Mark as solved")
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_contain_text("Solved")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element of that label or text has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        named = "e => e.labels?.[0]?.textContent ?? e.textContent"
        if page.evaluate(f"({named})(document.activeElement)").strip() == name:
            return
    raise AssertionError(f"Tab never reached {name}")


def test_what_one_person_typed_is_never_shown_to_the_next_in_the_same_tab(be: People) -> None:
    visit = be("mallory")
    visit.page.clock.install()  # no draft is saved: the text is in this browser alone
    page = open_form(visit)
    assert TEXT in page.evaluate(KEPT)
    visit.goto("/demo/as/bob")
    page = visit.goto("/en/tickets/new")
    expect(page.locator("#f-subject")).to_have_value("")
    expect(page.locator("#f-body")).to_have_value("")
    assert TEXT not in page.evaluate(KEPT)


def test_signing_out_leaves_nothing_typed_in_the_tab(be: People) -> None:
    visit = be("mallory")
    visit.page.clock.install()
    page = open_form(visit)
    assert TEXT in page.evaluate(KEPT)
    page.locator("details.menu summary").last.click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/en/**")
    assert TEXT not in page.evaluate(KEPT)
