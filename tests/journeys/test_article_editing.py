"""Articles are written, looked at, translated and published in a real browser, and nothing that was typed is lost."""

from __future__ import annotations

import re
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from pindesk.knowledge.tests.pictures import png
from tests.browser import PHONE, Visit, assert_fits, assert_no_barriers
from tests.journeys.conftest import People

BODY = "#f-body"
STATE = "[data-state-line]"
PREVIEW = "#look-preview"
_numbers = count(1)


def begin(visit: Visit, title: str = "") -> Page:
    """A new article, with its editor open."""
    page = visit.goto("/workspace/articles/new")
    page.fill("#f-title", title or f"Written in a browser {next(_numbers)}")
    page.get_by_role("button", name="Begin this article").click()
    page.wait_for_url(re.compile(r"/workspace/articles/\d+/"))
    return page


def path_of(visit: Visit) -> str:
    return visit.page.url.removeprefix(visit.url).partition("?")[0]


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**done=saved")


def select(page: Page, words: str) -> None:
    page.eval_on_selector(
        BODY,
        "(area, words) => { area.focus(); const at = area.value.indexOf(words);"
        " area.setSelectionRange(at, at + words.length); }",
        words,
    )


def test_words_are_formatted_seen_at_once_and_published(be: People) -> None:
    visit = be("lin")
    page = begin(visit)
    page.locator(BODY).press_sequentially("Add two records and read the guide")
    select(page, "two records")
    page.keyboard.press("Control+b")
    select(page, "the guide")
    page.keyboard.press("Control+k")
    page.keyboard.type("https://example.com/guide")
    expect(page.locator(BODY)).to_have_value("Add **two records** and read [the guide](https://example.com/guide)")
    expect(page.locator(f"{PREVIEW} strong")).to_have_text("two records")
    expect(page.locator(STATE)).to_have_text("Not saved yet: Text")
    page.locator(BODY).press("Control+End")
    page.keyboard.type("\n\n- one\ntwo\n\nthree")
    expect(page.locator(BODY)).to_have_value(re.compile(r"- one\n- two\nthree$"))
    page.get_by_text("Live block", exact=True).click()
    page.get_by_role("button", name="Opening hours").click()
    expect(page.locator(f"{PREVIEW} .live-name")).to_have_text("Live block: Opening hours")
    page.keyboard.press("Control+s")
    page.wait_for_url("**done=saved")
    expect(page.locator(STATE)).to_have_text("Everything is saved")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**done=published")
    reader = be()
    reader.goto(page.locator("#side a[href*='/en/articles/']").get_attribute("href") or "")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(page.locator("h1").inner_text())


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        ("Heading", "## words"),
        ("Bold", "**words**"),
        ("Code", "`words`"),
        ("List", "- words"),
        ("Numbered list", "1. words"),
        ("Link", "[words](https://)"),
    ],
)
def test_a_button_writes_and_undo_takes_it_back(be: People, tool: str, text: str) -> None:
    page = begin(be("lin"))
    page.locator(BODY).press_sequentially("words")
    select(page, "words")
    page.get_by_role("button", name=tool, exact=True).click()
    expect(page.locator(BODY)).to_have_value(text)
    page.keyboard.press("Control+z")
    expect(page.locator(BODY)).to_have_value("words")


def test_the_tools_are_walked_by_keys_alone(be: People) -> None:
    page = begin(be("lin"))
    page.get_by_role("button", name="How to write").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Heading")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Code")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Heading")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(BODY)).to_be_focused()


def test_unsaved_words_come_back_after_a_reload_and_go_once_saved(be: People) -> None:
    visit = be("lin")
    page = begin(visit)
    page.fill(BODY, "Not saved")
    page.reload()
    expect(page.locator(BODY)).to_have_value("Not saved")
    expect(page.locator("[data-kept]")).to_contain_text("is back")
    page.get_by_role("button", name="Drop it").click()
    expect(page.locator(BODY)).to_have_value("")
    page.fill(BODY, "Saved")
    save(page)
    page.reload()
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('article:'))") == []


