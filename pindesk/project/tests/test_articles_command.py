"""`pindesk articles` as its operator meets it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pindesk.project.commands import main
from tests.own_database import own_database
from tests.server import run_command

LINE = {"id": "a.en", "group": "a", "lang": "en", "title": "Sending limits", "body": "A thousand an hour."}


@pytest.fixture(scope="module")
def database() -> Iterator[Mapping[str, str]]:
    with own_database() as found:
        yield found


def write(file: Path, *lines: object) -> Path:
    file.write_text("".join(f"{json.dumps(one) if isinstance(one, dict) else one}\n" for one in lines))
    return file


def test_import_into_nothing_makes_the_tables_and_says_what_it_did(tmp_path: Path, database: Mapping[str, str]) -> None:
    file = write(tmp_path / "a.jsonl", LINE, {**LINE, "id": "a.de", "lang": "de"})
    first = run_command(tmp_path / "data", "articles", "import", str(file), env=database)
    assert (first.returncode, first.stderr, first.stdout) == (0, "", "2 added, 0 changed, 0 unchanged, 0 refused.\n")
    again = run_command(tmp_path / "data", "articles", "import", str(file), env=database)
    assert again.stdout == "0 added, 0 changed, 2 unchanged, 0 refused.\n"

    write(file, {**LINE, "title": ""}, "{", {**LINE, "body": "Two thousand."})
    third = run_command(tmp_path / "data", "articles", "import", str(file), env=database)
    assert third.returncode == 1
    assert third.stderr.splitlines()[0] == "line 1: refused. It has no title."
    assert third.stderr.splitlines()[1].startswith("line 2: refused. It is no JSON")
    assert third.stdout == "0 added, 1 changed, 0 unchanged, 2 refused.\n"

    dry = run_command(tmp_path / "data", "articles", "import", str(write(file, LINE)), "--dry-run", env=database)
    assert dry.stdout == "Nothing was written; it would be: 0 added, 1 changed, 0 unchanged, 0 refused.\n"

    out = tmp_path / "out"
    done = run_command(tmp_path / "data", "articles", "export", str(out), env=database)
    assert (done.returncode, done.stderr) == (0, "")
    assert (out / "a.en.md").read_text().endswith("Two thousand.\n")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x.txt").touch()
    refused = run_command(tmp_path / "data", "articles", "export", str(tmp_path / "mine"), env=database)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "no earlier export" in refused.stderr


def test_unknown_fields_are_told_and_drafts_reach_no_reader(tmp_path: Path, database: Mapping[str, str]) -> None:
    file = write(tmp_path / "a.jsonl", {**LINE, "id": "b.en", "group": "b", "colour": 1}, {"visiblity": 1, **LINE})
    done = run_command(tmp_path / "data", "articles", "import", str(file), "--drafts", env=database)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "“colour” is not known here and was left out (first in line 1).",
        "line 2: refused. Unknown field “visiblity”; did you mean “visibility”?",
    ]
    assert done.stdout.startswith("1 added, 0 changed, 0 unchanged, 1 refused.\nReaders see none of it yet")
    out = tmp_path / "out.jsonl"
    run_command(tmp_path / "data", "articles", "export", str(out), env=database)
    assert "b.en" not in out.read_text()
    run_command(tmp_path / "data", "articles", "export", str(out), "--drafts", env=database)
    assert "b.en" in out.read_text()


def test_what_is_not_there_is_refused_in_one_line(tmp_path: Path) -> None:
    for words in (("import", str(tmp_path / "none.jsonl")), ("export", str(tmp_path / "out"))):
        done = run_command(tmp_path / "data", "articles", *words)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("what", ["import", "export"])
def test_help_teaches_with_an_example(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["articles", what, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"  pindesk articles {what}" in said
    assert "--data DIR" in said


@pytest.mark.parametrize("words", [["articles"], ["articles", "import"], ["articles", "delete", "x"]])
def test_wrong_usage_exits_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
