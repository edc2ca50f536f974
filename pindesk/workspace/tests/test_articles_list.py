"""The list of articles: views, sections, languages, words, and how each language stands."""

from __future__ import annotations

from itertools import count

import pytest

from pindesk.accounts.models import Agent
from pindesk.knowledge import actions
from pindesk.knowledge.actions import Words
from pindesk.knowledge.models import Category, Section, Translation
from pindesk.lib import clock
from tests.articles import an_article, translated
from tests.asking import assert_constant_queries, client_for
from tests.cast import FRIDAY_1755
from tests.html import Node, parse
from tests.live import assert_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday", "cast")]

LIST = "/workspace/articles/"
HELP_PAGES = ("sections", "synonyms", "settings", "report", "searches", "links")


@pytest.fixture
def section() -> Section:
    category = Category.objects.create(code="sending", names={"en": "Sending"})
    return Section.objects.create(code="domains", category=category, names={"en": "Domains", "de": "Domänen"})


def page(agent: Agent, query: str = "") -> Node:
    response = client_for(agent).get(LIST + query)
    assert response.status_code == 200
    return parse(response.text)


def titles(agent: Agent, query: str = "") -> list[str]:
    return [node.text for node in page(agent, query).walk() if node.attributes.get("class") == "col-title"]


def states(agent: Agent, query: str = "") -> list[str]:
    """How the languages of the first row stand."""
    row = next(node for node in page(agent, query).walk() if node.attributes.get("class") == "langs-row")
    return [" ".join(node.text.split()) for node in row.children if isinstance(node, Node)]


def save(row: Translation, body: str, language: str = "en") -> Translation:
    base = Translation.objects.select_related("latest").get(article=row.article, language=language).latest
    assert base
    words = Words(base.title, body=body)
    return actions.save_version(row.article, language, words, base=base.number, by=None).translation


def test_a_row_says_what_it_is_where_it_stands_for_whom_and_who_changed_it(ada: Agent, section: Section) -> None:
    an_article("Set up SPF", section=section, visibility="plans:business,premium", by=ada)
    text = next(node for node in page(ada).walk() if "data-row" in node.attributes).text
    for words in ("17:55", "Ada Okafor", "Set up SPF", "Domains", "Business, Premium"):
        assert words in text


def test_what_was_saved_last_stands_first(ada: Agent) -> None:
    with clock.frozen(FRIDAY_1755.replace(hour=9)):
        first = an_article("First")
        an_article("Second")
    save(first, "Changed")
    assert titles(ada) == ["First", "Second"]


def test_each_language_says_how_it_stands(ada: Agent) -> None:
    source = an_article("Set up SPF")
    translated(source, "de", "SPF einrichten")
    actions.save_version(source.article, "fr", Words("Configurer SPF"), base=None, by=None)
    assert states(ada) == ["EN published", "FR draft", "DE published", "ES not begun"]
    save(source, "Changed")
    assert states(ada)[0] == "EN changes not published"
    actions.publish(Translation.objects.get(pk=source.pk), by=None)
    assert states(ada) == ["EN published", "FR draft", "DE out of date", "ES not begun"]
    actions.archive_article(source.article, by=None)
    assert states(ada, "?view=archived")[0] == "EN archived"


def test_each_view_holds_what_it_says(ada: Agent) -> None:
    an_article("Draft", is_published=False)
    changed, old = an_article("Changed"), an_article("Old")
    save(changed, "Anew")
    translated(old, "de", "Alt")
    actions.publish(save(old, "Anew"), by=None)
    asked = an_article("Asked", is_published=False)
    actions.ask_for_review(asked, by=ada)
    actions.archive_article(an_article("Gone").article, by=None)
    assert set(titles(ada)) == {"Draft", "Changed", "Old", "Asked"}
    assert set(titles(ada, "?view=drafts")) == {"Draft", "Asked"}
    assert titles(ada, "?view=changes") == ["Changed"]
    assert titles(ada, "?view=review") == ["Asked"]
    assert titles(ada, "?view=outdated") == ["Old"]
    assert titles(ada, "?view=archived") == ["Gone"]
    numbers = [node.text for node in page(ada).walk() if node.attributes.get("class") == "num"][:6]
    assert numbers == ["4", "2", "1", "1", "1", "1"]


