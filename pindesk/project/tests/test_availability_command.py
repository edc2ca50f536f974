"""`pindesk availability check` as a program: lines in, lines out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from pindesk.availability.tests.test_exchange import EXAMPLE, EXPECTED
from pindesk.project.commands.availability import LINE_MAX_BYTES
from tests.server import ROOT, environment_of

WORDS = [sys.executable, "-m", "pindesk", "availability", "check"]


def check(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    environment = {**environment_of(folder / "data"), "PYTHONPATH": str(ROOT)}
    return subprocess.run(WORDS, input=text, capture_output=True, text=True, env=environment, cwd=folder, timeout=60)


def test_each_line_is_answered_and_the_bad_ones_are_named(tmp_path: Path) -> None:
    lines = [
        json.dumps(EXAMPLE),
        "",
        "{",
        '{"plan": "gold"}',
        "[" * 50_000,
        "x" * (LINE_MAX_BYTES * 3),
        json.dumps(EXAMPLE),
    ]
    ended = check(tmp_path, "\n".join(lines))
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 1
    assert ended.stderr == ""
    assert answers[0] == answers[-1] == {**EXPECTED, "recommended": "ticket"}
    assert [answer.get("line") for answer in answers] == [None, 3, 4, 5, 6, None]


def test_good_lines_alone_are_a_success_and_no_data_directory_is_made(tmp_path: Path) -> None:
    ended = check(tmp_path, json.dumps(EXAMPLE) + "\n")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_an_answer_comes_before_the_next_question_is_asked(tmp_path: Path) -> None:
    environment = {**environment_of(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        WORDS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=tmp_path
    ) as program:
        assert program.stdin and program.stdout
        for _ in range(2):
            program.stdin.write(json.dumps(EXAMPLE) + "\n")
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["recommended"] == "ticket"
        program.stdin.close()
        assert program.wait(timeout=30) == 0
