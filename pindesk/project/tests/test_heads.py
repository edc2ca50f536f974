"""Heads of requests that are too large, or never come to an end, harm nobody else."""

from __future__ import annotations

import socket
from contextlib import suppress

import pytest

from pindesk.project.tests.raw import ask, connected, head, read_answer
from tests.server import Running

PIECE = b"x" * 64 * 1024
MEGABYTES = 1024 * 1024


def pour(connection: socket.socket, megabytes: int) -> None:
    """Send and send; the server may close meanwhile."""
    try:
        for _ in range(megabytes * MEGABYTES // len(PIECE)):
            connection.sendall(PIECE)
    except OSError:
        return


@pytest.mark.parametrize("beginning", [b"GET /", b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: ", b"GET / HTTP/1.1\r\nX-"])
def test_head_without_an_end_is_cut_off(server: Running, beginning: bytes) -> None:
    with connected(server) as endless:
        endless.sendall(beginning)
        pour(endless, 1)
        assert read_answer(endless).status == 431
        assert ask(server, "/healthz").status == 200


def test_trailers_without_an_end_are_cut_off(server: Running) -> None:
    with connected(server) as endless:
        endless.sendall(head("POST", "/test/echo", server, Transfer_Encoding="chunked") + b"1\r\nx\r\n0\r\nX-Long: ")
        pour(endless, 1)
        endless.settimeout(20)
        with suppress(ConnectionError):
            assert endless.recv(1) == b""
        assert ask(server, "/healthz").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Long": "x" * 65 * 1024},
        {f"X_{number}": "x" for number in range(101)},
        {f"X_{number}": "x" * 1024 for number in range(70)},
    ],
)
def test_head_that_is_too_large_is_answered(server: Running, headers: dict[str, str]) -> None:
    with connected(server) as connection:
        connection.sendall(head("GET", "/test/echo", server, **headers))
        answer = read_answer(connection)
        assert (answer.status, answer.headers["connection"]) == (431, "close")
        assert b"64 KiB" in answer.body
        assert connection.recv(1) == b""


def test_large_head_and_a_body_behind_it_are_taken(server: Running) -> None:
    headers = {f"X_{number}": "x" * 700 for number in range(80)}
    assert ask(server, "/test/echo", "POST", b"x" * MEGABYTES, **headers).json()["length"] == MEGABYTES


def test_large_bodies_after_one_another_are_taken(server: Running) -> None:
    with connected(server) as connection:
        for _ in range(3):
            connection.sendall(head("POST", "/test/echo", server, Content_Length=str(len(PIECE))) + PIECE)
            assert read_answer(connection).json()["length"] == len(PIECE)


@pytest.mark.parametrize("beginning", [b"", b"GET / HTTP/1.1\r\nHost: "])
def test_head_that_never_comes_is_not_waited_for(server: Running, beginning: bytes) -> None:
    with connected(server) as silent:
        silent.sendall(beginning)
        assert silent.recv(1) == b""


def test_second_head_that_comes_drop_by_drop_is_not_waited_for(server: Running) -> None:
    with connected(server) as slow:
        slow.sendall(head("GET", "/healthz", server))
        assert read_answer(slow).status == 200
        slow.settimeout(0.5)
        drops = iter(b"GET /and-so-on-and-on")
        with pytest.raises(OSError, match="closed|reset|pipe"):
            while drop := next(drops):
                slow.sendall(bytes([drop]))
                with suppress(TimeoutError):
                    if not slow.recv(1):
                        raise OSError("closed")


def test_connection_between_two_requests_may_rest(server: Running) -> None:
    with connected(server) as resting:
        resting.sendall(head("GET", "/healthz", server))
        assert read_answer(resting).status == 200
        resting.settimeout(3)
        with pytest.raises(TimeoutError):
            resting.recv(1)
        resting.sendall(head("GET", "/healthz", server))
        assert read_answer(resting).status == 200
