"""Starting twice, and stopping while people look on."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from pathlib import Path

import pytest

from pindesk.project.tests.raw import Answer, ask, connected, head, read_answer
from tests.own_database import own_database
from tests.server import NotStarted, run_command, running_server

STREAMS, STREAMS_OF_ONE = 50, 10
AT_ONCE_SECONDS = 3  # it takes a fifth of a second; the machine may have other things to do
SIGN_IN = {"DJANGO_SETTINGS_MODULE": "pindesk.project.tests.served_settings"}


def cookie_of(answer: Answer) -> str:
    return answer.session


def test_server_with_open_streams_ends_at_once(tmp_path: Path) -> None:
    with own_database() as database, ExitStack() as stack:
        server = stack.enter_context(running_server(tmp_path / "data", {**SIGN_IN, **database}))
        cookies = [cookie_of(ask(server, "/test/agent", "POST", b"x")) for _ in range(STREAMS // STREAMS_OF_ONE)]
        streams = [stack.enter_context(connected(server)) for _ in range(STREAMS)]
        for number, stream in enumerate(streams):
            cookie = cookies[number // STREAMS_OF_ONE]
            stream.sendall(head("GET", "/workspace/events?topics=workspace", server, Cookie=cookie))
            assert stream.recv(100).startswith(b"HTTP/1.1 200")
        seconds = server.stop()
        assert server.process.returncode == -signal.SIGTERM
        assert seconds < AT_ONCE_SECONDS, "the streams were not ended first: only the limit of 10 s ended the server"
        for stream in streams:
            assert b"".join(iter(lambda stream=stream: stream.recv(65536), b"")).endswith(b"0\r\n\r\n")
        with pytest.raises(ProcessLookupError):
            os.kill(server.pid, 0)


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT])
def test_idle_server_ends_at_once_and_says_so(tmp_path: Path, sig: signal.Signals) -> None:
    with (
        own_database() as database,
        running_server(tmp_path / "data", {**SIGN_IN, **database}) as server,
        connected(server),  # says nothing
        connected(server) as kept,
    ):
        kept.sendall(head("GET", "/test/echo", server))
        assert read_answer(kept).status == 200
        assert server.stop(sig) < AT_ONCE_SECONDS
        assert server.output.read_text().splitlines()[-1] == "Stopping."


def test_server_ends_by_the_keyboard_without_a_traceback(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        server.stop(signal.SIGINT)
        assert server.process.returncode == -signal.SIGINT, "for a shell, that is 130"
        assert "Traceback" not in server.log.read_text()


def test_request_that_runs_is_answered_before_the_end(tmp_path: Path) -> None:
    with running_server(tmp_path / "data", SIGN_IN) as server, connected(server) as connection:
        connection.sendall(head("POST", "/test/echo", server, Content_Length="6") + b"abc")
        assert ask(server, "/healthz").status == 200
        server.process.send_signal(signal.SIGTERM)
        connection.sendall(b"def")
        assert read_answer(connection).status == 200


def test_second_server_on_a_data_directory_is_refused_in_one_line(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as first:
        second = run_command(tmp_path / "data", "serve", "--port", "0")
        assert second.returncode == 1
        assert second.stderr.count("\n") == 1
        assert f"(process {first.pid}) is serving {tmp_path / 'data'} already" in second.stderr
        assert ask(first, "/readyz").status == 200


def test_lock_is_free_after_the_first_was_killed(tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as first:
        first.stop(signal.SIGKILL)
        with running_server(tmp_path / "data") as second:
            assert ask(second, "/readyz").status == 200


def test_taken_port_is_refused_in_one_line(tmp_path: Path) -> None:
    with running_server(tmp_path / "one") as first:
        second = run_command(tmp_path / "two", "serve", "--port", str(first.port))
        assert (second.returncode, second.stderr.count("\n")) == (1, 1)
        assert f"port {first.port} cannot be listened on" in second.stderr


def test_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(NotStarted, match="PINDESK_URL"), running_server(tmp_path / "data", {"PINDESK_URL": "nonsense"}):
        pass
