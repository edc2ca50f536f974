"""Synonyms, broken links and settings of the help centre."""

from __future__ import annotations

import pytest
from django.test import Client

from pindesk.accounts.models import Agent
from pindesk.knowledge import actions
from pindesk.knowledge.access.editing import needs_review
from pindesk.knowledge.models import Synonyms
from tests.articles import an_article
from tests.asking import assert_constant_queries, client_for
from tests.cast import Cast
from tests.html import parse

pytestmark = pytest.mark.django_db

INDEX, NEW = "/workspace/help/synonyms/", "/workspace/help/synonyms/new"
LINKS, SETTINGS = "/workspace/help/links/", "/workspace/help/settings/"
PAGES = (
    "/workspace/help/sections/",
    INDEX,
    "/workspace/help/searches/",
    LINKS,
    SETTINGS,
    "/workspace/help/report/",
    "/workspace/help/report/articles.csv",
)
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def lead(lin: Agent) -> Client:
    return client_for(lin)


@pytest.fixture
def group(lin: Agent) -> Synonyms:
    return actions.save_synonyms(language="en", words=["2fa", "two-factor"], by=lin)


def test_groups_are_shown_by_language(group: Synonyms, lead: Client, lin: Agent) -> None:
    actions.save_synonyms(language="de", words=["Rechnung", "Faktura"], by=lin)
    page = lead.get(INDEX).text
    assert "two-factor" in page
    assert "Faktura" not in page
    page = lead.get(f"{INDEX}?language=de").text
    assert "Faktura" in page
    assert "two-factor" not in page
    assert "No synonyms for Français yet" in lead.get(f"{INDEX}?language=fr").text
    assert lead.get(f"{INDEX}?language=xx").status_code == 404


def test_a_lead_adds_changes_and_removes_a_group(lead: Client) -> None:
    response = lead.post(NEW, {"language": "de", "words": "Rechnung\r\n Faktura ,Beleg\n\n"})
    group = Synonyms.objects.get()
    assert response["Location"] == f"{INDEX}?language=de&saved=1"
    assert (group.language, group.words) == ("de", ["Rechnung", "Faktura", "Beleg"])
    assert "Rechnung\nFaktura\nBeleg</textarea>" in lead.get(f"{INDEX}{group.pk}/").text
    lead.post(f"{INDEX}{group.pk}/", {"language": "de", "words": "Rechnung\nBeleg"})
    group.refresh_from_db()
    assert group.words == ["Rechnung", "Beleg"]
    assert lead.post(f"{INDEX}{group.pk}/removal")["Location"] == f"{INDEX}?language=de&removed=1"
    assert not Synonyms.objects.exists()
    assert lead.post(f"{INDEX}{group.pk}/removal").status_code == 404


def test_the_form_is_filled_from_a_search_that_failed(lead: Client) -> None:
    page = parse(lead.get(f"{NEW}?language=de&words=Faktura").text)
    fields = {node.attributes["name"]: node for node in page.walk() if node.attributes.get("name")}
    assert fields["words"].text == "Faktura"
    assert [node.attributes["value"] for node in page.walk() if "selected" in node.attributes] == ["de"]


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"language": "en", "words": "alone"}, "words", "Give at least two words"),
        ({"language": "xx", "words": "one\ntwo"}, "language", "Choose one of the languages"),
        ({}, "language", "Choose one of the languages"),
    ],
)
def test_a_refused_group_comes_back_with_what_was_typed(
    values: dict[str, str], field: str, sentence: str, lead: Client
) -> None:
    response = lead.post(NEW, values)
    assert response.status_code == 400
    assert sentence in response.text
    assert values.get("words", "") in response.text
    wrong = [node.attributes["name"] for node in parse(response.text).walk() if node.attributes.get("aria-invalid")]
    assert wrong == [field]


