"""The list of keys: what a page has, each once."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import People


def key_lines(page: Page) -> list[str]:
    """The lines that "?" shows, as `key: words`."""
    expect(page.locator("html[data-live=on]")).to_be_attached()
    page.locator("body").press("?")
    dialog = page.locator("#key-list")
    expect(dialog).to_be_visible()
    keys, words = (dialog.locator(f".keylist {tag}:visible").all_inner_texts() for tag in ("dt", "dd"))
    return [f"{key}: {text}" for key, text in zip(keys, words, strict=True)]


def test_a_page_without_a_button_for_it_says_what_ctrl_and_enter_do(be: People) -> None:
    lines = key_lines(be("ada").goto("/workspace/tickets/?view=unassigned"))
    assert [line for line in lines if line.startswith("Ctrl")] == ["Ctrl ↵: Send what you are writing"]


def test_a_ticket_says_once_what_ctrl_and_enter_do(be: People) -> None:
    page = be("ada").goto("/workspace/tickets/?view=unassigned")
    page.locator("[data-row] a").first.click()
    lines = key_lines(page)
    assert [line for line in lines if line.startswith("Ctrl")] == ["Ctrl ↵: Send, wait for customer"]