def test_a_view_in_a_language_is_about_that_language(ada: Agent) -> None:
    source = an_article("Set up SPF")
    actions.save_version(source.article, "fr", Words("Configurer SPF"), base=None, by=None)
    assert titles(ada, "?view=drafts&language=fr") == ["Set up SPF"]
    assert titles(ada, "?view=drafts&language=en") == []
    assert titles(ada, "?language=es") == []


def test_a_section_and_those_in_none(ada: Agent, section: Section) -> None:
    an_article("In it", section=section)
    an_article("In none")
    assert titles(ada, f"?section={section.pk}") == ["In it"]
    assert titles(ada, "?section=0") == ["In none"]


@pytest.mark.parametrize("words", ["spf dkim", "DKIM", "ärger", "Ärger", "{pk}"])
def test_words_of_a_title_in_any_language_or_the_number_find_it(ada: Agent, words: str) -> None:
    source = an_article("Set up SPF and DKIM")
    translated(source, "de", "Ärger mit SPF")
    an_article("Something else")
    assert titles(ada, f"?q={words.format(pk=source.article_id)}") == ["Set up SPF and DKIM"]


@pytest.mark.parametrize("words", ["nothing", "%", "_", "<script>alert(1)</script>", "9" * 40])
def test_words_that_no_title_has_find_nothing_and_say_so(ada: Agent, words: str) -> None:
    an_article()
    response = client_for(ada).get(LIST, {"q": words})
    assert response.status_code == 200
    assert "No article like this" in response.text
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("query", ["view=evil", "section=999", "section=x", "language=xx", "page=x", "page=500"])
def test_an_address_that_cannot_be_is_404(ada: Agent, query: str) -> None:
    assert client_for(ada).get(f"{LIST}?{query}").status_code == 404


def test_twenty_five_stand_on_a_page(ada: Agent) -> None:
    for number in range(26):
        an_article(f"Article {number}", is_published=False)
    assert len(titles(ada)) == 25
    assert len(titles(ada, "?page=2")) == 1
    assert "Nothing on this page" in client_for(ada).get(f"{LIST}?page=3").text


def test_queries_do_not_grow_with_rows(ada: Agent, section: Section) -> None:
    numbers = count()

    def add() -> None:
        source = an_article(f"Article {next(numbers)}", section=section, by=ada)
        translated(source, "de", "Artikel")

    assert_constant_queries(client_for(ada), LIST, add, rows=50, at_most=8)


def test_an_open_list_follows_what_colleagues_do(ada: Agent) -> None:
    source = an_article("Set up SPF")
    heard = assert_live(client_for(ada), LIST, lambda: save(source, "Changed"))
    assert [event.kind for event in heard] == ["article.saved"]
    assert_live(client_for(ada), f"{LIST}?view=archived", lambda: actions.archive_article(source.article, by=None))


def test_an_empty_list_says_how_to_begin(ada: Agent) -> None:
    assert "Write the first article" in client_for(ada).get(LIST).text


@pytest.mark.parametrize("part", ["rows", "views"])
def test_parts_are_there_and_others_are_not(ada: Agent, part: str) -> None:
    client = client_for(ada)
    assert client.get(f"{LIST}parts/{part}").status_code == 200
    assert client.get(f"{LIST}parts/evil").status_code == 404
    assert client.post(f"{LIST}parts/{part}").status_code == 405


@pytest.mark.parametrize("path", [LIST, "/workspace/help/sections/"])
def test_every_page_of_the_help_centre_is_linked_beside_the_list(ada: Agent, path: str) -> None:
    shown = parse(client_for(ada).get(path).text)
    beside = next(node for node in shown.walk() if node.attributes.get("id") == "list")
    links = {node.attributes.get("href") for node in beside.walk()}
    assert {f"/workspace/help/{page}/" for page in HELP_PAGES} <= links
    current = [node.attributes["href"] for node in beside.walk() if node.attributes.get("aria-current") == "page"]
    assert current == [path]


def test_the_settings_of_the_help_centre_are_among_the_settings(ada: Agent) -> None:
    assert 'href="/workspace/help/settings/"' in client_for(ada).get("/workspace/plans/").text


def test_what_nobody_saved_was_imported(ada: Agent) -> None:
    an_article()
    changed = next(node for node in page(ada).walk() if node.tag == "td")
    assert changed.text.endswith("Import")
