"""Searching over the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pindesk.api import parameters
from pindesk.api.tests.conftest import Help
from pindesk.lib.rate import Bucket
from tests.articles import an_article
from tests.cast import Cast

AT = "/api/v2/help_center/articles/search.json"


def get(**query: Any) -> Any:
    response = Client().get(AT, query)
    assert response.status_code == 200, response.content
    return response.json()


def test_results_come_best_first_with_what_matched_marked(help_centre: Help) -> None:
    found = get(query="limits", locale="en-us")
    first = found["results"][0]
    assert (first["id"], first["title"], first["locale"]) == (help_centre.limits.article_id, "Sending <limits>", "en")
    assert first["result_type"] == "article"
    assert first["html_url"].startswith("https://help.example.com/en/articles/")
    assert (found["count"], found["page"], found["page_count"], found["next_page"]) == (1, 1, 1, None)
    assert "<em>many</em>" in get(query="many mails")["results"][0]["snippet"]


def test_snippet_is_escaped(cast: Cast) -> None:
    an_article("Angles", "Type `<script>alert(1)</script>` into the angle field.")
    snippet = get(query="angle")["results"][0]["snippet"]
    assert "<script>" not in snippet
    assert "&lt;script&gt;" in snippet
    assert "<em>" in snippet


def test_article_that_is_not_translated_is_found_in_the_language_it_has(help_centre: Help) -> None:
    assert [result["locale"] for result in get(query="DKIM", locale="de")["results"]] == ["fr"]


def test_external_id_is_that_of_the_import(help_centre: Help) -> None:
    help_centre.limits.external_id = "limits.en"
    help_centre.limits.save()
    assert get(query="limits")["results"][0]["external_id"] == "limits.en"


def test_pages_lead_on_and_keep_the_words(help_centre: Help) -> None:
    for number in range(5):
        an_article(f"Bounce {number}")
    seen = []
    answer = get(query="bounce & more", per_page=2)
    while True:
        seen += [result["title"] for result in answer["results"]]
        if not answer["next_page"]:
            break
        assert "query=bounce+%26+more" in answer["next_page"]
        answer = Client().get(answer["next_page"].removeprefix("https://help.example.com")).json()
    assert len(seen) == len(set(seen)) == answer["count"] >= 5


@pytest.mark.parametrize("words", ["", " ", "zzzzqqqq", "\x00", '" AND (', "a" * 20_000, "🙂", "title:x* OR"])
def test_any_words_are_answered(help_centre: Help, words: str) -> None:
    assert isinstance(get(query=words)["results"], list)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"query": "x", "locale": "it"},
        {"query": "x", "section": "1"},
        {"query": "x", "label_names": "a"},
        {"query": "x", "sort_by": "created_at"},
        {"query": "x", "page": "13"},
        {"query": "x", "per_page": "none"},
    ],
)
def test_what_cannot_be_done_is_said_with_details(help_centre: Help, query: dict[str, str]) -> None:
    response = Client().get(AT, query)
    assert (response.status_code, response.json()["error"]) == (400, "InvalidParameters")
    assert len(response.json()["details"]) == 1


def test_network_that_asks_too_often_is_told_when_to_come_back(help_centre: Help, monkeypatch, settings) -> None:
    monkeypatch.setattr(parameters, "SEARCHES", Bucket(rate=0.4, burst=2, clock=lambda: 0.0))
    settings.IS_LIMITED = True
    assert [Client().get(AT, {"query": "x"}).status_code for _ in range(3)] == [200, 200, 429]
    response = Client().get(AT, {"query": "x"})
    assert (response.json()["error"], response["Retry-After"]) == ("TooManyRequests", "3")
    assert Client().get(AT, {"query": "x"}, REMOTE_ADDR="192.0.2.7").status_code == 200
    settings.IS_LIMITED = False
    assert Client().get(AT, {"query": "x"}).status_code == 200
