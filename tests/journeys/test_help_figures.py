"""What readers search and open is counted as it is done, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import People


@pytest.mark.parametrize("way", ["while typing", "on the page of results"])
def test_a_search_whose_article_was_left_at_once_has_not_failed(be: People, way: str) -> None:
    words = "webhook signatures" if way == "while typing" else "webhook signature checked"
    reader = be("alice")
    page = reader.goto("/en/" if way == "while typing" else f"/en/search?q={words}")
    found = page.locator("[role=listbox] [data-article]" if way == "while typing" else ".results--page [data-article]")
    if way == "while typing":
        page.locator("#q").fill(words)
    found.first.click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    nothing = "a search that ends in nothing xyzzy"
    reader.goto(f"/en/search?q={nothing}")
    failed = be("lin").goto("/workspace/help/searches/").locator("tbody")
    expect(failed).to_contain_text(nothing)
    expect(failed.get_by_role("rowheader", name=words, exact=True)).to_have_count(0)
