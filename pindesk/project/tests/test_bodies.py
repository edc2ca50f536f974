"""Bodies arrive whole or not at all, and slow ones hold nobody up."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from pindesk.project.errors import BodyTooSlow
from pindesk.project.server.bodies import Bodies
from pindesk.project.tests.raw import ask, connected, head, read_answer
from tests.server import Running

LARGE = bytes(range(256)) * 8 * 1024  # 2 MiB: goes through a file


def test_four_slow_uploads_let_pages_answer(server: Running) -> None:
    with ExitStack() as stack:
        uploads = [stack.enter_context(connected(server)) for _ in range(4)]
        for upload in uploads:
            upload.sendall(head("POST", "/test/echo", server, Content_Length="6") + b"abc")
        assert ask(server, "/readyz").status == 200
        assert ask(server, "/test/echo").status == 200
        for upload in uploads:
            upload.sendall(b"def")
            assert read_answer(upload).json()["sha256"] == hashlib.sha256(b"abcdef").hexdigest()


@pytest.mark.parametrize("body", [b"", b"short", LARGE], ids=["empty", "short", "through a file"])
def test_body_arrives_whole(server: Running, body: bytes) -> None:
    answer = ask(server, "/test/echo", "POST", body, Content_Length=str(len(body))).json()
    assert (answer["length"], answer["sha256"]) == (len(body), hashlib.sha256(body).hexdigest())


@pytest.mark.parametrize("pieces", [1, 7])
def test_chunked_body_arrives_whole_with_its_length(server: Running, pieces: int) -> None:
    size = len(LARGE) // pieces + 1
    parts = [LARGE[start : start + size] for start in range(0, len(LARGE), size)]
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    with connected(server) as connection:
        connection.sendall(head("POST", "/test/echo", server, Transfer_Encoding="chunked") + chunked)
        answer = read_answer(connection).json()
    assert answer["sha256"] == hashlib.sha256(LARGE).hexdigest()
    assert answer["declared"] == str(len(LARGE))


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content_Length": "100"}, b"only a part"),
        ({"Transfer_Encoding": "chunked"}, b"b\r\nonly a part\r\n"),
        ({"Transfer_Encoding": "chunked"}, b"64\r\nonly a part"),
    ],
)
def test_cut_body_never_reaches_a_page(server: Running, headers: dict[str, str], body: bytes) -> None:
    before = ask(server, "/test/write", "POST", f"before {headers} {body!r}".encode()).json()["teams"]
    with connected(server) as connection:
        connection.sendall(head("POST", "/test/write", server, **headers) + body)
        connection.shutdown(1)
        connection.recv(1000)
    after = ask(server, "/test/write", "POST", f"after {headers} {body!r}".encode()).json()["teams"]
    assert after == before + 1


def test_two_lengths_that_differ_are_refused(server: Running) -> None:
    with connected(server) as connection:
        request = head("POST", "/test/echo", server, Content_Length="3", Transfer_Encoding="chunked")
        connection.sendall(request + b"3\r\nabc\r\n0\r\n\r\n")
        assert read_answer(connection).status == 400


@pytest.mark.parametrize("is_chunked", [False, True])
def test_too_large_a_body_is_refused_with_a_page(server: Running, is_chunked: bool) -> None:
    body = b"x" * (4 * 1024 * 1024)
    kind = {"Transfer_Encoding": "chunked"} if is_chunked else {"Content_Length": str(len(body))}
    sent = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if is_chunked else body
    with connected(server) as connection:
        connection.sendall(head("POST", "/test/echo", server, **kind) + sent)
        answer = read_answer(connection)
    assert answer.status == 413
    assert b"too large" in answer.body
    assert answer.headers["connection"] == "close"


def test_page_behind_a_refused_body_is_not_read_as_a_request(server: Running) -> None:
    smuggled = b"x" * (4 * 1024 * 1024) + head("GET", "/test/echo", server)
    with connected(server) as connection:
        connection.sendall(head("POST", "/test/echo", server, Content_Length=str(4 * 1024 * 1024)) + smuggled)
        assert read_answer(connection).status == 413
        assert connection.recv(1000) == b""


def test_a_sender_who_falls_silent_is_refused(tmp_path: Path) -> None:
    async def silence() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {}

    scope = {"headers": [(b"content-length", b"10")]}
    with pytest.raises(BodyTooSlow):
        asyncio.run(Bodies(1000, tmp_path, idle_seconds=0.01).read(scope, silence))


def test_a_sender_who_dribbles_is_refused(tmp_path: Path) -> None:
    async def dribble() -> dict[str, Any]:
        await asyncio.sleep(0.001)
        return {"type": "http.request", "body": b".", "more_body": True}

    scope = {"headers": [(b"content-length", b"100000")]}
    with pytest.raises(BodyTooSlow):
        asyncio.run(Bodies(100_000, tmp_path, idle_seconds=0.1).read(scope, dribble))
