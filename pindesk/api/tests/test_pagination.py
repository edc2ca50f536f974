"""Pages by number and by cursor."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pindesk.knowledge import actions
from pindesk.knowledge.models import Translation
from tests.articles import an_article
from tests.cast import Cast

AT = "/api/v2/help_center/articles.json"


@pytest.fixture
def seven(cast: Cast, settings) -> list[Translation]:
    settings.PUBLIC_URL = "https://help.example.com"
    return [an_article(f"Article {number}") for number in range(7)]


def get(address: str, **query: Any) -> Any:
    response = Client().get(address.removeprefix("https://help.example.com"), query or None)
    assert response.status_code == 200, response.content
    return response.json()


def followed(address: str, name: str = "next_page", **query: Any) -> list[list[str]]:
    """The titles of every page that one leads to."""
    pages = []
    answer = get(address, **query)
    while True:
        pages.append([article["title"][-1] for article in answer["articles"]])
        following = answer["links"]["next"] if name == "links" else answer[name]
        if not following:
            return pages
        answer = get(following)


def test_pages_by_number_lead_on_and_back(seven: list[Translation]) -> None:
    first = get(AT, per_page=3, sort_by="title")
    assert (first["count"], first["page"], first["per_page"], first["page_count"]) == (7, 1, 3, 3)
    assert first["previous_page"] is None
    assert first["next_page"].startswith(
        "https://help.example.com/api/v2/help_center/articles.json?sort_by=title&page=2"
    )
    assert followed(AT, per_page=3) == [["0", "1", "2"], ["3", "4", "5"], ["6"]]
    assert get(AT, per_page=3, page=9)["articles"] == []
    assert get(AT, per_page=1000)["per_page"] == 100


def test_pages_by_cursor_lead_on_and_back(seven: list[Translation]) -> None:
    assert followed(AT, "links", **{"page[size]": 3}) == [["0", "1", "2"], ["3", "4", "5"], ["6"]]
    first = get(AT, **{"page[size]": 3})
    assert (first["meta"]["has_more"], first["links"]["prev"]) == (True, None)
    assert "count" not in first
    second = get(first["links"]["next"])
    assert [article["title"] for article in get(second["links"]["prev"])["articles"]] == [
        article["title"] for article in first["articles"]
    ]
    last = get(AT, **{"page[size]": 3, "page[after]": second["meta"]["after_cursor"]})
    assert (last["meta"]["has_more"], last["links"]["next"]) == (False, None)


def test_pages_of_exactly_the_size_end(seven: list[Translation]) -> None:
    assert followed(AT, "links", **{"page[size]": 7}) == [list("0123456")]
    assert followed(AT, per_page=7) == [list("0123456")]


def test_cursor_leaves_nothing_out_when_rows_come_and_go(seven: list[Translation]) -> None:
    first = get(AT, **{"page[size]": 3})
    actions.withdraw(seven[0], by=None)
    assert [article["title"][-1] for article in get(first["links"]["next"])["articles"]] == ["3", "4", "5"]


def test_cursor_of_a_row_that_is_gone_goes_on_after_it(seven: list[Translation]) -> None:
    first = get(AT, **{"page[size]": 3})
    actions.withdraw(seven[2], by=None)
    assert [article["title"][-1] for article in get(first["links"]["next"])["articles"]] == ["3", "4", "5"]


def test_empty_list_has_a_page(cast: Cast) -> None:
    assert get(AT)["articles"] == []
    found = get(AT, **{"page[size]": 3})
    assert found["meta"] == {"has_more": False, "after_cursor": None, "before_cursor": None}


@pytest.mark.parametrize("cursor", ["x", "!!!", "OTk5", "LTEuMA", "é", "a" * 5000, "MS4x.MS4x"])
def test_cursor_that_is_none_is_refused(seven: list[Translation], cursor: str) -> None:
    response = Client().get(AT, {"page[after]": cursor})
    assert response.status_code == 400
    assert list(response.json()["details"]) == ["page[after]"]


@pytest.mark.parametrize("size", ["0", "-1", "x", "1.5", "٣", "9" * 30])
def test_size_that_is_none_is_refused(seven: list[Translation], size: str) -> None:
    assert Client().get(AT, {"page[size]": size}).status_code == 400
    assert Client().get(AT, {"per_page": size}).status_code == 400
