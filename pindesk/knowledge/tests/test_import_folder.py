"""Articles taken in from a folder of Markdown files: front matter, sections, links and pictures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pindesk.accounts.models import Agent
from pindesk.files import content as files
from pindesk.files.models import StoredFile
from pindesk.knowledge.actions import importing
from pindesk.knowledge.actions.importing import Kind, Outcome, import_articles
from pindesk.knowledge.exchange.folder import LARGEST_FILE_BYTES, read_folder, read_sections
from pindesk.knowledge.exchange.problems import Problem
from pindesk.knowledge.models import Image, Section, State, Translation
from pindesk.knowledge.tests.pictures import png

pytestmark = pytest.mark.django_db

SECTIONS = """\
categories:
  - code: mail
    names: {en: Mail, de: Post}
    descriptions: {en: Everything that is sent.}
    sections:
      - code: sending
        names: {en: Sending, de: Versand}
      - code: receiving
        names: {en: Receiving}
"""


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PAUSE_SECONDS", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "help"
    made.mkdir()
    return made


def write(folder: Path, name: str, body: str = "Some words.", **fields: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    values = {"title": "A title", **fields}
    head = "".join(f"{key}: {value}\n" for key, value in values.items())
    file.write_text(f"---\n{head}---\n\n{body}\n")
    return file


def take(folder: Path, *, is_dry_run: bool = False) -> list[Outcome]:
    parts = read_sections(folder)
    assert not isinstance(parts, Problem)
    return list(import_articles(read_folder(folder), parts, is_dry_run=is_dry_run))


def refusal(folder: Path) -> str:
    (refused,) = [outcome for outcome in take(folder) if outcome.kind == Kind.REFUSED]
    return f"{refused.place}: {refused.sentence}"


def the(external_id: str) -> Translation:
    return Translation.objects.select_related("latest", "article__section").get(external_id=external_id)


def test_names_front_matter_and_sections_become_articles(folder: Path) -> None:
    (folder / "sections.yaml").write_text(SECTIONS)
    write(folder, "sending/limits.en.md", keywords="[quota, cap]", section="sending", related="[dkim]", position="3")
    write(folder, "sending/limits.de.md", title="Grenzen", summary="Wie viel.")
    write(folder, "dkim.en.md", visibility="signed_in", state="draft", id="dkim-1")
    assert [outcome.kind for outcome in take(folder)] == [Kind.ADDED] * 3
    row = the("limits.en")
    assert (row.latest.keywords, row.article.position, row.article.section.code) == ("quota, cap", 3, "sending")
    assert [other.group for other in row.article.related.all()] == ["dkim"]
    assert the("limits.de").article_id == row.article_id
    assert (the("dkim-1").state, the("dkim-1").article.visibility) == (State.DRAFT, "signed_in")
    section = Section.objects.get(code="sending")
    assert (section.names, section.category.names["de"]) == ({"en": "Sending", "de": "Versand"}, "Post")
    assert [outcome.kind for outcome in take(folder)] == [Kind.UNCHANGED] * 3


def test_pictures_are_kept_and_links_followed(folder: Path) -> None:
    write(folder, "a.en.md", body="![A button](images/b%201.png) [b](b.md#x)")
    write(folder, "a.de.md", body="![Ein Knopf](<images/b 1.png>)")
    write(folder, "b.en.md")
    (folder / "images").mkdir()
    (folder / "images/b 1.png").write_bytes(png())
    take(folder)
    image = Image.objects.get()
    assert image.name == "b 1.png"
    assert the("a.en").latest.body == f"![A button](image:{image.key}) [b](article:{the('b.en').article_id}#x)"
    assert f'src="/-/images/{image.key}"' in the("a.de").html
    assert [outcome.kind for outcome in take(folder)] == [Kind.UNCHANGED] * 3
    (folder / "images/b 1.png").write_bytes(png("blue"))
    assert sorted(outcome.kind for outcome in take(folder)) == [Kind.CHANGED, Kind.CHANGED, Kind.UNCHANGED]


def test_dry_run_keeps_no_picture(folder: Path) -> None:
    write(folder, "a.en.md", body="![A button](b.png)")
    (folder / "b.png").write_bytes(png())
    before = set(files.folder().rglob("*/*/*"))
    assert [outcome.kind for outcome in take(folder, is_dry_run=True)] == [Kind.ADDED]
    assert (Image.objects.count(), Translation.objects.count(), StoredFile.objects.count()) == (0, 0, 0)
    assert set(files.folder().rglob("*/*/*")) == before


def test_dry_run_tells_all_that_the_real_run_does(folder: Path, ada: Agent) -> None:
    (folder / "bad.png").write_bytes(b"no picture at all")
    (folder / "b.png").write_bytes(png())
    write(folder, "a.en.md", body="![1](bad.png) ![2](none.png) ![3](b.png) [4](none.md)", related="[nobody]")
    write(folder, "b.en.md", body="![3](b.png) [a](a.md)", visibility="plans:gold")
    write(folder, "c.en.md", body="![1](../c.png)")
    write(folder, "d.en.md", body=" ")
    write(folder, "e.en.md", body="[a](a.md)")
    for kinds in ({Kind.ADDED, Kind.REFUSED}, {Kind.UNCHANGED, Kind.REFUSED, Kind.CHANGED}):
        said = take(folder, is_dry_run=True)
        assert said == take(folder)
        assert {outcome.kind for outcome in said} == kinds
        (folder / "b.png").write_bytes(png("blue"))
    (about,) = [outcome for outcome in said if outcome.place == "a.en.md"]
    assert [name for name in ("bad.png", "none.png", "none.md", "nobody") if name in " ".join(about.notes)] == [
        "bad.png",
        "none.png",
        "none.md",
        "nobody",
    ]


@pytest.mark.parametrize("content", [None, b"", b"no picture at all", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_picture_that_is_none_leaves_its_words_and_a_note(folder: Path, content: bytes | None) -> None:
    write(folder, "a.en.md", body="Press ![the button](b.png).")
    if content is not None:
        (folder / "b.png").write_bytes(content)
    (outcome,) = take(folder)
    assert outcome.kind == Kind.ADDED
    assert "b.png" in outcome.notes[0]
    assert "the button" in the("a.en").text
    assert "<img" not in the("a.en").html


@pytest.mark.parametrize(
    "address",
    [
        "../../../../etc/passwd",
        "/etc/passwd",
        "images/../../../secret.png",
        "..%2f..%2fsecret.png",
        "..\\\\..\\\\secret.png",
        "../link.png",
        "../linked/secret.png",
        "~/secret.png",
    ],
)
def test_picture_outside_of_the_folder_is_refused(folder: Path, address: str) -> None:
    (folder.parent / "secret.png").write_bytes(png())
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "linked").symlink_to(folder.parent)
    write(folder, "sub/a.en.md", body=f"![x]({address})")
    write(folder, "b.en.md")
    assert "outside of the folder" in refusal(folder)
    assert not Image.objects.exists()
    assert Translation.objects.count() == 1


def test_picture_on_the_web_is_not_fetched(folder: Path) -> None:
    write(folder, "a.en.md", body="![x](https://example.com/a.png) ![y](//example.com/a.png) ![z](file:///etc/passwd)")
    (outcome,) = take(folder)
    assert (outcome.kind, outcome.notes) == (Kind.ADDED, ())
    assert "<img" not in the("a.en").html


def test_picture_that_never_ends_is_not_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    write(folder, "a.en.md", body="![x](pipe.png)")
    (outcome,) = take(folder)
    assert "pipe.png" in outcome.notes[0]


DEEP = "a: " + "[" * 5000  # deep enough to end the stack of a parser that recurses
BOMB = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: T"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"No front matter.", "does not begin with front matter"),
        (b"---\ntitle: T\n\nNo end.", "is missing"),
        (b"---\ntitle: [\n---\nx", "YAML cannot be read"),
        (b"---\ntitle: !!python/object/apply:os.system [id]\n---\nx", "YAML cannot be read"),
        (b"---\njust words\n---\nx", "has no fields"),
        (b"---\n- title\n---\nx", "has no fields"),
        (b"---\n---\nx", "has no"),
        (f"---\n{BOMB}\n---\nx".encode(), "aliases"),
        (f"---\n{DEEP}\n---\nx".encode(), "nested too deeply"),
        (b"---\na: " + b"[" * 50 + b"]" * 50 + b"\n---\nx", "nested too deeply"),
        (b"---\ntitle: " + b"x" * 30_000 + b"\n---\nx", "longer than 20,000"),
        (b"---\ntitle: T\n---\n\xff", "no UTF-8"),
        (b"---\ntitle: T\nposition: 2024-13-45\n---\nx", ""),
        (b"---\ntitle: T\nvisiblity: signed_in\n---\nx", "“visiblity”; did you mean “visibility”?"),
        (b"---\ntitle: T\n1: 2\n2024-01-01: x\nnull: x\nstat: draft\n---\nx", "“stat”; did you mean “state”?"),
        (b"---\ntitle: a\x00b\n---\nx", "YAML cannot be read"),
        (b"---\ntitle: T\n---\n" + b"x" * (LARGEST_FILE_BYTES + 1), "longer than 200,000"),
        (b"", "does not begin with front matter"),
    ],
)
def test_file_that_cannot_be_read_is_named_and_the_rest_is_imported(folder: Path, content: bytes, words: str) -> None:
    (folder / "bad.en.md").write_bytes(content)
    write(folder, "good.en.md")
    said = refusal(folder)
    assert said.startswith("bad.en.md: ")
    assert words in said
    assert "\n" not in said
    assert Translation.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [("limits.md", "no language"), ("limits.it.md", "“it” in its name"), (".en.md", None), ("README.md", None)],
)
def test_name_says_group_and_language(folder: Path, name: str, words: str | None) -> None:
    write(folder, name)
    outcomes = take(folder)
    assert [words in outcome.sentence for outcome in outcomes if words] == ([True] if words else [])
    assert len(outcomes) == (1 if words else 0)


def test_links_of_the_file_system_are_not_followed(folder: Path) -> None:
    outside = folder.parent / "outside"
    write(outside, "secret.en.md")
    (folder / "secret.en.md").symlink_to(outside / "secret.en.md")
    (folder / "more").symlink_to(outside)
    assert "not followed" in refusal(folder)
    assert not Translation.objects.exists()


def test_windows_line_ends_and_a_byte_order_mark_are_taken(folder: Path) -> None:
    (folder / "a.en.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\n\r\none\r\ntwo\r\n")
    take(folder)
    assert the("a.en").latest.body == "one\ntwo"


@pytest.mark.parametrize(
    "content",
    [
        "categories: 5",
        "- [x]",
        "- names: {}",
        "- code: a\n  names: 7",
        "- names: {en: A}\n  sections: {x: 5}",
        "[",
        BOMB,
    ],
)
def test_sections_that_cannot_be_read_are_said(folder: Path, content: str) -> None:
    (folder / "sections.yaml").write_text(content)
    assert isinstance(read_sections(folder), Problem)
