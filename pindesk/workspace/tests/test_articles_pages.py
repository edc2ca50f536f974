"""Every page of articles: for agents only, by its own method, and 404 for what there is not."""

from __future__ import annotations

import pytest
from django.test import Client

from pindesk.accounts.models import Agent, Membership
from pindesk.knowledge import actions
from pindesk.knowledge.actions import Words
from pindesk.knowledge.models import Article, Translation
from pindesk.knowledge.tests.pictures import png
from tests.articles import an_article, translated
from tests.asking import assert_constant_queries, client_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday", "cast")]

READ = (
    "",
    "new",
    "titles?as=link&q=spf",
    "{pk}/",
    "{pk}/?language=de",
    "{pk}/?language=es",
    "{pk}/parts/side",
    "{pk}/parts/news?language=de&base=1",
    "{pk}/parts/tabs?language=fr",
    "{pk}/languages",
    "{pk}/en/versions/",
    "{pk}/en/versions/?from=1&to=2",
)
CHANGE = (
    "{pk}/en/preview",
    "{pk}/en/publication",
    "{pk}/en/publication/delete",
    "{pk}/en/review",
    "{pk}/de/confirmation",
    "{pk}/en/versions/1/restoration",
    "{pk}/placing",
    "{pk}/archiving",
    "{pk}/archiving/delete",
    "{pk}/images",
)


@pytest.fixture
def source() -> Translation:
    made = an_article("Set up SPF")
    translated(made, "de", "SPF einrichten")
    actions.save_version(made.article, "en", Words("Set up SPF", body="Anew"), base=1, by=None)
    return made


@pytest.fixture
def client(ada: Agent) -> Client:
    return client_for(ada)


def at(path: str, source: Translation) -> str:
    return "/workspace/articles/" + path.format(pk=source.article_id)


@pytest.mark.parametrize("path", READ)
def test_a_page_is_shown_and_takes_no_form(client: Client, source: Translation, path: str) -> None:
    assert client.get(at(path, source)).status_code == 200
    if path != "new" and "versions" not in path:
        assert client.post(at(path, source)).status_code == 405


@pytest.mark.parametrize("path", CHANGE)
def test_a_change_is_no_page(client: Client, source: Translation, path: str) -> None:
    assert client.get(at(path, source)).status_code == 405


@pytest.mark.parametrize("path", [*READ, *CHANGE])
def test_who_is_signed_out_or_a_customer_is_led_to_sign_in(source: Translation, alice: Membership, path: str) -> None:
    for visitor in (client_for(), client_for(alice)):
        answer = visitor.get(at(path, source)) if path in READ else visitor.post(at(path, source))
        assert answer.status_code in (302, 303)
        assert answer["Location"].startswith("/workspace/sign-in")


@pytest.mark.parametrize("path", [path for path in (*READ, *CHANGE) if "{pk}" in path])
@pytest.mark.parametrize("number", [999_999, 10**30])
def test_a_number_that_is_none_is_404(client: Client, path: str, number: int) -> None:
    address = "/workspace/articles/" + path.format(pk=number)
    answer = client.get(address) if path in READ else client.post(address)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "{pk}/?language=xx",
        "{pk}/parts/evil",
        "{pk}/xx/versions/",
        "{pk}/fr/versions/",
        "{pk}/en/versions/?to=99",
        "{pk}/en/versions/?from=x",
        "titles?as=evil&q=a",
        "images/nothing",
        "{pk}/?picture=nothing",
    ],
)
def test_what_there_is_not_is_404(client: Client, source: Translation, path: str) -> None:
    assert client.get(at(path, source)).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["{pk}/xx/publication", "{pk}/fr/publication/delete", "{pk}/es/confirmation", "{pk}/en/versions/9/restoration"],
)
def test_a_change_of_what_there_is_not_is_404(client: Client, source: Translation, path: str) -> None:
    assert client.post(at(path, source), {"title": "x"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "",
        "?language=de",
        "?language=es",
        "parts/side",
        "en/versions/",
        "en/versions/?from=1&to=2",
        "de/versions/",
        "languages",
    ],
)
def test_a_page_of_an_article_asks_few_questions(
    client: Client, ada: Agent, lin: Agent, source: Translation, path: str
) -> None:
    """A translation that is out of date, by several people, with pictures, related articles and reviews."""
    actions.change_settings(needs_review=True, by=lin)
    category = actions.save_category(names={"en": "Sending"}, by=lin)
    related: list[Article] = []

    def add() -> None:
        number = len(related) + 1
        related.append(an_article(f"Other {number}").article)
        section = actions.save_section(category=category, names={"en": f"Section {number}"}, by=lin)
        place = {"section": section, "visibility": "public", "related": related[-8:]}
        actions.place_article(source.article, by=lin, **place)
        image = actions.add_image(source.article, png(), f"{number}.png", by=ada)
        words = Words("Set up SPF", body=f"![Red](image:{image.key})")
        row = actions.save_version(source.article, "en", words, base=number + 1, by=ada if number % 2 else lin)
        actions.publish(row.translation, by=None)

    address = f"/workspace/articles/{source.article_id}/{path}"
    assert_constant_queries(client, address, add, rows=12)


def test_a_link_from_an_article_leads_to_its_editor(client: Client, source: Translation) -> None:
    assert client.get(at("{pk}", source))["Location"] == at("{pk}/", source)


def test_a_picture_is_shown_to_staff_before_anything_is_published(ada: Agent, alice: Membership) -> None:
    draft = an_article(is_published=False)
    image = actions.add_image(draft.article, png(), "red.png", by=None)
    answer = client_for(ada).get(f"/workspace/articles/images/{image.key}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "private, no-cache"
    assert client_for(alice).get(f"/workspace/articles/images/{image.key}").status_code == 302


def test_titles_are_found_for_each_purpose(client: Client, source: Translation) -> None:
    an_article("SPF draft", is_published=False)
    link = client.get(at("titles?as=link&q=spf", source)).text
    assert f'data-article="{source.article_id}"' in link
    assert "SPF draft" in link
    assert "SPF draft" not in client.get(at("titles?as=replacement&q=spf", source)).text
    assert "Set up SPF" not in client.get(at("titles?as=related&q=spf&but={pk}", source)).text
    assert "No title has these words." in client.get(at("titles?as=related&q=zzz", source)).text