def test_two_editors_at_once_lose_nothing(be: People) -> None:
    lin, ada = be("lin"), be("ada")
    page = begin(lin, "Written by two")
    page.fill(BODY, "The first words.")
    save(page)
    other = ada.goto(path_of(lin))
    other.wait_for_selector("html[data-live=on]")
    other.fill(BODY, "The first words, and Ada's.")
    other.eval_on_selector(BODY, "area => area.setSelectionRange(4, 9)")
    page.fill(BODY, "The first words, and Lin's.")
    save(page)
    expect(other.locator("#news")).to_contain_text("Lin Chen saved version 3")
    expect(other.locator(BODY)).to_have_value("The first words, and Ada's.")
    assert other.eval_on_selector(BODY, "area => [area.selectionStart, area.selectionEnd]") == [4, 9]
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_role("alert").first).to_contain_text("Nothing is lost")
    expect(other.locator(BODY)).to_have_value("The first words, and Ada's.")
    expect(other.locator(".diff del b").first).to_have_text("Lin")
    expect(other.locator(".diff ins b").first).to_have_text("Ada")
    assert_no_barriers(other)
    other.goto(other.url.partition("?")[0].replace("/en/versions/", "/"))  # away without saving
    expect(other.locator(BODY)).to_have_value("The first words, and Ada's.")
    save(other)
    expect(other.locator("#side")).to_contain_text("version 4")


def test_words_written_on_an_older_version_are_offered(be: People) -> None:
    lin, ada = be("lin"), be("ada")
    page = begin(lin, "Written on an older version")
    other = ada.goto(path_of(lin))
    other.fill(BODY, "Ada's")
    other.goto(f"{ada.url}/workspace/articles/")
    page.fill(BODY, "Lin's")
    save(page)
    ada.goto(path_of(lin))
    expect(other.locator(BODY)).to_have_value("Lin's")
    other.get_by_role("button", name="Take it back").click()
    expect(other.locator(BODY)).to_have_value("Ada's")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.get_by_role("alert").first).to_contain_text("Nothing is lost")


def test_a_text_that_is_too_long_is_not_sent_and_stays(be: People) -> None:
    page = begin(be("lin"))
    page.eval_on_selector(
        BODY,
        "area => { area.value = 'x'.repeat(5_000_000); area.dispatchEvent(new Event('input', { bubbles: true })); }",
    )
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[data-said]")).to_contain_text("5,000,000 characters")
    assert page.eval_on_selector(BODY, "area => area.value.length") == 5_000_000
    page.get_by_role("button", name="Publish").click()
    assert page.eval_on_selector(BODY, "area => area.value.length") == 5_000_000


def test_pictures_are_chosen_dropped_and_pasted(be: People) -> None:
    page = begin(be("lin"))
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Picture", exact=True).click()
    chooser.value.set_files({"name": "zone.png", "mimeType": "image/png", "buffer": png()})
    expect(page.locator(BODY)).to_have_value(re.compile(r"^!\[zone\]\(image:[a-z0-9]{20}\)$"))
    page.keyboard.type("The zone of a domain")  # what it shows: its words are chosen
    image = page.locator(f"{PREVIEW} img")
    expect(image).to_have_attribute("alt", "The zone of a domain")
    assert image.evaluate("async image => { await image.decode(); return image.naturalWidth; }") == 8
    for event, holder in (("drop", "dataTransfer"), ("paste", "clipboardData")):
        page.locator(BODY).press("Control+End")
        page.evaluate(
            "([event, holder, bytes]) => { const data = new DataTransfer();"
            " data.items.add(new File([new Uint8Array(bytes)], `${event}.png`, { type: 'image/png' }));"
            " const kind = event === 'drop' ? DragEvent : ClipboardEvent;"
            " const how = { bubbles: true, cancelable: true, [holder]: data };"
            " document.querySelector('#f-body').dispatchEvent(new kind(event, how)); }",
            [event, holder, list(png("blue", 4 + len(event)))],
        )
        expect(page.locator(BODY)).to_have_value(re.compile(rf"!\[{event}\]\(image:"))
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Picture", exact=True).click()
    chooser.value.set_files(
        {"name": "no.svg", "mimeType": "image/svg+xml", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    )
    expect(page.locator("[data-said]")).to_contain_text("no.svg: SVG files are not taken")


def test_a_link_to_an_article_is_found_by_its_title(be: People) -> None:
    page = begin(be("lin"))
    page.locator(BODY).press_sequentially("See ")
    page.get_by_role("button", name="Link to an article").click()
    page.locator("#f-link-words").fill("webhooks")
    page.locator("#link-found button").first.click()
    expect(page.locator(BODY)).to_have_value(re.compile(r"^See \[Webhooks.*\]\(article:\d+\)$"))
    expect(page.locator(BODY)).to_be_focused()


def test_a_link_to_an_article_is_taken_by_enter_and_parted_from_the_word_before(be: People) -> None:
    page = begin(be("lin"))
    page.locator(BODY).press_sequentially("See")
    page.get_by_role("button", name="Link to an article").click()
    page.locator("#f-link-words").fill("7")
    page.locator("#f-link-words").press("Enter")
    expect(page.locator(BODY)).to_have_value(re.compile(r"^See \[.+\]\(article:7\)$"))


def test_what_is_open_in_the_side_makes_the_page_no_longer(be: People) -> None:
    page = be("lin", size=(1280, 860)).goto("/workspace/articles/7/")
    page.get_by_text("Archive this article").click()
    high, room = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.clientHeight]")
    assert high == room


