"""Live streams: who gets one, and when it ends."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from pindesk.project.tests.raw import ask, connected, head, read_answer
from tests.server import Running


@pytest.fixture
def cookie(server: Running) -> str:
    """Of an agent's session."""
    return ask(server, "/test/agent", "POST", b"x").session


@pytest.fixture
def stream(server: Running, cookie: str) -> Iterator[socket.socket]:
    with connected(server) as connection:
        connection.sendall(head("GET", "/workspace/events?topics=workspace%20people", server, Cookie=cookie))
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
        yield connection


def read_until(stream: socket.socket, words: bytes) -> bytes:
    received = b""
    while words not in received:
        piece = stream.recv(4096)
        assert piece, f"the stream ended after {received!r}"
        received += piece
    return received


def test_stream_hints_at_what_another_request_did(server: Running, stream: socket.socket) -> None:
    ask(server, "/test/agent", "POST", b"x")
    assert b"person.signed_in" in read_until(stream, b'"people"')


def test_stream_ends_when_access_is_taken_away(server: Running, stream: socket.socket, cookie: str) -> None:
    ask(server, "/test/nobody", "POST", b"x")
    assert read_until(stream, b"\r\n0\r\n\r\n")
    assert ask(server, "/workspace/events?topics=workspace", Cookie=cookie).status == 401


@pytest.mark.parametrize("topics", ["ticket:1001%20agent:999", "workspace%20person:1", "nonsense"])
def test_topic_that_one_may_not_know_of_is_404(server: Running, cookie: str, topics: str) -> None:
    assert ask(server, f"/workspace/events?topics={topics}", Cookie=cookie).status == 404


def test_stream_of_the_other_audience_is_not_opened_by_this_session(server: Running, cookie: str) -> None:
    assert ask(server, "/events?topics=workspace", Cookie=cookie).status == 401


def test_stream_is_not_kept_by_proxies(server: Running, cookie: str) -> None:
    with connected(server) as connection:
        connection.sendall(head("GET", "/workspace/events?topics=workspace", server, Cookie=cookie))
        headers = connection.recv(4096)
    assert b"cache-control: no-store" in headers
    assert b"x-accel-buffering: no" in headers


def test_pages_answer_while_streams_are_open(server: Running, cookie: str) -> None:
    streams = [connected(server) for _ in range(20)]
    for one in streams:
        one.sendall(head("GET", "/workspace/events?topics=workspace", server, Cookie=cookie))
        assert one.recv(100).startswith(b"HTTP/1.1 200")
    assert ask(server, "/test/echo").status == 200
    for one in streams:
        one.close()
    with connected(server) as last:
        last.sendall(head("GET", "/test/echo", server, Connection="close"))
        assert read_answer(last).status == 200
