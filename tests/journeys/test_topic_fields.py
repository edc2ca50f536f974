"""The form follows its topic: what was typed comes along, stays in sight, and is found again on another device."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE, assert_fits, assert_no_barriers
from tests.journeys.conftest import People

DOMAIN, BOUNCE, SINCE = "#f-field-sending_domain", "#f-field-bounce", "#f-field-since"


@pytest.fixture(autouse=True)
def no_drafts_left(be: People) -> Iterator[None]:
    """Other journeys on the same server begin with an empty form."""
    yield
    for name in ("alice", "mallory", "bob"):
        page = be(name).goto("/en/tickets/new")
        discard = page.get_by_role("button", name="Discard this draft")
        if discard.count():
            discard.click()
            expect(discard).to_have_count(0)


def choose(page: Page, topic: str, waits_for: str) -> None:
    page.select_option("#f-topic", topic)
    expect(page.locator(f"#about {waits_for}")).to_be_visible()


def rest(page: Page) -> list[str]:
    """The fields that were typed into for another topic, as far as they are seen."""
    fields = page.locator("[data-rest]:not([hidden]) [data-field]")
    return sorted(fields.evaluate_all("fields => fields.map(field => field.id)"))


def test_what_was_typed_follows_the_topic_forth_and_back(be: People) -> None:
    alice = be("alice")
    page = alice.goto("/en/tickets/new")
    choose(page, "deliverability", DOMAIN)
    page.fill(DOMAIN, "news.lenoir.example")
    page.fill(BOUNCE, "550 5.7.26\nunauthenticated")
    page.fill(SINCE, "2027-03-01")
    choose(page, "refund", "#f-field-reason")
    assert rest(page) == ["field-bounce", "field-sending_domain", "field-since"]
    page.select_option("#f-field-reason", "charged_twice")
    choose(page, "sending", "#f-field-campaign")
    expect(page.locator(f"#about {SINCE}")).to_have_value("2027-03-01")
    assert rest(page) == ["field-bounce", "field-reason", "field-sending_domain"]
    choose(page, "deliverability", DOMAIN)
    expect(page.locator(DOMAIN)).to_have_value("news.lenoir.example")
    expect(page.locator(BOUNCE)).to_have_value("550 5.7.26\nunauthenticated")
    assert rest(page) == ["field-reason"]
    assert_no_barriers(page)

    with page.expect_response(re.compile("/en/drafts/ticket$")):
        page.fill("#f-subject", "Spam at Gmail")
    other = be("alice", size=PHONE).goto("/en/tickets/new")
    expect(other.locator(DOMAIN)).to_have_value("news.lenoir.example")
    assert rest(other) == ["field-reason"]
    assert_fits(other)
    assert_no_barriers(other)

    page.fill("#f-body", "Since Monday.")
    page.get_by_role("button", name="Open this support ticket").click()
    page.wait_for_url(re.compile(r"/tickets/\d+/\?opened=1$"))
    expect(page.locator(".ticket-page__facts")).to_contain_text("news.lenoir.example")
    expect(page.locator("#conversation")).to_contain_text("Reason: Charged twice")
    assert_no_barriers(page)

    number = re.search(r"/tickets/(\d+)/", page.url)
    assert number
    desk = be("ada").goto(f"/workspace/tickets/{number[1]}/")
    expect(desk.locator("#side")).to_contain_text("unauthenticated")
    assert_no_barriers(desk)


def test_without_a_script_a_button_shows_the_fields_and_enter_sends(be: People) -> None:
    page = be("mallory", java_script_enabled=False).goto("/en/tickets/new")
    page.fill("#f-subject", "Please unblock")
    page.select_option("#f-topic", "contact_removal")
    page.locator("button[name=refresh]").click()
    expect(page.locator("#f-subject")).to_have_value("Please unblock")
    page.fill("#f-field-recipients", "m.ferris@oakline.example")
    page.press("#f-subject", "Enter")
    expect(page.locator("#f-field-wish-error")).to_be_visible()
    page.select_option("#f-field-wish", "unblock")
    page.fill("#f-body", "She can receive mails again.")
    page.get_by_role("button", name="Open this support ticket").last.click()
    page.wait_for_url(re.compile(r"/tickets/\d+/\?opened=1$"))
    expect(page.locator(".ticket-page__facts")).to_contain_text("m.ferris@oakline.example")


def test_keystrokes_in_a_field_outlast_a_reload_that_came_before_the_draft(be: People) -> None:
    page = be("mallory").goto("/en/tickets/new")
    page.route("**/drafts/**", lambda route: route.abort())
    choose(page, "deliverability", DOMAIN)
    page.fill(DOMAIN, "quinn.example")
    page.reload()
    expect(page.locator("#f-topic")).to_have_value("deliverability")
    expect(page.locator(DOMAIN)).to_have_value("quinn.example")


def test_a_mistake_comes_back_at_its_field_and_goes_with_the_next_try(be: People) -> None:
    page = be("bob").goto("/de/tickets/new?topic=card_removal")
    page.fill("#f-field-card_end", "4111 1111 1111 1111")
    page.fill("#f-subject", "Karte")
    page.fill("#f-body", "Bitte löschen.")
    page.get_by_role("button", name="Dieses Support-Ticket öffnen").click()
    expect(page.locator("#f-field-card_end-error")).to_be_visible()
    expect(page.locator("#f-field-card_end")).to_have_attribute(
        "aria-describedby", re.compile("f-field-card_end-error")
    )
    assert_no_barriers(page)
    page.fill("#f-field-card_end", "1111")
    page.get_by_role("button", name="Dieses Support-Ticket öffnen").click()
    page.wait_for_url(re.compile(r"/de/tickets/\d+/\?opened=1$"))


def test_agents_read_what_each_topic_asks(be: People) -> None:
    page = be("lin").goto("/workspace/topics/")
    page.get_by_text("What it asks").nth(2).click()
    expect(page.get_by_text("Sending domain")).to_be_visible()
    assert_no_barriers(page)
