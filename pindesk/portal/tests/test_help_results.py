"""The page of results, page by page."""

from __future__ import annotations

import re

import pytest

from tests.articles import an_article
from tests.asking import client_for

pytestmark = pytest.mark.django_db


def page_at(path: str) -> str:
    return client_for().get(path).text


def test_results_go_on_page_by_page_and_keep_the_words(cast) -> None:
    for number in range(35):
        an_article(f"Bounce {number:02}", language="de" if number < 20 else "en")
    client, seen = client_for(), []
    page = client.get("/de/search", {"q": "bounce & more" + " " * 300}).text
    while True:
        assert 'content="noindex"' in page
        assert "35 Artikel" in page
        seen += re.findall(r"/de/articles/(\d+)-", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        if not following:
            break
        assert "q=bounce%20%26%20more&amp;page=" in following[1]
        page = client.get(following[1].replace("&amp;", "&")).text
    assert len(seen) == len(set(seen)) == 35
    assert 'rel="prev" href="/de/search?q=bounce%20%26%20more&amp;page=1"' in page
    assert 'start="31"' in page
    assert "31 bis 35 von 35" in page


def test_all_results_on_one_page_have_no_links_to_others(cast) -> None:
    an_article()
    page = page_at("/en/search?q=dkim")
    assert 'rel="next"' not in page
    assert 'rel="prev"' not in page


def test_a_page_past_the_last_result_says_so_and_leads_back(cast) -> None:
    an_article()
    page = page_at("/en/search?q=dkim&page=2")
    assert "Nothing on this page" in page
    assert 'href="/en/search?q=dkim"' in page
    assert "1 article" in page
    assert "No article found" in page_at("/en/search?q=unicorns&page=2")


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "", "9" * 30])
def test_what_is_no_page_of_results_is_not_found(cast, page: str) -> None:
    assert client_for().get(f"/en/search?q=dkim&page={page}").status_code == 404


@pytest.mark.parametrize("path", ["search", "search/suggestions"])
def test_words_that_found_nothing_go_along_to_all_ways_of_contact(cast, path: str) -> None:
    assert 'href="/en/?q=unicorns%20%26%20horns#board-title"' in page_at(f"/en/{path}?q=unicorns+%26+horns")
