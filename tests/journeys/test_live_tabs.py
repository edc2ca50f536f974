"""Open pages in a real browser: several tabs on one stream, and what a reader is in the middle of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from pindesk.project.tests.raw import ask
from tests.own_database import own_database
from tests.server import Running, running_server

SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.live_settings"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with (
        own_database() as database,
        running_server(tmp_path_factory.mktemp("live") / "data", SETTINGS | database) as running,
    ):
        yield running


class Reader:
    """An agent with one browser: opens pages on topics, and counts what they ask for."""

    def __init__(self, server: Running, context: BrowserContext) -> None:
        self._server = server
        self._context = context
        self.streams: list[Request] = []
        self.parts: list[Request] = []
        context.on("request", self._note)
        name, _, key = ask(server, "/test/agent", "POST", b"x").session.partition("=")
        context.add_cookies([{"name": name, "value": key, "url": f"{server.url}/workspace/"}])

    def _note(self, request: Request) -> None:
        if "/workspace/events?" in request.url:
            self.streams.append(request)
        if request.url.endswith("/part"):
            self.parts.append(request)

    def open(self, topic: str) -> Page:
        page = self._context.new_page()
        page.goto(f"{self._server.url}/workspace/live/{topic}")
        expect(page.locator("html[data-live=on]")).to_be_attached()
        return page

    def cut(self) -> None:
        """Take the network away, and with it the stream that is open."""
        self._context.set_offline(True)
        assert ask(self._server, "/test/live/cut", "POST", b"x").status == 200

    def mend(self) -> None:
        self._context.set_offline(False)

    def move(self, topic: str) -> None:
        assert ask(self._server, f"/test/live/{topic}/move", "POST", b"x").status == 200


@pytest.fixture
def reader(server: Running, browser: Browser) -> Iterator[Reader]:
    context = browser.new_context()
    yield Reader(server, context)
    context.close()


@pytest.fixture
def topics() -> Callable[[], str]:
    """Topics that no other test has moved."""
    return lambda: f"ticket:{next(_numbers)}"


_numbers = iter(range(5001, 6000))


def test_page_shows_what_happens_without_asking_before(reader: Reader, topics: Callable[[], str]) -> None:
    topic = topics()
    page = reader.open(topic)
    assert reader.parts == []
    reader.move(topic)
    expect(page.locator("output")).to_have_text("1")


def test_tabs_share_one_stream_and_hear_their_own_topics(reader: Reader, topics: Callable[[], str]) -> None:
    one, two = topics(), topics()
    first, second = reader.open(one), reader.open(two)
    reader.move(two)
    expect(second.locator("output")).to_have_text("1")
    reader.move(one)
    expect(first.locator("output")).to_have_text("1")
    expect(second.locator("output")).to_have_text("1")
    assert {request.frame.page for request in reader.streams} == {first}


def test_another_tab_takes_over_when_the_leading_one_closes(reader: Reader, topics: Callable[[], str]) -> None:
    one, two = topics(), topics()
    first, second = reader.open(one), reader.open(two)
    first.close()
    reader.move(two)
    expect(second.locator("output")).to_have_text("1")
    assert reader.streams[-1].frame.page == second


def test_reader_keeps_words_caret_place_and_what_was_opened(reader: Reader, topics: Callable[[], str]) -> None:
    topic = topics()
    page = reader.open(topic)
    page.locator("#more summary").click()
    page.locator("#reply").fill("half a sentence")
    page.evaluate("(window.reply = document.querySelector('#reply')).setSelectionRange(3, 7)")
    reader.move(topic)
    expect(page.locator("output")).to_have_text("1")
    kept = page.evaluate(
        "[reply === document.activeElement, reply.isConnected, reply.value, reply.selectionStart, reply.selectionEnd]"
    )
    assert kept == [True, True, "half a sentence", 3, 7]
    assert page.evaluate("document.querySelector('#more').open")
    assert page.locator("#field").input_value() == "1"


def test_focus_stays_on_a_row_that_moves_and_a_changed_field_stays(reader: Reader, topics: Callable[[], str]) -> None:
    topic = topics()
    page = reader.open(topic)
    page.locator("#field").fill("mine")
    page.locator("#link0").focus()
    reader.move(topic)
    expect(page.locator("output")).to_have_text("1")
    assert page.evaluate("document.activeElement.id") == "link0"
    assert page.locator("#field").input_value() == "mine"
    assert page.locator("li").all_inner_texts() == ["1", "0"]


def test_part_that_may_not_be_seen_any_more_is_left_as_it_is(reader: Reader, topics: Callable[[], str]) -> None:
    topic = topics()
    page = reader.open(topic)
    page.evaluate("document.addEventListener('live:gone', ({ target }) => target.classList.add('gone'))")
    page.route("**/part", lambda route: route.fulfill(status=404, body="Not found"))
    reader.move(topic)
    expect(page.locator("#part.gone")).to_be_attached()
    expect(page.locator("output")).to_have_text("0")


def test_page_catches_up_after_the_connection_was_lost(reader: Reader, topics: Callable[[], str]) -> None:
    topic = topics()
    page = reader.open(topic)
    reader.cut()
    reader.move(topic)
    expect(page.locator("html[data-live=off]")).to_be_attached()
    reader.mend()
    expect(page.locator("output")).to_have_text("1", timeout=20_000)
    expect(page.locator("html[data-live=on]")).to_be_attached()
