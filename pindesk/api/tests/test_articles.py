"""Articles, sections and categories over the API, in Zendesk's shape."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pindesk.accounts.models import Membership
from pindesk.api.tests.conftest import Help
from pindesk.knowledge import actions
from pindesk.knowledge.actions import Words
from tests.articles import an_article
from tests.asking import client_for, queries_of
from tests.cast import Cast

AT = "/api/v2/help_center"


def get(path: str, client: Client | None = None, **query: Any) -> Any:
    response = (client or Client()).get(f"{AT}/{path}", query)
    assert response.status_code == 200, response.content
    assert response["Content-Type"].startswith("application/json")
    return response.json()


def status(path: str, client: Client | None = None, **query: Any) -> int:
    return (client or Client()).get(f"{AT}/{path}", query).status_code


def titles(answer: Any) -> list[str]:
    return [article["title"] for article in answer["articles"]]


def test_article_has_the_fields_that_clients_read(help_centre: Help) -> None:
    article = get(f"en-us/articles/{help_centre.limits.article_id}.json")["article"]
    number = help_centre.limits.article_id
    assert article["id"] == number
    assert article["url"] == f"https://help.example.com/api/v2/help_center/en/articles/{number}.json"
    assert article["html_url"] == f"https://help.example.com/en/articles/{number}-sending-limits"
    assert (article["title"], article["name"]) == ("Sending <limits>", "Sending <limits>")
    assert (article["locale"], article["source_locale"], article["section_id"]) == ("en", "en", help_centre.sending.pk)
    assert (article["draft"], article["outdated"], article["outdated_locales"]) == (False, False, [])
    assert article["label_names"] == ["quota", "cap"]
    assert timezone.datetime.fromisoformat(article["updated_at"]).tzinfo


def test_body_is_safe_html_with_absolute_addresses_and_without_live_blocks(help_centre: Help) -> None:
    number = help_centre.limits.article_id
    body = get(f"articles/{number}.json")["article"]["body"]
    assert "<em>many</em> mails an hour &amp; more." in body
    assert "data-block" not in body
    german = get(f"de/articles/{number}.json")["article"]["body"]
    assert f'href="https://help.example.com/de/articles/{number}#top"' in german


@pytest.mark.parametrize("ending", ["", ".json"])
def test_ending_is_optional(help_centre: Help, ending: str) -> None:
    number, section = help_centre.limits.article_id, help_centre.sending.pk
    for path in (
        "articles",
        "de/articles",
        "articles/de",
        f"articles/{number}",
        f"de/articles/{number}",
        f"articles/{number}/translations",
        f"articles/{number}/translations/de",
        f"articles/{number}/translations/missing",
        "sections",
        "de/sections",
        f"sections/{section}",
        f"de/sections/{section}/articles",
        "categories",
        f"categories/{help_centre.sending.category_id}",
        f"categories/{help_centre.sending.category_id}/articles",
        f"categories/{help_centre.sending.category_id}/sections",
        "locales",
        "articles/search",
    ):
        assert status(path + ending, query="limits") == 200, path
    assert status(f"articles/{number}.json.json") == 404


def test_list_of_a_locale_holds_what_is_written_in_it(help_centre: Help) -> None:
    for path in ("de/articles.json", "articles/de.json", "de-at/articles.json"):
        assert titles(get(path)) == ["Versandgrenzen"]
    assert titles(get("articles.json", locale="de")) == ["Versandgrenzen"]
    assert titles(get("es/articles.json")) == []


def test_list_of_no_locale_has_each_article_once_in_its_source_language(help_centre: Help) -> None:
    assert titles(get("articles.json")) == ["Sending <limits>", "Clés DKIM"]
    actions.withdraw(help_centre.limits, by=None)
    assert titles(get("articles.json")) == ["Versandgrenzen", "Clés DKIM"]


def test_article_in_no_locale_is_in_its_source_language_and_in_another_one_it_is_not_there(help_centre: Help) -> None:
    assert get(f"articles/{help_centre.dkim.article_id}")["article"]["locale"] == "fr"
    assert status(f"de/articles/{help_centre.dkim.article_id}") == 404


def test_restricted_articles_sections_and_categories_show_to_those_whom_they_are_for(
    help_centre: Help, alice: Membership, mallory: Membership
) -> None:
    number = help_centre.secret.article_id
    section = help_centre.secret.article.section
    assert section
    for client, is_shown in ((Client(), False), (client_for(mallory), False), (client_for(alice), True)):
        found = 200 if is_shown else 404
        for path in (
            f"articles/{number}",
            f"en/articles/{number}",
            f"articles/{number}/translations",
            f"articles/{number}/translations/en",
            f"sections/{section.pk}",
            f"sections/{section.pk}/articles",
            f"categories/{section.category_id}",
            f"categories/{section.category_id}/sections",
        ):
            assert status(path, client) == found, path
        assert ("Secret limits" in titles(get("articles", client))) == is_shown
        assert (len(get("sections", client)["sections"]) == 2) == is_shown
        assert (len(get("categories", client)["categories"]) == 2) == is_shown
        results = get("articles/search", client, query="secret limits")["results"]
        assert ("Secret limits" in [result["title"] for result in results]) == is_shown


def test_drafts_withdrawn_and_archived_articles_are_not_there(help_centre: Help) -> None:
    draft = an_article("A draft", is_published=False)
    assert status(f"articles/{draft.article_id}") == 404
    actions.archive_article(help_centre.dkim.article, by=None)
    assert status(f"articles/{help_centre.dkim.article_id}") == 404
    assert titles(get("articles")) == ["Sending <limits>"]


def test_changed_and_withdrawn_articles_are_right_in_the_next_list(help_centre: Help) -> None:
    assert len(get("articles")["articles"]) == 2
    row = help_centre.limits
    actions.save_version(row.article, "en", Words("New", body="New."), base=1, by=None)
    actions.publish(row, by=None)
    assert titles(get("articles"))[0] == "New"
    assert get(f"articles/{row.article_id}")["article"]["outdated_locales"] == ["de"]
    actions.withdraw(help_centre.dkim, by=None)
    assert titles(get("articles")) == ["New"]


def test_translations_of_an_article(help_centre: Help) -> None:
    number = help_centre.limits.article_id
    found = get(f"articles/{number}/translations.json")
    assert [(row["locale"], row["title"]) for row in found["translations"]] == [
        ("de", "Versandgrenzen"),
        ("en", "Sending <limits>"),
    ]
    assert found["count"] == 2
    assert get(f"articles/{number}/translations/de-de.json")["translation"]["source_id"] == number
    assert get(f"articles/{number}/translations/missing.json") == {"locales": ["es", "fr"]}
    assert status(f"articles/{number}/translations/es.json") == 404


def test_sections_and_categories_are_named_in_the_locale(help_centre: Help) -> None:
    section = get("de/sections.json")["sections"][0]
    assert (section["name"], section["category_id"]) == ("Versand", help_centre.sending.category_id)
    assert section["html_url"] == "https://help.example.com/de/articles/sections/sending"
    assert get("fr/categories.json")["categories"][0]["name"] == "Mail"
    assert get("locales.json") == {"locales": ["en", "fr", "de", "es"], "default_locale": "en"}


@pytest.mark.parametrize(
    "path",
    [
        "articles/99999999",
        "articles/9999999999999999999999",
        "it/articles",
        "it/articles/1",
        "articles/it.json",
        "sections/99999999",
        "categories/9999999999999999999999/articles",
        "nothing",
        "articles/1/comments.json",
        "../../tickets.json",
        "",
    ],
)
def test_what_is_not_there_is_said_in_json(help_centre: Help, path: str) -> None:
    response = Client().get(f"{AT}/{path}")
    assert response.status_code == 404
    assert set(response.json()) >= {"error", "description"}
    assert response["Content-Type"].startswith("application/json")


@pytest.mark.parametrize("path", ["articles.json", "articles/1.json", "articles/search.json", "sections", "locales"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused_in_json(help_centre: Help, path: str, method: str) -> None:
    response = getattr(Client(), method)(f"{AT}/{path}")
    assert (response.status_code, response.json()["error"]) == (405, "MethodNotAllowed")
    assert response["Allow"] == "GET, HEAD"


def test_answer_that_is_known_already_is_not_sent_again(help_centre: Help) -> None:
    first = Client().get(f"{AT}/articles.json")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = Client().get(f"{AT}/articles.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    actions.withdraw(help_centre.dkim, by=None)
    assert Client().get(f"{AT}/articles.json", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_what_a_customer_sees_is_for_no_shared_cache(help_centre: Help, alice: Membership) -> None:
    response = client_for(alice).get(f"{AT}/articles.json")
    assert response["Cache-Control"].startswith("private")
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer abc"}])
def test_program_that_changes_what_is_only_read_is_told_so(help_centre: Help, headers: dict[str, str]) -> None:
    response = Client(enforce_csrf_checks=True).post(f"{AT}/articles.json", headers=headers)
    assert (response.status_code, response.json()["error"]) == (405, "MethodNotAllowed")
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_browser_at_the_api_must_come_from_here(help_centre: Help, alice: Membership, headers: dict[str, str]) -> None:
    asked = {"Authorization": "Basic YTpi", **headers}
    assert Client(enforce_csrf_checks=True).post(f"{AT}/articles.json", headers=asked).status_code == 403
    session = client_for(alice).cookies
    for said in (headers, {}):
        browser = Client(enforce_csrf_checks=True, headers=said)
        browser.cookies = session
        assert browser.post(f"{AT}/articles.json").status_code == 403
    assert client_for(alice).post(f"{AT}/articles.json").status_code == 405


@pytest.mark.parametrize(
    "query",
    [{"sort_by": "votes"}, {"sort_order": "up"}, {"locale": "it"}, {"page": "0"}, {"page": "x"}, {"per_page": "-1"}],
)
def test_bad_parameters_are_named(help_centre: Help, query: dict[str, str]) -> None:
    response = Client().get(f"{AT}/articles.json", query)
    assert (response.status_code, response.json()["error"]) == (400, "InvalidParameters")
    assert list(response.json()["details"]) == list(query)


def test_lists_follow_the_order_of_the_help_centre(cast: Cast) -> None:
    """Sections are numbered anew in each category; what stands in none comes last."""
    an_article("Nowhere")
    first, second = (actions.save_category(names={"en": name}, by=None) for name in "AB")
    for category, place in ((second, 1), (first, 1), (second, 0), (first, 0)):
        name = f"{category.names['en']}{place}"
        section = actions.save_section(category=category, names={"en": name}, position=place, by=None)
        an_article(name, section=section)
    expected = ["A0", "A1", "B0", "B1"]
    assert titles(get("articles")) == [*expected, "Nowhere"]
    assert titles(get("articles", sort_order="desc")) == ["Nowhere", *reversed(expected)]
    assert [section["name"] for section in get("sections")["sections"]] == expected


def test_list_is_sorted_as_asked(help_centre: Help) -> None:
    assert titles(get("articles", sort_by="title")) == ["Clés DKIM", "Sending <limits>"]
    assert titles(get("articles", sort_by="updated_at", sort_order="desc")) == ["Clés DKIM", "Sending <limits>"]
    assert titles(get("articles", sort_by="created_at")) == ["Sending <limits>", "Clés DKIM"]


def test_queries_do_not_grow_with_the_rows(help_centre: Help) -> None:
    get("articles.json")
    few = queries_of(Client(), f"{AT}/articles.json?per_page=100")
    for number in range(30):
        an_article(f"Article {number}", section=help_centre.sending)
    get("articles.json")
    assert queries_of(Client(), f"{AT}/articles.json?per_page=100") == few
