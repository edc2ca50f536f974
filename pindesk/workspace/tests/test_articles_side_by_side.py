"""All languages of an article beside each other."""

from __future__ import annotations

import pytest
from django.test import Client

from pindesk.accounts.models import Agent
from pindesk.knowledge import actions
from pindesk.knowledge.actions import Words
from pindesk.workspace.articles_side_by_side import aligned
from tests.articles import an_article, translated
from tests.asking import client_for
from tests.html import Node, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday", "cast")]

BODY = "Before.\n\n## One\n\nFirst.\n\n> ## Quoted\n\n## Two\n\nSecond."


@pytest.fixture
def client(ada: Agent) -> Client:
    return client_for(ada)


def cells(client: Client, number: int) -> list[list[str]]:
    """The words of each cell below the head."""
    table = next(
        node for node in parse(client.get(f"/workspace/articles/{number}/languages").text).walk() if is_table(node)
    )
    rows = [node for node in table.walk() if node.tag == "tr"]
    return [[" ".join(cell.text.split()) for cell in row.walk() if cell.tag in ("th", "td")] for row in rows]


def is_table(node: Node) -> bool:
    return "table--beside" in node.attributes.get("class", "").split()


def test_sections_stand_beside_those_that_they_translate_with_how_each_language_stands(client: Client) -> None:
    source = an_article("Title", BODY)
    translated(source, "de", "Titel", "Davor.\n\n## Eins\n\nErstes.\n\n## Zwei\n\nZweites.")
    actions.save_version(source.article, "fr", Words("Titre", body="Avant."), base=None, by=None)
    head, titles, *rows = cells(client, source.article_id)
    assert [cell.split()[:3] for cell in head] == [
        ["English", "source", "published"],
        ["Français", "draft", "Edit"],
        ["Deutsch", "published", "Edit"],
        ["Español", "not", "begun"],
    ]
    assert titles == ["Title", "Titre", "Titel", "Nobody has translated it into this language yet."]
    assert rows == [
        ["Before.", "Avant.", "Davor."],
        ["One First. Quoted", "", "Eins Erstes."],
        ["Two Second.", "", "Zwei Zweites."],
    ]


def test_a_source_that_has_changed_and_words_that_run_scripts(client: Client) -> None:
    source = an_article("Title", "Words.")
    translated(source, "de", "Titel", "<script>alert(1)</script>")
    row = actions.save_version(source.article, "en", Words("Title", body="Other words."), base=1, by=None).translation
    actions.publish(row, by=None)
    page = client.get(f"/workspace/articles/{source.article_id}/languages").text
    assert "out of date" in page
    assert "<script>alert" not in page


def test_an_article_without_a_text_and_one_that_cannot_be_shown(client: Client) -> None:
    bare = actions.create_article(language="en", words=Words("Bare"), by=None)
    assert cells(client, bare.article_id)[1][0] == "Bare"
    heavy = an_article("Heavy", "Words.")
    actions.save_version(heavy.article, "en", Words("Heavy", body="[x](#y) " * 20_000), base=1, by=None)
    assert "Divide it" in cells(client, heavy.article_id)[1][0]


@pytest.mark.parametrize(
    ("source", "other", "places"),
    [
        ([0, 2, 2], [0, 2, 2], [0, 1, 2]),
        ([0, 2, 3, 2], [0, 2, 2], [0, 1, 3]),
        ([0, 2, 2], [0, 2, 3, 2], [0, 1, 1, 2]),
        ([2, 2], [0, 2, 2], [0, 0, 1]),
        ([0], [0, 2, 2, 2], [0, 0, 0, 0]),
        ([0, 2], [], []),
        ([0, 2, 3, 3], [0, 2, 2, 2], [0, 1, 2, 3]),
    ],
)
def test_parts_of_a_translation_stand_in_the_order_of_the_source(
    source: list[int], other: list[int], places: list[int]
) -> None:
    assert aligned(source, other) == places
