"""The `pindesk` program as its operator meets it."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

import pytest

from pindesk import __version__
from pindesk.project.commands import COMMANDS, main
from pindesk.project.environment import Environment, Refused
from pindesk.project.tests.raw import ask
from tests.server import ROOT, environment_of, run_command, running_server


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
        ["demo", "--at", "9999-12-31T23:59+00:00"],
        ["demo", "--at", "0001-01-01T00:00+14:00"],
        ["demo", "--at", "2101-01-01T00:00+00:00"],
        ["backup"],
        ["restore"],
    ],
)
def test_wrong_usage_exits_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.splitlines()[-1].startswith("pindesk")


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"PINDESK_URL": "support.example.com"}, "PINDESK_URL"),
        ({"PINDESK_TRUSTED_PROXIES": "proxy"}, "PINDESK_TRUSTED_PROXIES"),
        ({"PINDESK_SECRET_KEY": "short"}, "PINDESK_SECRET_KEY"),
        ({"DATABASE_URL": "mysql://host/db"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:1/none"}, "The database cannot be used"),
        ({"DATABASE_URL_FILE": "/nowhere/at/all"}, "DATABASE_URL_FILE"),
        ({"PINDESK_SMTP_URL": "smtp://mail.example.com?tls=maybe"}, "tls=maybe"),
        ({"PINDESK_SMTP_URL": "smtp://mail.example.com?tls="}, "PINDESK_SMTP_URL"),
        ({"PINDESK_MAIL_FROM": "Larkmail"}, "PINDESK_MAIL_FROM"),
        ({"PINDESK_MAIL_FROM": "a@example.com, b@example.com"}, "PINDESK_MAIL_FROM"),
        ({"PINDESK_MAIL_FROM": "Larkmail <a@example.com> and more"}, "PINDESK_MAIL_FROM"),
        ({"PINDESK_CLAMD": "localhost"}, "PINDESK_CLAMD"),
        ({"PINDESK_DEMO": "1"}, "PINDESK_DEMO"),
    ],
)
def test_wrong_setting_is_refused_in_one_line(tmp_path: Path, env: dict[str, str], words: str) -> None:
    done = run_command(tmp_path, "serve", "--port", "0", env=env)
    assert done.returncode == 1
    assert done.stderr.startswith("pindesk: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr


def test_missing_driver_of_postgresql_is_said_with_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "psycopg.py").write_text("raise ImportError('no such library')")
    env = {"DATABASE_URL": "postgresql://127.0.0.1:1/none", "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    done = run_command(tmp_path / "data", "serve", "--port", "0", env=env)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "pip install 'pindesk[postgres]'" in done.stderr


@pytest.mark.parametrize(
    ("tls", "is_on"), [("1", True), ("Yes", True), ("on", True), ("TRUE", True), ("0", False), ("off", False)]
)
def test_switch_in_the_address_of_the_mail_server_is_read_in_any_spelling(tls: str, is_on: bool) -> None:
    found = Environment({"PINDESK_SMTP_URL": f"smtp://mail.example.com?tls={tls}"}).smtp("PINDESK_SMTP_URL")
    assert found is not None
    assert found["use_tls"] is is_on


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("", ""),
        ("127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("tcp://clamd.internal:3310", ("clamd.internal", 3310)),
        ("[::1]:3310", ("::1", 3310)),
        ("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("unix:/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
    ],
)
def test_virus_scanner_is_at_a_port_or_a_socket(value: str, place: object) -> None:
    assert Environment({"PINDESK_CLAMD": value}).clamd("PINDESK_CLAMD") == place


@pytest.mark.parametrize("value", ["clamd", "clamd:", ":3310", "clamd:0", "clamd:65536", "clamd:port", "clamd:²"])
def test_place_of_the_virus_scanner_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(Refused, match="PINDESK_CLAMD"):
        Environment({"PINDESK_CLAMD": value}).clamd("PINDESK_CLAMD")


def test_secrets_of_billing_are_read_one_or_several_or_from_a_file(tmp_path: Path) -> None:
    one, two = (f"whsec_{base64.b64encode(each * 32).decode()}" for each in (b"a", b"b"))
    name, file = "PINDESK_BILLING_SECRET", tmp_path / "secret"
    file.write_text(f"{one}\n")
    assert Environment({}).webhook_secrets(name) == ()
    assert Environment({name: f"{one} {two}"}).webhook_secrets(name) == (b"a" * 32, b"b" * 32)
    assert Environment({f"{name}_FILE": str(file)}).webhook_secrets(name) == (b"a" * 32,)


@pytest.mark.parametrize("value", ["hunter2", "whsec_eA==", "whsec_c2hvcnQ=", "whsec_%%%", f"whsec_{'A' * 32} secret"])
def test_secret_of_billing_that_is_none_is_refused_and_not_repeated(value: str) -> None:
    with pytest.raises(Refused, match="PINDESK_BILLING_SECRET") as refused:
        Environment({"PINDESK_BILLING_SECRET": value}).webhook_secrets("PINDESK_BILLING_SECRET")
    assert value not in str(refused.value)


@pytest.mark.parametrize("sender", ["support@larkmail.example", "Larkmail <support@larkmail.example>", "a@localhost"])
def test_sender_is_an_address_with_or_without_a_name(sender: str) -> None:
    assert Environment({"PINDESK_MAIL_FROM": sender}).sender("PINDESK_MAIL_FROM", "") == sender


def test_misspelt_setting_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "from").write_text("support@larkmail.example")
    known = {"PINDESK_TEST_COUNTS": "x", "PINDESK_SAMPLES": "1", "PINDESK_MAIL_FROM_FILE": str(tmp_path / "from")}
    env = {"PINDESK_SMPT_URL": "smtp://mail.example.com", "PINDESK_ULR": "", **known}
    with running_server(tmp_path / "data", env) as server:
        warned = [line for line in server.log.read_text().splitlines() if "PINDESK_" in line]
        assert len(warned) == 1
        assert "changes nothing: PINDESK_SMPT_URL, PINDESK_ULR" in warned[0]
    with running_server(tmp_path / "other", known) as server:
        assert "PINDESK_" not in server.log.read_text()


def test_data_directory_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run_command(tmp_path, "serve", "--port", "0", "--data", str(tmp_path / "file"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


NAMED = ["alice", "bob", "mallory", "frieda", "clara", "sean", "ada", "lin"]


def test_demo_offers_to_be_anybody(tmp_path: Path) -> None:
    with running_server(tmp_path / "demo", command=("demo", "--at", "2027-07-16T17:55+02:00")) as server:
        words = server.output.read_text().split()
        links = [word for word in words if "/demo/as/" in word]
        assert [link.rpartition("/")[2] for link in links] == NAMED
        for link in links:
            answer = ask(server, link.removeprefix(server.url))
            assert answer.status == 302
            assert "set-cookie" in answer.headers
        page = ask(server, "/demo/").body.decode()
        for about in ("Customer, Free plan, writes German", "Lead of all teams"):
            assert about in page
            assert about in server.output.read_text()
        assert ask(server, "/demo/mail/").status == 200
        assert f"{server.url}/demo/" in words
        assert "request" not in server.log.read_text(), "lines of the log push the links out of sight"
    done = run_command(tmp_path / "demo", "serve", "--port", "0")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "holds a demo" in done.stderr


def test_sign_in_by_a_click_needs_the_mark_of_a_demo(tmp_path: Path) -> None:
    code = "from django.conf import settings; print(settings.IS_DEMO)"
    env = {"PINDESK_DEMO": "1", "DJANGO_SETTINGS_MODULE": "pindesk.project.settings"}

    def is_demo() -> str:
        words, own = [sys.executable, "-c", code], environment_of(tmp_path, env)
        return subprocess.run(words, env=own, capture_output=True, text=True, check=True).stdout.strip()

    assert is_demo() == "False"
    (tmp_path / "demo").touch()
    assert is_demo() == "True"


def test_demo_never_opens_a_real_installation(tmp_path: Path) -> None:
    with running_server(tmp_path / "data"):
        pass
    done = run_command(tmp_path / "data", "demo", "--port", "0")
    assert done.returncode == 1
    assert "holds a real installation" in done.stderr
    (tmp_path / "data" / "pindesk.sqlite3").unlink()  # as where the rows are in PostgreSQL
    assert run_command(tmp_path / "data", "demo", "--port", "0").returncode == 1
    assert not (tmp_path / "data" / "demo").exists()
