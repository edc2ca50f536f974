"""Articles taken in from JSON lines: what is added, changed, left alone and refused."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pindesk.accounts.models import Agent
from pindesk.events.models import Event
from pindesk.knowledge import actions
from pindesk.knowledge.access.searching import search
from pindesk.knowledge.actions import importing
from pindesk.knowledge.actions.importing import Kind, Outcome, import_articles
from pindesk.knowledge.actions.writing import Words
from pindesk.knowledge.exchange.lines import LONGEST_LINE_BYTES, read_lines
from pindesk.knowledge.exchange.plan import left_out
from pindesk.knowledge.models import Article, Category, Section, State, Translation, Version
from pindesk.knowledge.rules import NOBODY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PAUSE_SECONDS", 0)


def line(group: str = "limits", lang: str = "en", **fields: object) -> dict[str, object]:
    return {
        "id": f"{group}-{lang}",
        "group": group,
        "lang": lang,
        "title": f"Sending limits ({lang})",
        "body": "You may send a thousand mails an hour.",
        **fields,
    }


def take(path: Path, *lines: object, **options: bool) -> list[Outcome]:
    """Import a file of these lines: values, or bytes as they are."""
    file = path / "articles.jsonl"
    file.write_bytes(b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines) + b"\n")
    return list(import_articles(read_lines(file), **options))


def kinds(outcomes: list[Outcome]) -> list[str]:
    return [str(outcome.kind) for outcome in outcomes]


def the(external_id: str) -> Translation:
    return Translation.objects.select_related("latest", "published", "article__section").get(external_id=external_id)


def refusal(path: Path, *lines: object) -> str:
    """The sentence of the one that is refused."""
    refused = [outcome for outcome in take(path, *lines) if outcome.kind == Kind.REFUSED]
    assert len(refused) == 1
    return f"{refused[0].place}: {refused[0].sentence}"


def test_new_articles_are_published_at_once_and_found(tmp_path: Path) -> None:
    assert kinds(take(tmp_path, line(), line(lang="de", title="Versandlimit"))) == ["added", "added"]
    row = the("limits-en")
    assert (row.state, row.article.group, row.latest.reason) == (State.PUBLISHED, "limits", Version.Reason.IMPORTED)
    assert Article.objects.count() == 1
    found = search("versandlimit", language="de", reader=NOBODY).rows
    assert [result.external_id for result in found] == ["limits-de"]


def test_second_import_changes_nothing(tmp_path: Path, ada: Agent) -> None:
    lines = [
        line(section="Sending", keywords=["quota", "cap"], summary="How much.", related=["other"]),
        line(lang="de", section="Versand"),
        line("other", body="See [limits](limits.md#top).", visibility="plans:premium,business", position=4),
    ]
    take(tmp_path, *lines)
    before = (Version.objects.count(), Event.objects.count())
    assert kinds(take(tmp_path, *lines)) == ["unchanged"] * 3
    assert (Version.objects.count(), Event.objects.count()) == before


def test_changed_text_becomes_a_version_that_is_shown(tmp_path: Path) -> None:
    take(tmp_path, line(), line("other"))
    outcomes = take(tmp_path, line(body="Two thousand."), line("other"))
    assert kinds(outcomes) == ["unchanged", "changed"] or kinds(outcomes) == ["changed", "unchanged"]
    assert (the("limits-en").published.number, the("limits-en").text) == (2, "Two thousand.")


def edit(external_id: str, body: str, ada: Agent) -> None:
    row = the(external_id)
    words = Words(row.latest.title, row.latest.summary, row.latest.keywords, body)
    version = actions.save_version(row.article, row.language, words, base=row.latest.number, by=ada)
    actions.publish(version.translation, by=ada)


def test_what_an_agent_edited_is_left_alone_while_the_file_stays_the_same(tmp_path: Path, ada: Agent) -> None:
    take(tmp_path, line())
    edit("limits-en", "Edited by Ada.", ada)
    assert kinds(take(tmp_path, line())) == ["unchanged"]
    assert the("limits-en").text == "Edited by Ada."


def test_changed_file_takes_the_place_of_an_edit_and_says_so(tmp_path: Path, ada: Agent) -> None:
    take(tmp_path, line())
    edit("limits-en", "Edited by Ada.", ada)
    (outcome,) = take(tmp_path, line(body="New from the file."))
    assert outcome.kind == Kind.CHANGED
    assert "version 2" in outcome.notes[0]
    row = the("limits-en")
    assert row.text == "New from the file."
    assert Version.objects.get(translation=row, number=2).body == "Edited by Ada."


def test_words_that_the_file_leaves_out_stay(tmp_path: Path, ada: Agent) -> None:
    take(tmp_path, line())
    row = the("limits-en")
    words = Words(row.latest.title, "A summary by Ada.", "cap", row.latest.body)
    actions.publish(actions.save_version(row.article, "en", words, base=1, by=ada).translation, by=ada)
    take(tmp_path, line(body="New."))
    assert (the("limits-en").summary, the("limits-en").keywords) == ("A summary by Ada.", "cap")


def test_draft_is_kept_and_shown_once_the_file_says_so(tmp_path: Path) -> None:
    assert kinds(take(tmp_path, line(state="draft"))) == ["added"]
    assert the("limits-en").state == State.DRAFT
    assert kinds(take(tmp_path, line(state="draft"))) == ["unchanged"]
    assert kinds(take(tmp_path, line())) == ["changed"]
    assert the("limits-en").state == State.PUBLISHED


def test_new_and_changed_words_wait_as_drafts_when_asked_for(tmp_path: Path) -> None:
    take(tmp_path, line(), line(lang="de"))
    before = (Version.objects.count(), the("limits-en").html)
    lines = [line(body="New."), line(lang="de", body="Neu."), line(lang="fr"), line("other", section="Fruit")]
    assert kinds(take(tmp_path, *lines, as_drafts=True)) == ["changed", "changed", "added", "added"]
    row, german = the("limits-en"), the("limits-de")
    assert (row.state, row.html, row.latest.body) == (State.PUBLISHED, before[1], "New.")
    assert (the("limits-fr").state, the("other-en").state) == (State.DRAFT, State.DRAFT)
    assert german.source_version_id == row.published_id
    assert search("limits", language="fr", reader=NOBODY).count == 1
    assert kinds(take(tmp_path, *lines, as_drafts=True)) == ["unchanged"] * 4
    assert Version.objects.count() == before[0] + 4
    assert kinds(take(tmp_path, *lines)) == ["changed"] * 4
    assert (the("limits-en").text, the("other-en").state) == ("New.", State.PUBLISHED)
    assert the("limits-de").source_version_id == the("limits-en").published_id


def test_what_readers_see_stays_in_its_place_while_drafts_are_imported(tmp_path: Path) -> None:
    tree = {"category": {"code": "c", "name": "C"}, "section": {"code": "s", "name": "S"}}
    take(tmp_path, line(section="s", tree=tree, visibility="signed_in"), line("draft", state="draft"), line("other"))
    named = {"category": {"code": "c", "name": "New"}, "section": {"code": "s", "name": "New"}}
    fields = {"section": "t", "visibility": "public", "position": 7, "related": ["other"]}
    lines = [line(tree=named, **fields), line("draft", **fields), line("other", section="s")]
    for _ in range(2):
        take(tmp_path, *lines, as_drafts=True)
        article = the("limits-en").article
        assert (article.section.code, article.visibility, article.position) == ("s", "signed_in", 0)
        assert not article.related.exists()
        assert (the("draft-en").article.section.code, the("draft-en").article.position) == ("t", 7)
        assert Section.objects.get(code="s").names == {"en": "S"}
        assert Category.objects.get(code="c").names == {"en": "C"}
        assert the("other-en").article.section is None
    told = {outcome.place for outcome in take(tmp_path, *lines, as_drafts=True) if outcome.notes}
    assert told == {"line 1", "line 3"}
    take(tmp_path, *lines)
    assert (the("limits-en").article.section.code, the("limits-en").article.visibility) == ("t", "public")
    assert Section.objects.get(code="s").names == {"en": "New"}


def test_what_was_withdrawn_or_archived_here_is_not_shown_again(tmp_path: Path, ada: Agent) -> None:
    take(tmp_path, line(), line("old"))
    actions.withdraw(the("limits-en"), by=ada)
    actions.archive_article(the("old-en").article, by=ada)
    outcomes = take(tmp_path, line(body="New."), line("old", body="New."))
    assert kinds(outcomes) == ["changed", "unchanged"]
    assert all(outcome.notes for outcome in outcomes)
    assert (the("limits-en").state, the("old-en").state) == (State.DRAFT, State.ARCHIVED)


def test_links_to_other_articles_of_the_file_lead_to_them(tmp_path: Path) -> None:
    take(
        tmp_path, line(body="See [the other](sub/other.md#how-to), `[x](other.md)` and [none](none.md)."), line("other")
    )
    number = the("other-en").article_id
    row = the("limits-en")
    assert f"[the other](article:{number}#how-to)" in row.latest.body
    assert "`[x](other.md)`" in row.latest.body
    assert "[none](none.md)" in row.latest.body


def test_words_are_rendered_while_no_transaction_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendering = importlib.import_module("pindesk.knowledge.rendering.render")
    depths, parser = [], rendering._parser
    monkeypatch.setattr(rendering, "_parser", lambda: depths.append(len(connection.savepoint_ids)) or parser())
    take(tmp_path, line(body="See [the other](other.md#how-to)."), line("other", body="And [it](limits.md)."))
    take(tmp_path, line(body="Anew, see [the third](third.md)."), line("third"))
    assert set(depths) == {0}
    for row, to in ((the("limits-en"), the("third-en")), (the("other-en"), the("limits-en"))):
        assert f'href="/-/articles/{to.article_id}"' in row.html
        assert [link.to_article for link in row.links.all()] == [to.article_id]


def test_import_asks_no_more_for_many_links_than_for_few(tmp_path: Path) -> None:
    take(tmp_path, line("other"), line("third"))
    asked = []
    for number, count in enumerate((1, 200)):
        with CaptureQueriesContext(connection) as queries:
            take(tmp_path, line(f"n{number}", body="[a](other.md#x) [b](third.md) [c](none.md)\n" * count))
        asked.append(sum("knowledge_link" not in query["sql"] for query in queries))
    assert asked[0] == asked[1]


def test_batches_that_end_early_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH_SECONDS", 0)
    lines = [line(f"n{number}", body=f"See [next](n{number + 1}.md).") for number in range(5)]
    assert kinds(take(tmp_path, *lines, line("n5"))) == ["added"] * 6
    assert all(the(f"n{number}-en").is_published for number in range(6))
    assert kinds(take(tmp_path, *lines, line("n5"))) == ["unchanged"] * 6


@pytest.mark.parametrize("is_dry_run", [False, True])
def test_text_that_takes_too_long_to_show_is_refused_unless_it_is_a_draft(tmp_path: Path, is_dry_run: bool) -> None:
    body = "- a\n" * 12_000
    outcomes = take(tmp_path, line(body=body), line("draft", state="draft", body=body), is_dry_run=is_dry_run)
    assert kinds(outcomes) == ["refused", "added"]
    assert "too many lines" in outcomes[0].sentence


def test_article_that_others_lead_to_but_is_refused_is_not_left_behind(tmp_path: Path) -> None:
    outcomes = take(tmp_path, line(body="See [it](other.md)."), line("other", body=""))
    assert sorted(kinds(outcomes)) == ["added", "refused"]
    assert list(Article.objects.values_list("group", flat=True)) == ["limits"]


def test_section_is_found_by_code_or_name_and_else_made(tmp_path: Path) -> None:
    category = actions.save_category(names={"en": "Mail"}, by=None)
    actions.save_section(category=category, names={"en": "Sending", "de": "Versand"}, code="sending", by=None)
    take(
        tmp_path,
        line("by-code", section="sending"),
        line("by-name", section="Sending"),
        line("by-german", lang="de", section="Versand"),
        line("new", section="Billing and more"),
        line("new", lang="fr", section="Facturation"),
    )
    assert {the(f"{name}").article.section.code for name in ("by-code-en", "by-name-en", "by-german-de")} == {"sending"}
    made = the("new-en").article.section
    assert made.names == {"en": "Billing and more", "fr": "Facturation"}
    assert made.category.code == "imported"
    assert (Section.objects.count(), Category.objects.count()) == (2, 2)


def test_category_is_found_by_code_or_name_and_else_made(tmp_path: Path) -> None:
    actions.save_category(names={"en": "Mail", "de": "Post"}, code="mail", by=None)
    lines = [
        line("by-code", section="A", category="mail"),
        line("by-german", lang="de", section="B", category="Post"),
        line("new", section="C", category="Fruit & more"),
        line("new", lang="fr", section="C (fr)", category="Fruits"),
        line("none", section="D"),
        line("left-out", category="Fruit"),
    ]
    outcomes = take(tmp_path, *lines)
    rows = {
        row.names.get("en", row.names.get("de")): row.category for row in Section.objects.select_related("category")
    }
    assert (rows["A"].code, rows["B"].code, rows["C"].code, rows["D"].code) == (
        "mail",
        "mail",
        "fruit-more",
        "imported",
    )
    assert rows["C"].names == {"en": "Fruit & more", "fr": "Fruits"}
    assert (rows["C"].name("de"), rows["D"].name("en"), rows["D"].name("de")) == (
        "Fruit & more",
        "More topics",
        "Weitere Themen",
    )
    assert [outcome.place for outcome in outcomes if outcome.notes] == ["line 6"]
    assert kinds(take(tmp_path, *lines)) == ["unchanged"] * 6


def test_section_of_no_category_moves_once_the_file_names_one_and_stays_where_people_put_it(tmp_path: Path) -> None:
    take(tmp_path, line(section="Fruit"), line("other", section="Fruit"))
    assert Section.objects.get().category.code == "imported"
    lines = [line(section="Fruit", category="Food"), line("other", section="Fruit", category="Food")]
    assert "changed" in kinds(take(tmp_path, *lines))
    assert Section.objects.get().category.names == {"en": "Food"}
    assert kinds(take(tmp_path, *lines)) == ["unchanged"] * 2
    garden = actions.save_category(names={"en": "Garden"}, by=None)
    actions.save_section(Section.objects.get(), category=garden, names={"en": "Fruit"}, by=None)
    assert kinds(take(tmp_path, *lines)) == ["unchanged"] * 2
    assert Section.objects.get().category == garden


def test_renamed_section_is_still_that_of_the_file(tmp_path: Path) -> None:
    take(tmp_path, line(section="Billing"))
    section = Section.objects.get()
    actions.save_section(section, category=section.category, names={"en": "Invoices"}, by=None)
    assert kinds(take(tmp_path, line(section="Billing"))) == ["unchanged"]


def test_section_called_more_is_not_taken_for_the_articles_of_none(tmp_path: Path) -> None:
    tree = {"category": {"code": "more", "name": "More"}, "section": {"code": "more", "name": "More"}}
    lines = [line(section="more", tree=tree), line("other")]
    take(tmp_path, *lines)
    assert (the("limits-en").article.section.code, Category.objects.get().code) == ("more-2", "more-2")
    assert kinds(take(tmp_path, *lines)) == ["unchanged"] * 2
    assert Section.objects.count() == 1


def test_place_and_visibility_follow_the_file(tmp_path: Path) -> None:
    take(tmp_path, line())
    assert kinds(take(tmp_path, line(visibility="signed_in", position=7))) == ["changed"]
    article = the("limits-en").article
    assert (article.visibility, article.position) == ("signed_in", 7)
    assert search("thousand mails", language="en", reader=NOBODY).count == 0


def test_source_language_is_english_unless_the_file_says_otherwise(tmp_path: Path) -> None:
    take(tmp_path, line(lang="fr"), line(), line("other", lang="de", source="de"), line("other"))
    assert the("limits-en").article.source_language == "en"
    assert the("other-en").article.source_language == "de"


def test_translation_is_out_of_date_when_only_its_source_changed(tmp_path: Path) -> None:
    take(tmp_path, line(), line(lang="de"))
    take(tmp_path, line(body="New."), line(lang="de"))
    assert the("limits-de").source_version_id != the("limits-en").published_id
    take(tmp_path, line(body="New."), line(lang="de", body="Neu."))
    assert the("limits-de").source_version_id == the("limits-en").published_id


def test_dry_run_says_the_same_and_does_nothing(tmp_path: Path) -> None:
    lines = [line(body="See [other](other.md).", section="New"), line(lang="de"), line("other"), line("bad", lang="it")]
    assert sorted(kinds(take(tmp_path, *lines, is_dry_run=True))) == ["added", "added", "added", "refused"]
    assert (Article.objects.count(), Section.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_article_written_here_is_not_taken_over_by_another_id(tmp_path: Path) -> None:
    take(tmp_path, line())
    assert "limits-en" in refusal(tmp_path, line(id="another"))
    assert "limits" in refusal(tmp_path, line("other", id="limits-en"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"lang": "it"}, "“it” is none of de, en, es, fr"),
        ({"lang": None}, "no lang"),
        ({"lang": 7}, "no lang"),
        ({"title": ""}, "no title"),
        ({"title": "\x00 \u202e"}, "no title"),
        ({"title": 5}, "title is no text"),
        ({"title": "x" * 201}, "longer than 200"),
        ({"summary": "x" * 301}, "longer than 300"),
        ({"keywords": ["x" * 200] * 3}, "longer than 500"),
        ({"keywords": [["x"]]}, "keywords is no text"),
        ({"body": "x" * 200_001}, "longer than 200,000"),
        ({"body": ""}, "needs a text"),
        ({"body": ["x"]}, "body is no text"),
        ({"id": "x" * 201}, "longer than 200"),
        ({"id": True}, "id is no text"),
        ({"group": ["x"]}, "group is no text"),
        ({"id": None, "group": None}, "neither an id nor a group"),
        ({"visibility": "secret"}, "visibility is neither"),
        ({"visibility": "plans:"}, "visibility is neither"),
        ({"visibility": "plans:A B"}, "visibility is neither"),
        ({"position": -1}, "position is no number"),
        ({"position": True}, "position is no number"),
        ({"position": 1.5}, "position is no number"),
        ({"position": 2**31}, "position is no number"),
        ({"related": "x"}, "related is no list"),
        ({"state": "archived"}, "neither published nor draft"),
        ({"section": "x" * 81}, "80 characters"),
        ({"section": "x", "category": "x" * 81}, "name of its category is longer than 80 characters"),
        ({"category": ["x"]}, "category is no text"),
        ({"tree": {"category": {}, "section": {}}}, "has no name"),
        ({"tree": {"category": {"nmaes": {}}, "section": {}}}, "“nmaes”; did you mean “names”?"),
        ({"visiblity": "signed_in"}, "Unknown field “visiblity”; did you mean “visibility”?"),
        ({"Visibility": "signed_in"}, "did you mean “visibility”?"),
        ({"vsiibiltiy": "signed_in"}, "did you mean “visibility”?"),
        ({"private": True}, "did you mean “visibility”?"),
        ({"stat": "draft"}, "did you mean “state”?"),
        ({"status": "draft"}, "did you mean “state”?"),
        ({"draft": True}, "did you mean “state”?"),
        ({"Bdoy": "x"}, "did you mean “body”?"),
        ({"visibility": "plans:gold"}, "no plan “gold”: the set-up makes plans"),
        ({f"x{number}": 1 for number in range(96)}, "more than 100 fields"),
    ],
)
def test_line_that_cannot_be_taken_is_named_and_the_rest_is_imported(
    tmp_path: Path, fields: dict[str, object], words: str
) -> None:
    said = refusal(tmp_path, line("good"), {**line(), **fields})
    assert said.startswith("line 2: ")
    assert words in said
    assert Translation.objects.count() == 1


def test_plan_that_there_is_not_is_refused_with_those_that_there_are(tmp_path: Path, ada: Agent) -> None:
    said = refusal(tmp_path, line("good", visibility="plans:premium,business"), line(visibility="plans:gold,premium"))
    assert said == "line 2: There is no plan “gold”: there are free, starter, business, premium."
    assert the("good-en").article.visibility == "plans:business,premium"


@pytest.mark.parametrize(
    "fields",
    [{"visiblity": "signed_in"}, {"visibility": "secret"}, {"visibility": "signed_in", "title": ""}, {"private": True}],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_translations_of_an_article_whose_readers_were_refused_are_not_for_everybody(
    tmp_path: Path, fields: dict[str, object], is_first: bool
) -> None:
    bad, plain = line(**fields), line(lang="de")
    outcomes = take(tmp_path, *((bad, plain) if is_first else (plain, bad)), line("other"))
    assert sorted(kinds(outcomes)) == ["added", "refused", "refused"]
    assert "Who may read it is said in line" in outcomes[1].sentence
    assert Translation.objects.count() == 1
    assert kinds(take(tmp_path, bad, {**plain, "visibility": "signed_in"})) == ["refused", "added"]


def test_id_taken_twice_does_not_show_the_rest_of_an_article_to_everybody(tmp_path: Path) -> None:
    lines = [line("other"), line(id="other-en", visibility="signed_in"), line(lang="de")]
    assert kinds(take(tmp_path, *lines)) == ["refused", "refused", "added"]


def test_other_fields_are_left_out_and_told_once(tmp_path: Path) -> None:
    others = {
        "collection": "gnome",
        "url": "/x",
        "date": 1,
        "tag": [],
        "site": "",
        "source": "https://example.com",
        "\x00": 1,
        "x" * 5000: 1,
        "tags": 1,
    }
    file = tmp_path / "articles.jsonl"
    lines = [line(**others), line("other", collection="kde")]
    file.write_text("".join(json.dumps(one) + "\n" for one in lines))
    found = list(read_lines(file))
    said = left_out(found)
    assert said[0] == "“collection” is not known here and was left out (first in line 1)."
    assert (len(said), max(len(sentence) for sentence in said) < 120) == (len(others), True)
    assert kinds(list(import_articles(found))) == ["added"] * 2


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"{", "no JSON"),
        (b"[1]", "no JSON object"),
        (b'"text"', "no JSON object"),
        (b"\xff\xfe{}", "no UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id":' + b"9" * 5000 + b"}", "no JSON"),
        (b'{"body":"' + b"x" * 5_000_000 + b'"}', "longer than 200,000"),
    ],
    ids=["broken", "list", "text", "latin", "deep", "digits", "huge"],
)
def test_line_that_cannot_be_read_is_named_and_the_rest_is_imported(tmp_path: Path, bad: bytes, words: str) -> None:
    said = refusal(tmp_path, b"\xef\xbb\xbf" + json.dumps(line()).encode(), b"", bad, b"  \r", line("last"))
    assert said.startswith("line 3: ")
    assert words in said
    assert Translation.objects.count() == 2


def test_lines_of_just_the_limit_and_more_do_not_spoil_the_next(tmp_path: Path) -> None:
    outcomes = take(tmp_path, b" " * LONGEST_LINE_BYTES, b" " * (2 * LONGEST_LINE_BYTES - 1) + b"x", line())
    assert [outcome.place for outcome in outcomes] == ["line 1", "line 2", "line 3"]
    assert kinds(outcomes) == ["refused", "refused", "added"]


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    take(tmp_path, line(title="A\x00B", body="one\x00 two\r\nthree\ud800"))
    row = the("limits-en")
    assert (row.title, row.latest.body) == ("AB", "one two\nthree")


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (line("other", id="limits-en"), "line 2: Its id limits-en is that of line 1."),
        (line(id="another"), "line 2: line 1 has limits in en already."),
        (line(lang="de", visibility="signed_in"), "line 2: Its visibility is another one than that of line 1"),
    ],
)
def test_line_that_contradicts_an_earlier_one_is_refused(tmp_path: Path, second: dict[str, object], words: str) -> None:
    assert refusal(tmp_path, line(visibility="public"), second).startswith(words)


def test_id_and_group_stand_in_for_each_other_and_may_be_numbers(tmp_path: Path) -> None:
    bare = {"lang": "en", "title": "T", "body": "B"}
    take(tmp_path, {**bare, "id": 7}, {**bare, "group": "g"}, {**bare, "id": "a", "lang": "en-US"})
    found = set(Translation.objects.values_list("external_id", "article__group", "language"))
    assert found == {("7", "7", "en"), ("g.en", "g", "en"), ("a", "a", "en")}


def test_transactions_are_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH_SECONDS", 0)
    lines = [line(f"a{number}", body=f"See [next](a{number + 1}.md).") for number in range(6)]
    assert kinds(take(tmp_path, *lines)) == ["added"] * 6
    assert kinds(take(tmp_path, *lines)) == ["unchanged"] * 6
