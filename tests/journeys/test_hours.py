"""A lead closes for Christmas week, sees what that does before it holds, and brings the earlier hours back."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.browser import PHONE, assert_fits, assert_no_barriers
from tests.journeys.conftest import People

HOURS, SIMULATOR = "/workspace/hours/", "/workspace/simulator/"


def christmas() -> date:
    """The next Christmas Eve that is still to come."""
    today = date.today()  # noqa: DTZ011 - the demo's clock is the machine's
    own = date(today.year, 12, 24)
    return own if own > today else date(today.year + 1, 12, 24)


def fill_days(page: Page, first: date) -> None:
    """Close the eight days; those that have a row of their own already lose their hours."""
    known = {box.input_value(): place for place, box in enumerate(page.locator("[name=own-on]").all())}
    for offset in range(8):
        on = (first + timedelta(days=offset)).isoformat()
        free = next(n for n, box in enumerate(page.locator("[name=own-on]").all()) if not box.input_value())
        place = known.get(on, free)
        page.locator("[name=own-on]").nth(place).fill(on)
        page.locator("[name=own-hours]").nth(place).fill("")
        page.locator("[name=own-name]").nth(place).fill("Christmas week")


def test_hours_of_christmas_week_are_changed_shown_and_brought_back(be: People) -> None:
    lead, eve = be("lin"), christmas()
    page = lead.goto(HOURS)
    assert_no_barriers(page)
    while page.get_by_role("button", name="Take back").count():  # what is to come would replace this again
        page.get_by_role("button", name="Take back").first.click()
        page.get_by_role("dialog").get_by_role("button", name="Take back").click()
        expect(page.get_by_role("status")).to_contain_text("It is taken back.")
    held = page.locator(".intro").inner_text()
    rows = page.locator("[name=own-on]").count()
    page.get_by_role("button", name="More rows").click()
    expect(page.locator("[name=own-on]")).to_have_count(rows + 5)
    fill_days(page, eve)
    page.get_by_role("button", name="Show what changes").last.click()
    told = page.get_by_role("region", name="What changes")
    expect(told).to_contain_text(re.compile(r"\d+ Business customers and \d+ Premium customers lose chat"))
    expect(told).to_contain_text("(Christmas week)")
    assert_no_barriers(page)

    page.locator("[name=own-name]").nth(1).fill("Edited after it was shown")
    page.get_by_role("button", name="Let it hold").click()
    expect(told).to_be_visible()
    expect(page.locator(".intro")).to_have_text(held)
    page.get_by_role("button", name="Let it hold").click()
    expect(page.get_by_role("status")).to_contain_text("It holds from now on.")

    question = {"plan": "premium", "on": eve.isoformat(), "time": "10:00", "language": "en"}
    lead.goto(f"{SIMULATOR}?{urlencode(question)}")
    expect(page.locator(".board__row[data-state=closed]")).to_have_count(2)
    expect(page.locator(".board")).to_contain_text("Holiday or special hours: Christmas week.")
    mark = page.locator(f".day[data-tip^='24 December {eve.year}']")
    mark.focus()
    assert "Christmas week" in page.evaluate("getComputedStyle(document.activeElement, '::after').content")
    assert_no_barriers(page)

    number = held.split()[1]
    lead.goto("/workspace/hours/versions/")
    page.locator(f"#version-{number}").get_by_role("link", name="Bring back").click()
    expect(told).to_contain_text(re.compile(r"\d+ Premium customers gain the phone"))
    page.get_by_role("button", name="Let it hold").click()
    expect(page.get_by_role("status")).to_contain_text("It holds from now on.")
    lead.goto("/workspace/hours/versions/")
    expect(page.locator("ol.versions > li").first).to_contain_text(f"Brings version {number} back.")
    assert_no_barriers(page)


def test_every_page_fits_a_phone_in_the_dark(be: People) -> None:
    for path in (HOURS, SIMULATOR, "/workspace/hours/versions/"):
        agent = be("ada", size=PHONE, scheme="dark")
        agent.goto(path)
        assert_fits(agent.page)
        assert_no_barriers(agent.page)
