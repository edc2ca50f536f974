"""Searches that failed and whether it helped, as agents read them."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.test import Client

from pindesk.accounts.models import Agent
from pindesk.knowledge import actions
from pindesk.lib import clock
from pindesk.workspace.report import number, percent, share
from tests.articles import an_article
from tests.asking import assert_constant_queries, client_for
from tests.cast import Cast
from tests.html import Node, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

REPORT, FILE = "/workspace/help/report/", "/workspace/help/report/articles.csv"
SEARCHES = "/workspace/help/searches/"
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def client(ada: Agent) -> Client:
    return client_for(ada)


def visit(
    name: str, *, days: int = 1, article: int = 0, wrote: str = "", solved: bool | None = None, **who: Any
) -> None:
    """A search, then perhaps a reading, an answer and a ticket."""
    at = clock.now() - timedelta(days=days)
    said = {"visit": name, "language": "en", "is_customer": True} | who
    actions.record_step(kind="searched", words="spf", found=3, now=at, **said)
    if article:
        actions.record_step(kind="read", article=article, now=at, **said)
    if solved is not None:
        actions.answer(article, is_solved=solved, now=at, **said)
    if wrote:
        actions.record_step(kind="wrote", topic=wrote, now=at, **said)


def search(name: str, words: str, found: int | None = 0, language: str = "en", days: int = 1) -> None:
    at = clock.now() - timedelta(days=days)
    actions.record_step(
        visit=name, kind="searched", words=words, found=found, language=language, is_customer=False, now=at
    )


def rows_of(page: Node) -> list[list[str]]:
    """The cells of each row of the last table, below its head."""
    table = [node for node in page.walk() if node.tag == "table"][-1]
    rows = [node for node in table.walk() if node.tag == "tr"]
    return [[cell.text for cell in row.children if not isinstance(cell, str)] for row in rows[1:]]


def outcomes(page: Node) -> list[str]:
    return [node.text for node in page.walk() if node.attributes.get("class") == "outcomes__share"]


# Whether it helped.


def test_the_three_parts_are_told_each_by_itself_and_few_visits_one_by_one(client: Client) -> None:
    article = an_article().article_id
    visit("a", article=article, solved=True)
    visit("b", article=article, solved=True, wrote="sending")
    visit("c", article=article)
    page = client.get(REPORT).text
    assert "Of 3 visits, 1 said it was solved, 1 wrote to us all the same" in page
    assert outcomes(parse(page)) == ["1 of 3 visits", "1 of 3 visits", "1 of 3 visits"]
    assert "Not counted above" not in page


def test_enough_visits_have_percentages_in_the_readers_language(client: Client, cast: Cast) -> None:
    article = an_article().article_id
    for each in range(40):
        visit(f"v{each}", article=article, solved=True if each < 9 else None, wrote="api" if each > 34 else "")
    assert outcomes(parse(client.get(REPORT).text)) == ["22 %", "65 %", "12 %"]
    assert "22\u00a0% said it was solved; of 65\u00a0% nobody knows" in client.get(REPORT).text


def test_who_was_not_signed_in_stands_apart(client: Client) -> None:
    visit("a")
    visit("b", article=an_article().article_id, solved=True, is_customer=False)
    page = client.get(REPORT).text
    assert outcomes(parse(page)) == ["0 of 1 visit", "1 of 1 visit", "0 of 1 visit"]
    assert "1 visit of a customer, " in page
    assert "Not counted above: 1 visit without signing in" in page
    assert "In 1 of them somebody said it was solved." in page


def test_a_change_is_told_only_where_chance_would_hardly_bring_it(client: Client) -> None:
    for each in range(40):
        visit(f"now{each}", wrote="api" if each < 10 else "")
        visit(f"then{each}", days=40, wrote="api" if each < 12 else "")
    assert (
        "About as many as before wrote to us after looking here: 25\u00a0%, before 30\u00a0%" in client.get(REPORT).text
    )
    for each in range(60):
        visit(f"more{each}", days=41, wrote="api")
    assert "Fewer wrote to us after looking here: 25\u00a0%, before 72\u00a0%" in client.get(REPORT).text


def test_without_enough_visits_before_nothing_is_compared(client: Client) -> None:
    for each in range(40):
        visit(f"now{each}", wrote="api" if each < 10 else "")
    page = client.get(REPORT).text
    assert "Wrote to us after looking here: 25\u00a0%" in page
    assert "before:" not in page


def test_days_of_which_nothing_is_known_are_hatched_and_said_in_the_table(client: Client) -> None:
    visit("a", days=0)
    visit("b", days=2)
    visit("c", days=4, is_customer=False)
    page = parse(client.get(f"{REPORT}?period=7").text)
    hatched = [node.attributes for node in page.walk() if node.attributes.get("class") == "chart__unknown"]
    assert len(hatched) == 3  # in each of three rows the two days before the first that was counted
    days = next(node for node in page.walk() if node.tag == "table")
    told = [node.text for node in days.walk() if node.tag == "tr"][1:]
    assert [line.endswith("nothing known") for line in told] == [False] * 5 + [True] * 2
    assert told[1] == "Thu 15 Jul 0 0 0"


def test_a_chart_says_its_finding_to_those_who_do_not_see_it(client: Client) -> None:
    visit("a")
    page = parse(client.get(REPORT).text)
    (chart,) = [node for node in page.walk() if node.attributes.get("role") == "img"]
    names = chart.attributes["aria-labelledby"].split()
    told = {node.attributes.get("id"): node.text for node in chart.walk()}
    assert told[names[0]] == "Wrote to us after looking here: 0 of 1"
    assert "style" not in {name for node in page.walk() for name in node.attributes}


def test_articles_say_who_read_answered_and_wrote_afterwards(client: Client) -> None:
    first, second = an_article("Set up SPF").article_id, an_article("Read an invoice").article_id
    for each in range(25):
        visit(f"a{each}", article=first, solved=each < 5, wrote="api" if each < 4 else "")
    for each in range(7):
        visit(f"b{each}", article=second, wrote="invoice" if each < 3 else "")
    visit("stranger", article=second, is_customer=False)
    rows = rows_of(parse(client.get(REPORT).text))
    assert rows == [
        ["Set up SPF", "25", "5", "20", "4", "16 % of 25"],
        ["Read an invoice", "8", "0", "0", "3", "3 of 7"],
    ]


def test_why_an_article_did_not_help_stands_below_it(client: Client) -> None:
    article = an_article().article_id
    for name, reason, words in (("a", "unclear", "Which button?"), ("b", "unclear", ""), ("c", "outdated", EVIL)):
        visit(name, article=article)
        actions.answer(article, visit=name, language="en", is_solved=False, reason=reason, words=words, now=clock.now())
    page = client.get(REPORT).text
    assert "hard to understand\u00a02, out of date\u00a01" in page
    assert "Which button?" in page
    assert EVIL not in page


def test_the_table_is_sorted_by_any_column(client: Client) -> None:
    names = {"A": (3, 0, 3), "B": (2, 2, 0), "C": (1, 1, 1)}
    for title, (read, solved, wrote) in names.items():
        article = an_article(title).article_id
        for each in range(read):
            visit(f"{title}{each}", article=article, wrote="api" if each < wrote else "")
            actions.answer(article, visit=f"{title}{each}", language="en", is_solved=each < solved, now=clock.now())

    def order(sort: str) -> str:
        return "".join(row[0] for row in rows_of(parse(client.get(f"{REPORT}?sort={sort}").text)) if len(row) > 1)

    assert {sort: order(sort) for sort in ("", "title", "solved", "no", "wrote", "share")} == {
        "": "ABC",
        "title": "ABC",
        "solved": "BCA",
        "no": "ABC",
        "wrote": "ACB",
        "share": "ACB",
    }
    page = parse(client.get(f"{REPORT}?sort=wrote&period=7").text)
    assert [node.text for node in page.walk() if node.attributes.get("aria-sort")] == ["Wrote afterwards"]
    links = [node.attributes.get("href", "") for node in page.walk() if node.tag == "a"]
    assert f"{REPORT}?period=7&sort=share#articles" in links


def test_a_long_table_has_pages(client: Client) -> None:
    for each in range(30):
        visit(f"v{each}", article=an_article(f"Article {each:02}").article_id)
    first = client.get(f"{REPORT}?sort=title").text
    assert "1 to 25 of 30" in first
    assert "?sort=title&amp;page=2#articles" in first
    assert [row[0] for row in rows_of(parse(client.get(f"{REPORT}?sort=title&page=2").text))][0] == "Article 25"
    assert "Nothing on this page" in client.get(f"{REPORT}?page=3").text


def test_topics_are_those_of_tickets_after_a_look(client: Client) -> None:
    visit("a", wrote="sending")
    visit("b", wrote="sending")
    visit("c", wrote="api")
    actions.record_step(visit="d", kind="wrote", language="en", is_customer=True, topic="other", now=clock.now())
    page = client.get(REPORT).text
    assert "Most often about Sending: 2 tickets after looking here" in page
    assert "1 more ticket was written without a search or a reading before it." in page


def test_one_language_is_shown_by_itself(client: Client) -> None:
    visit("a", language="de", wrote="api")
    visit("b", language="fr")
    page = client.get(f"{REPORT}?language=de").text
    assert "Of 1 visit, 0 said it was solved, 1 wrote to us all the same" in page
    assert "Deutsch" in page
    assert "Français" in page


def test_nothing_yet_says_what_will_be_here(client: Client) -> None:
    page = client.get(REPORT).text
    assert "No visits of customers in these days" in page
    visit("a", is_customer=False)
    page = client.get(REPORT).text
    assert "No visits of customers in these days" in page
    assert "Not counted above: 1 visit" in page


def test_answers_of_pages_without_a_script_are_told_apart(client: Client) -> None:
    actions.answer(an_article().article_id, visit="", language="en", is_solved=True, now=clock.now())
    page = client.get(REPORT).text
    assert "No visits of customers in these days" in page
    assert "1 answer came from a page whose script did not run" in page
    assert rows_of(parse(page))[0][1:4] == ["0", "1", "0"]


def test_days_are_those_of_the_company_not_of_the_agent(cast: Cast) -> None:
    cast.ada.person.zone = "Pacific/Auckland"
    cast.ada.person.save()
    visit("a", days=0)
    page = client_for(cast.ada).get(f"{REPORT}?period=7").text
    assert "10 Jul to 16 Jul" in page
    assert "today until 17:55" in page


def test_the_report_asks_few_questions(client: Client) -> None:
    def add() -> None:
        article = an_article().article_id
        visit(str(article), article=article, wrote="api", solved=False)
        actions.answer(
            article, visit=str(article), language="en", is_solved=False, words="x", reason="unclear", now=clock.now()
        )

    assert_constant_queries(client, REPORT, add, rows=24)


# The table as a file.


def test_the_file_has_every_article_and_no_formula(client: Client) -> None:
    for title in ("=1+1", "+2", "-3", "@SUM(A1)", 'Plain, with "quotes"'):
        visit(title, article=an_article(title).article_id, solved=False, wrote="api")
    response = client.get(FILE)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="articles-2027-06-17-2027-07-16.csv"'
    text = response.content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert rows[0][:3] == ["Article", "Title", "Visits that read it"]
    assert {row[1] for row in rows[1:]} == {"'=1+1", "'+2", "'-3", "'@SUM(A1)", 'Plain, with "quotes"'}
    assert {tuple(row[2:6]) for row in rows[1:]} == {("1", "1", "0", "1")}


def test_the_file_has_no_formula_where_a_spreadsheet_parts_cells_elsewhere(client: Client) -> None:
    for title in ("a;=1+1", 'b;"=2', "c;+3; ok", "d; e-f"):
        visit(title, article=an_article(title).article_id, solved=False, wrote="api")
    rows = list(csv.reader(StringIO(client.get(FILE).content.decode("utf-8-sig"))))
    assert {row[1] for row in rows[1:]} == {"a;'=1+1", "b;\"'=2", "c;'+3; ok", "d; e-f"}


def test_the_file_is_of_the_period_and_the_language(client: Client) -> None:
    visit("a", days=20, article=an_article("Old").article_id)
    visit("b", language="de", article=an_article("German").article_id)
    assert "Old" not in client.get(f"{FILE}?period=7").text
    assert "German" in client.get(f"{FILE}?period=7").text
    assert "German" not in client.get(f"{FILE}?language=fr").text


# Searches that failed.


def test_searches_that_failed_are_told_with_what_to_do(client: Client, lin: Agent) -> None:
    search("a", "Gutschein einlösen", language="de")
    search("b", "GUTSCHEIN EINLÖSEN", language="de", days=2)
    search("c", "spf", 4)
    rows = rows_of(parse(client.get(SEARCHES).text))
    assert [row[1].casefold() for row in rows] == ["gutschein einlösen", "spf"]
    assert [row[2:7] for row in rows] == [["DE", "2", "none", "2", ""], ["EN", "1", "4", "", "1"]]
    page = client_for(lin).get(SEARCHES).text
    for start in ("/workspace/help/synonyms/new?language=de&amp;words=", "/workspace/articles/new?title="):
        assert any(start + quote_plus(words) in page for words in ("Gutschein einlösen", "GUTSCHEIN EINLÖSEN"))
    assert "Add a synonym" not in client.get(SEARCHES).text


def test_searches_are_those_of_the_period_the_language_and_the_fault(client: Client) -> None:
    search("a", "nothing")
    search("b", "not opened", 3)
    search("c", "old", days=20)
    search("d", "deutsch", language="de")

    def words(query: str) -> set[str]:
        return {row[1] for row in rows_of(parse(client.get(SEARCHES + query).text))}

    assert words("") == {"nothing", "not opened", "old", "deutsch"}
    assert words("?period=7") == {"nothing", "not opened", "deutsch"}
    assert words("?language=de") == {"deutsch"}
    assert words("?what=nothing") == {"nothing", "old", "deutsch"}
    assert words("?what=unopened") == {"not opened"}


def test_searches_have_pages(client: Client) -> None:
    for each in range(51):
        search(f"v{each}", f"words {each:02}")
    page = client.get(f"{SEARCHES}?what=nothing").text
    assert "1 to 50" in page
    assert f"{SEARCHES}?what=nothing&amp;page=2" in page
    assert "51 to 51" in client.get(f"{SEARCHES}?what=nothing&page=2").text
    assert "Nothing on this page" in client.get(f"{SEARCHES}?page=3").text
    assert "No search failed in these days" in client.get(f"{SEARCHES}?language=es").text


def test_searches_ask_few_questions_and_show_words_without_running_them(client: Client) -> None:
    search("evil", EVIL)
    assert EVIL not in client.get(SEARCHES).text
    names = iter(range(100))
    assert_constant_queries(client, SEARCHES, lambda: search(f"v{next(names)}", f"words {next(names)}"), rows=45)


# What the address asks for.


@pytest.mark.parametrize("path", [REPORT, FILE, SEARCHES])
@pytest.mark.parametrize(
    "query", ["period=abc", "period=8", "period=-7", "page=-1", "page=0", "page=x", "page=9999", "language=xx"]
)
def test_what_cannot_be_is_not_found(client: Client, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 404


def test_empty_choices_are_the_usual_ones(client: Client) -> None:
    assert client.get(f"{REPORT}?period=&language=&sort=&page=").status_code == 200
    assert client.get(f"{SEARCHES}?period=&language=&what=&page=").status_code == 200
    assert client.get(f"{REPORT}?sort=x").status_code == client.get(f"{SEARCHES}?what=x").status_code == 404
    assert client.get(f"{SEARCHES}?sort=x").status_code == 404


@pytest.mark.parametrize("days", [7, 30, 90])
def test_every_period_has_its_days(client: Client, days: int) -> None:
    visit("a", days=0)
    page = parse(client.get(f"{REPORT}?period={days}").text)
    table = next(node for node in page.walk() if node.tag == "table")
    assert len([node for node in table.walk() if node.tag == "tr"]) == days + 1


def test_numbers_are_written_as_each_language_writes_them() -> None:
    assert [number(12345, code) for code in ("en", "de")] == ["12,345", "12.345"]
    assert [percent(979, 1000, code) for code in ("en", "de", "fr", "es")] == ["97.9\u00a0%"] + ["97,9\u00a0%"] * 3
    assert percent(1, 20, "en") == "5\u00a0%"
    assert (share(3, 7, "en"), share(19, 19, "en")) == ("3 of 7", "19 of 19")
