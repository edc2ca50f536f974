"""Written articles come back as they were: the same bytes from an installation that was empty before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pindesk.accounts.models import Agent
from pindesk.knowledge import actions
from pindesk.knowledge.actions import importing
from pindesk.knowledge.actions.importing import Kind, Outcome, import_articles
from pindesk.knowledge.actions.naming import name_articles
from pindesk.knowledge.actions.writing import Words
from pindesk.knowledge.exchange import front_matter
from pindesk.knowledge.exchange.folder import read_folder, read_sections
from pindesk.knowledge.exchange.gathering import parts, written
from pindesk.knowledge.exchange.lines import read_lines
from pindesk.knowledge.exchange.problems import Unreadable
from pindesk.knowledge.exchange.writing import MARK, FolderWriter, write_lines
from pindesk.knowledge.models import Article, Category, Image, Section, Translation, Version
from pindesk.knowledge.tests.pictures import png

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PAUSE_SECONDS", 0)


def to_lines(file: Path, *, with_drafts: bool = False) -> bytes:
    name_articles()
    write_lines(file, written(with_drafts=with_drafts), parts())
    return file.read_bytes()


def to_folder(folder: Path, *, with_drafts: bool = False) -> dict[str, bytes]:
    name_articles()
    FolderWriter(folder).write(written(with_drafts=with_drafts), parts())
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def take_folder(folder: Path) -> list[Outcome]:
    found = read_sections(folder)
    assert isinstance(found, list)
    return list(import_articles(read_folder(folder), found))


def empty() -> None:
    """As in a new installation."""
    Translation.objects.update(latest=None, published=None, source_version=None, state="draft")
    Version.objects.all().delete()
    Image.objects.all().delete()
    Article.objects.all().delete()
    Section.objects.all().delete()
    Category.objects.all().delete()


@pytest.fixture
def library(ada: Agent) -> dict[str, Translation]:
    """Articles as people write them here, with all that an article can have."""
    category = actions.save_category(names={"en": "Mail: and more", "de": "Post"}, descriptions={"en": "All."}, by=None)
    section = actions.save_section(category=category, names={"en": "Sending", "fr": "Envoi"}, by=None)
    actions.save_section(category=category, names={"en": "Empty"}, by=None)
    found: dict[str, Translation] = {}

    def write(name: str, language: str, words: Words, article: Article | None = None) -> Article:
        if article is None:
            row = actions.create_article(language=language, words=words, section=section, by=ada)
        else:
            row = actions.save_version(article, language, words, base=None, by=ada).translation
        found[name] = actions.publish(row, by=ada)
        return found[name].article

    limits = write("limits", "en", Words("Limits: “how” #much?", "- a: summary", "quota, cap", "A *body*."))
    write("limits.de", "de", Words("Grenzen", body="Siehe [hier](#x).\n\n```\n[a](article:1)\n```"), limits)
    dkim = write("dkim", "fr", Words("Clé", keywords="a,b", body=f"Voir [ceci](article:{limits.pk}#x) {{ hours }}"))
    write("dkim.en", "en", Words("Key", body=f"[no](article:99999) `article:{limits.pk}`"), dkim)
    image = actions.add_image(limits, png(), "Knopf größer.png", by=ada)
    plain = actions.add_image(limits, png("blue"), "plain.png", by=ada)
    words = Words(
        "Limits: “how” #much?", "- a: summary", "quota, cap", f"![k](image:{image.key}) ![p](image:{plain.key})"
    )
    found["limits"] = actions.publish(actions.save_version(limits, "en", words, base=1, by=ada).translation, by=ada)
    actions.place_article(dkim, section=None, visibility="plans:business,premium", position=7, related=[limits], by=ada)
    draft = actions.create_article(language="es", words=Words("Borrador", body="Todavía no."), by=ada)
    found["draft"] = draft
    return found


def test_lines_come_back_the_same(library: dict[str, Translation], tmp_path: Path) -> None:
    before = to_lines(tmp_path / "a.jsonl")
    assert before == to_lines(tmp_path / "a.jsonl")
    empty()
    outcomes = list(import_articles(read_lines(tmp_path / "a.jsonl")))
    assert [outcome.kind for outcome in outcomes] == [Kind.ADDED] * 4
    assert to_lines(tmp_path / "b.jsonl") == before
    assert before.count(b"\n") == 4
    assert Section.objects.get(code="sending").names == {"en": "Sending", "fr": "Envoi"}


@pytest.mark.parametrize("with_drafts", [False, True])
def test_folder_comes_back_the_same(library: dict[str, Translation], tmp_path: Path, with_drafts: bool) -> None:
    before = to_folder(tmp_path / "a", with_drafts=with_drafts)
    empty()
    assert {outcome.kind for outcome in take_folder(tmp_path / "a")} == {Kind.ADDED}
    assert to_folder(tmp_path / "b", with_drafts=with_drafts) == before
    assert len([name for name in before if name.endswith(".md")]) == (5 if with_drafts else 4)
    assert len([name for name in before if name.endswith(".png")]) == 2


def test_what_was_written_here_is_the_same_when_it_is_imported_here(
    library: dict[str, Translation], tmp_path: Path
) -> None:
    to_folder(tmp_path / "a")
    versions = Version.objects.count()
    assert {outcome.kind for outcome in take_folder(tmp_path / "a")} == {Kind.UNCHANGED}
    to_lines(tmp_path / "a.jsonl")
    assert {outcome.kind for outcome in import_articles(read_lines(tmp_path / "a.jsonl"))} == {Kind.UNCHANGED}
    assert Version.objects.count() == versions


@pytest.mark.parametrize("with_drafts", [False, True])
def test_waiting_changes_and_archived_articles_come_back_the_same_and_reach_no_reader(
    library: dict[str, Translation], tmp_path: Path, ada: Agent, with_drafts: bool
) -> None:
    row = library["limits"]
    link = f"See [the key](article:{library['dkim'].article_id}) and [x](none.md)."
    actions.save_version(row.article, "en", Words("Limits", body=link), base=2, by=ada)
    actions.archive_article(library["dkim"].article, by=ada)
    to_lines(tmp_path / "a.jsonl", with_drafts=with_drafts)
    lines, folder = (tmp_path / "a.jsonl").read_bytes(), to_folder(tmp_path / "a", with_drafts=with_drafts)
    assert to_lines(tmp_path / "b.jsonl", with_drafts=with_drafts) == lines
    assert to_folder(tmp_path / "b", with_drafts=with_drafts) == folder
    before = [(one.latest_id, one.published_id, one.state) for one in Translation.objects.order_by("pk")]
    for outcomes in (take_folder(tmp_path / "a"), list(import_articles(read_lines(tmp_path / "a.jsonl")))):
        assert {outcome.kind for outcome in outcomes} == {Kind.UNCHANGED}
    assert [(one.latest_id, one.published_id, one.state) for one in Translation.objects.order_by("pk")] == before
    assert to_folder(tmp_path / "a", with_drafts=with_drafts) == folder
    empty()
    take_folder(tmp_path / "a")
    assert Translation.objects.filter(state="published", language="en").exists() != with_drafts
    assert to_folder(tmp_path / "c", with_drafts=with_drafts) == folder
    empty()
    assert {outcome.kind for outcome in import_articles(read_lines(tmp_path / "a.jsonl"))} == {Kind.ADDED}
    assert to_lines(tmp_path / "c.jsonl", with_drafts=with_drafts) == lines


def test_export_imported_as_drafts_comes_back_with_its_words(library: dict[str, Translation], tmp_path: Path) -> None:
    before = to_folder(tmp_path / "a")
    empty()
    found = read_sections(tmp_path / "a")
    assert isinstance(found, list)
    assert {one.kind for one in import_articles(read_folder(tmp_path / "a"), found, as_drafts=True)} == {Kind.ADDED}
    assert not [name for name in to_folder(tmp_path / "b") if name.endswith(".md")]
    drafts = to_folder(tmp_path / "c", with_drafts=True)
    assert {name: text.replace(b"state: draft\n", b"") for name, text in drafts.items()} == before
    take_folder(tmp_path / "a")
    assert to_folder(tmp_path / "d") == before


def test_drafts_are_written_only_when_asked_for(library: dict[str, Translation], tmp_path: Path, ada: Agent) -> None:
    row = library["limits.de"]
    actions.save_version(row.article, "de", Words("Grenzen", body="Entwurf."), base=1, by=ada)
    assert b"Entwurf" not in to_lines(tmp_path / "a.jsonl")
    assert b"Entwurf" in to_lines(tmp_path / "b.jsonl", with_drafts=True)


def test_links_and_pictures_are_named_for_people(library: dict[str, Translation], tmp_path: Path) -> None:
    found = {
        name.rpartition("/")[2]: content.decode()
        for name, content in to_folder(tmp_path / "a").items()
        if name.endswith("md")
    }
    assert "(limits-how-much.md#x)" in found["cle.fr.md"]
    assert "`article:" in found["cle.en.md"]
    assert "[a](article:1)" in found["limits-how-much.de.md"]
    assert "](images/limits-how-much/plain.png)" in found["limits-how-much.en.md"]


def test_next_export_takes_away_what_is_gone_and_nothing_else(
    library: dict[str, Translation], tmp_path: Path, ada: Agent
) -> None:
    folder = tmp_path / "a"
    before = to_folder(folder)
    (folder / "notes.txt").write_text("mine")
    actions.archive_article(library["limits"].article, by=ada)
    after = to_folder(folder)
    assert not [name for name in after if "limits-how-much" in name]
    assert after["notes.txt"] == b"mine"
    assert len(after) < len(before)


def test_folder_that_holds_something_else_is_left_alone(library: dict[str, Translation], tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(Unreadable):
        to_folder(folder)
    assert contents(folder) == {"mine.txt": b"mine"}


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hosts", "a/../../secret.txt", "linked/secret.txt"])
def test_mark_that_names_files_elsewhere_is_refused(library: dict[str, Translation], tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("mine")
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "linked").symlink_to(tmp_path)
    (folder / MARK).write_text(name)
    with pytest.raises(Unreadable):
        to_folder(folder)
    assert (tmp_path / "secret.txt").read_text() == "mine"


def test_nothing_is_written_through_a_link(library: dict[str, Translation], tmp_path: Path) -> None:
    folder = tmp_path / "a"
    (name,) = [name for name in to_folder(folder) if name.endswith("cle.fr.md")]
    target = tmp_path / "target"
    target.write_text("mine")
    (folder / name).unlink()
    (folder / name).symlink_to(target)
    to_folder(folder)
    assert target.read_text() == "mine"


@pytest.mark.parametrize("content", [b"text\n", b'{"a": 1}\n', b"[1]\n", b"\xff"])
def test_file_that_holds_something_else_is_left_alone(
    library: dict[str, Translation], tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(content)
    with pytest.raises(Unreadable):
        to_lines(file)
    assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_lines_have_the_fields_that_are_promised(library: dict[str, Translation], tmp_path: Path) -> None:
    rows = [json.loads(row) for row in to_lines(tmp_path / "a.jsonl").splitlines()]
    for row in rows:
        assert {"id", "group", "lang", "title", "body"} <= set(row)
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)


def test_groups_of_any_name_become_files_that_come_back(tmp_path: Path) -> None:
    for number, group in enumerate(["A/B", "../x", "con", "CON", "ß", "a.de", "x" * 200, "README", "images", "a b?#%"]):
        file = tmp_path / "in.jsonl"
        row = {
            "id": f"i{number}",
            "group": group,
            "lang": "en",
            "title": f"T{number}",
            "body": "See [x](a%20b%3F%23%25.md).",
        }
        file.write_text(json.dumps(row))
        assert [outcome.kind for outcome in import_articles(read_lines(file))] == [Kind.ADDED]
    before = to_folder(tmp_path / "a")
    groups = set(Article.objects.values_list("group", flat=True))
    empty()
    assert {outcome.kind for outcome in take_folder(tmp_path / "a")} == {Kind.ADDED}
    assert set(Article.objects.values_list("group", flat=True)) == groups
    assert to_folder(tmp_path / "b") == before


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(min_size=1, max_size=40),
    st.text(max_size=40),
    st.lists(st.text(max_size=10), max_size=4),
    st.text(max_size=60),
)
def test_front_matter_of_any_words_comes_back(title: str, summary: str, words: list[str], body: str) -> None:
    from pindesk.lib.text import clean_line, clean_text

    values = {
        "title": clean_line(title),
        "summary": clean_line(summary),
        "keywords": [clean_line(word) for word in words],
        "position": 3,
    }
    text = front_matter.joined(values, clean_text(body))
    found, rest = front_matter.split(text.encode().decode("utf-8-sig"))
    assert found == values
    assert clean_text(rest) == clean_text(body)


def test_pictures_of_one_name_in_two_languages_stay_two(tmp_path: Path) -> None:
    source = tmp_path / "in"
    for language, colour in (("en", "red"), ("de", "blue")):
        (source / language).mkdir(parents=True)
        (source / language / "shot.png").write_bytes(png(colour))
        (source / language / f"a.{language}.md").write_text("---\ntitle: T\n---\n![x](shot.png)\n")
    take_folder(source)
    before = to_folder(tmp_path / "a")
    assert len({content for name, content in before.items() if name.endswith(".png")}) == 2
    assert {outcome.kind for outcome in take_folder(tmp_path / "a")} == {Kind.UNCHANGED}
    empty()
    take_folder(tmp_path / "a")
    assert to_folder(tmp_path / "b") == before