def test_further_search_words_are_one_line_that_wraps(be: People) -> None:
    page = begin(be("lin"))
    words = ", ".join(f"word {number}" for number in range(45))
    page.locator("#f-keywords").fill(words)
    page.locator("#f-keywords").press("Enter")
    expect(page.locator("#f-keywords")).to_have_value(words)
    assert page.eval_on_selector("#f-keywords", "area => area.scrollHeight - area.clientHeight") <= 0
    save(page)
    expect(page.locator("#f-keywords")).to_have_value(words)


def test_what_to_read_next_is_found_ticked_and_kept(be: People) -> None:
    page = begin(be("lin"))
    for words in ("webhooks", "bounce"):
        page.locator("#f-find-related").fill(words)
        page.locator("#related-found label", has_text=re.compile(words, re.IGNORECASE)).first.click()
    page.get_by_role("button", name="Save place and readers").click()
    page.wait_for_url("**done=placed")
    expect(page.locator("#related-chosen input:checked")).to_have_count(2)


def test_a_translation_begins_with_its_source_beside_it(be: People) -> None:
    visit = be("lin")
    page = begin(visit, "Translated")
    page.fill(BODY, "## The source\n\nWith its words.")
    save(page)
    page.get_by_role("link", name=re.compile("Deutsch")).click()
    expect(page.locator("#look-source")).to_contain_text("With its words.")
    page.get_by_role("button", name="Begin with the words of the source").click()
    expect(page.locator(BODY)).to_have_value("## The source\n\nWith its words.")
    page.get_by_text("Preview", exact=True).first.click()
    expect(page.locator(f"{PREVIEW} h2")).to_have_text("The source")
    assert_no_barriers(page)


def test_any_other_translation_stands_beside_the_text(be: People) -> None:
    page = be("lin").goto("/workspace/articles/10/?language=es")
    expect(page.locator("#look-source")).to_be_visible()
    page.locator("label", has_text="Français").click()
    expect(page.locator("#look-fr")).to_contain_text("Importer une liste correctement")
    expect(page.locator("#look-source")).to_be_hidden()
    assert_no_barriers(page)
    page.get_by_role("link", name="All side by side").click()
    expect(page.locator(".table--beside > thead th")).to_have_count(4)


def test_everything_works_without_scripts(be: People) -> None:
    page = begin(be("lin", java_script_enabled=False))
    page.fill(BODY, "## Without\n\nscripts")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(f"{PREVIEW} h2")).to_have_text("Without")
    expect(page.locator(BODY)).to_have_value("## Without\n\nscripts")
    page.set_input_files("#f-image", {"name": "zone.png", "mimeType": "image/png", "buffer": png()})
    save(page)
    page.set_input_files("#f-image", {"name": "zone.png", "mimeType": "image/png", "buffer": png()})
    page.get_by_role("button", name="Keep this picture").click()
    expect(page.locator("#picture code")).to_contain_text("![zone](image:")
    page.locator("#f-find-related").fill("webhooks")
    page.get_by_role("button", name="Find").first.click()
    page.locator("#related-found input").first.check()
    page.get_by_role("button", name="Save place and readers").click()
    expect(page.locator("#related-chosen input")).to_have_count(1)
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**done=published")


PAGES = (
    "",
    "?view=archived",
    "new",
    "1/",
    "1/?language=es",
    "1/?language=de",
    "1/en/versions/",
    "10/en/versions/",
    "1/languages",
    "18/languages",
)


@pytest.mark.parametrize("size", [PHONE, (1280, 800), (900, 700)])
def test_no_page_has_barriers_or_scrolls_sideways(be: People, size: tuple[int, int]) -> None:
    visit = be("lin", size=size)
    for path in PAGES:
        page = visit.goto(f"/workspace/articles/{path}")
        assert_fits(page)
        assert_no_barriers(page)