def test_agents_who_do_not_lead_read_and_change_nothing(group: Synonyms, ada: Agent) -> None:
    client = client_for(ada)
    assert "Add synonyms" not in client.get(INDEX).text
    page = client.get(f"{INDEX}{group.pk}/").text
    assert "two-factor" in page
    assert "<textarea" not in page
    assert "Leads change this." in client.get(SETTINGS).text
    assert "<form" not in client.get(SETTINGS).text.partition("<main")[2].partition("</main>")[0]
    values = {"language": "en", "words": "a\nb", "needs_review": "1"}
    for path in (NEW, f"{INDEX}{group.pk}/", f"{INDEX}{group.pk}/removal", SETTINGS):
        assert client.post(path, values).status_code == 403, path
    assert client.get(NEW).status_code == 403
    assert Synonyms.objects.get().words == ["2fa", "two-factor"]
    assert not needs_review()


def test_the_lists_ask_few_questions(lead: Client, lin: Agent) -> None:
    assert_constant_queries(lead, INDEX, lambda: actions.save_synonyms(language="en", words=["a", "b"], by=lin))
    assert_constant_queries(lead, LINKS, lambda: an_article(body="[a](article:999) [b](#no)"), rows=20)


def test_broken_links_say_why_and_lead_to_the_editor(lead: Client, lin: Agent) -> None:
    target, draft = an_article("Target", body="## Here\n\nWords."), an_article("Draft", is_published=False)
    for_some = an_article("For some", visibility="signed_in")
    source = an_article(
        "Source & more",
        body=f"[a](article:{target.article_id}#here) [b](article:{target.article_id}#gone) [c](#nowhere) "
        f"[d](article:{draft.article_id}#x) [e](article:999999) [f](https://example.com) "
        f"[g](article:{for_some.article_id}) ![h](image:zzz)",
    )
    page = parse(lead.get(LINKS).text)
    rows = [
        [cell.text for cell in node.children if not isinstance(cell, str)] for node in page.walk() if node.tag == "tr"
    ]
    assert {row[2]: row[3] for row in rows[1:]} == {
        f"article:{draft.article_id}#x": "The article is not published.",
        "article:999999": "There is no such article.",
        f"article:{target.article_id}#gone": "The heading “gone” is missing.",
        "#nowhere": "The heading “nowhere” is missing.",
        f"article:{for_some.article_id}": "Some who read this article may not read that one.",
        "![](image:zzz)": "The article does not have this picture: readers see its words.",
    }
    assert {row[0] for row in rows[1:]} == {"Source & more"}
    assert f'href="/workspace/articles/{source.article_id}/?language=en"' in lead.get(LINKS).text


def test_no_broken_link_says_so(lead: Client) -> None:
    assert "No broken links" in lead.get(LINKS).text


def test_a_lead_asks_for_a_review_before_publishing_and_no_longer(lead: Client) -> None:
    assert lead.post(SETTINGS, {"needs_review": "1"})["Location"] == f"{SETTINGS}?saved=1"
    assert needs_review()
    assert " checked" in lead.get(SETTINGS).text
    lead.post(SETTINGS)
    assert not needs_review()
    assert "It is saved." in lead.get(f"{SETTINGS}?saved=1").text


def test_words_are_shown_not_run(lead: Client, lin: Agent) -> None:
    group = actions.save_synonyms(language="en", words=[EVIL, "x"], by=lin)
    an_article(EVIL, body="[a](#gone)")
    for path in (INDEX, f"{INDEX}{group.pk}/", LINKS, f"{NEW}?words={EVIL}"):
        assert EVIL not in lead.get(path).text


def test_every_page_leads_to_the_others(lead: Client) -> None:
    for path in PAGES[:-1]:
        page = parse(lead.get(path).text)
        links = {node.attributes.get("href"): node for node in page.walk() if node.tag == "a"}
        assert {*PAGES[:-1], "/workspace/articles/"} <= set(links)
        assert links[path].attributes.get("aria-current") == "page"


@pytest.mark.parametrize("path", PAGES)
def test_who_is_signed_out_signs_in_first(path: str, cast: Cast) -> None:
    assert client_for().get(path)["Location"] == f"/workspace/sign-in?next={path}"


@pytest.mark.parametrize("path", PAGES)
def test_wrong_methods_are_refused(path: str, lead: Client) -> None:
    assert lead.head(path).status_code == 200
    assert lead.put(path).status_code == lead.delete(path).status_code == 405
    if path != SETTINGS:
        assert lead.post(path).status_code == 405
