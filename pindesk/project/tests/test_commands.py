"""The `pindesk` program as its operator meets it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pindesk import __version__
from pindesk.project.commands import COMMANDS, main
from pindesk.project.tests.raw import ask
from tests.server import run_command, running_server


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"  pindesk {command}" in said
    assert "--data DIR" in said


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(command in said for command in COMMANDS)


def test_help_does_not_load_the_program(tmp_path: Path) -> None:
    code = (
        "import sys; from pindesk.project.commands import _parser; _parser(['serve']); print('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"pindesk {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["serve", "--port", "http"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "-1"],
        ["serve", "surplus"],
        ["demo", "--at", "tomorrow"],
        ["demo", "--at", "2027-07-16T17:55"],
        ["backup"],
        ["restore"],
    ],
)
def test_wrong_usage_exits_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"PINDESK_URL": "support.example.com"}, "PINDESK_URL"),
        ({"PINDESK_TRUSTED_PROXIES": "proxy"}, "PINDESK_TRUSTED_PROXIES"),
        ({"PINDESK_SECRET_KEY": "short"}, "PINDESK_SECRET_KEY"),
        ({"DATABASE_URL": "mysql://host/db"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:1/none"}, "The database cannot be used"),
        ({"DATABASE_URL_FILE": "/nowhere/at/all"}, "DATABASE_URL_FILE"),
    ],
)
def test_wrong_setting_is_refused_in_one_line(tmp_path: Path, env: dict[str, str], words: str) -> None:
    done = run_command(tmp_path, "serve", "--port", "0", env=env)
    assert done.returncode == 1
    assert done.stderr.startswith("pindesk: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr


def test_data_directory_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run_command(tmp_path, "serve", "--port", "0", "--data", str(tmp_path / "file"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_demo_offers_to_be_anybody(tmp_path: Path) -> None:
    with running_server(tmp_path / "demo", command=("demo", "--at", "2027-07-16T17:55+02:00")) as server:
        words = server.output.read_text().split()
        links = [word for word in words if "/demo/as/" in word]
        assert [link.rpartition("/")[2] for link in links] == ["alice", "bob", "mallory", "frieda", "ada", "lin"]
        for link in links:
            answer = ask(server, link.removeprefix(server.url))
            assert answer.status == 302
            assert "set-cookie" in answer.headers
        assert ask(server, "/demo/mail/").status == 200


def test_demo_never_opens_a_real_installation(tmp_path: Path) -> None:
    with running_server(tmp_path / "data"):
        pass
    done = run_command(tmp_path / "data", "demo", "--port", "0")
    assert done.returncode == 1
    assert "holds a real installation" in done.stderr
    assert not (tmp_path / "data" / "demo").exists()
