"""Files are sent by the router, whole or in part, and slow readers hold nobody up."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from pindesk.project.server.files import part_of
from pindesk.project.tests.raw import ask, connected, head
from tests.server import Running

SIZE = 24 * 1024 * 1024


@pytest.fixture(scope="module")
def content(server: Running) -> Iterator[bytes]:
    content = bytes(range(251)) * (SIZE // 251)
    file = server.log.with_suffix("") / "large.bin"
    file.write_bytes(content)
    yield content
    file.unlink()


def test_four_slow_downloads_let_pages_answer(server: Running, content: bytes) -> None:
    with ExitStack() as stack:
        downloads = [stack.enter_context(_slow(server)) for _ in range(4)]
        for download in downloads:
            download.sendall(head("GET", "/test/file/large.bin", server, Connection="close"))
            assert download.recv(4096).startswith(b"HTTP/1.1 200")
        for _ in range(5):
            assert ask(server, "/test/echo").status == 200
        assert ask(server, "/test/file/large.bin").body == content


def _slow(server: Running) -> socket.socket:
    connection = connected(server)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    return connection


def test_file_is_sent_whole_with_its_type(server: Running, content: bytes) -> None:
    answer = ask(server, "/test/file/large.bin")
    assert answer.body == content
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["accept-ranges"] == "bytes"
    assert "x-pindesk-file" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_part_of_a_file(server: Running, content: bytes) -> None:
    answer = ask(server, "/test/file/large.bin", Range="bytes=300000-900000")
    assert (answer.status, answer.body) == (206, content[300_000:900_001])
    assert answer.headers["content-range"] == f"bytes 300000-900000/{len(content)}"


def test_range_beyond_the_end_is_refused(server: Running, content: bytes) -> None:
    answer = ask(server, "/test/file/large.bin", Range=f"bytes={len(content)}-")
    assert (answer.status, answer.headers["content-range"]) == (416, f"bytes */{len(content)}")


def test_known_file_is_not_sent_again(server: Running, content: bytes) -> None:
    tag = ask(server, "/test/file/large.bin", "HEAD").headers["etag"]
    assert ask(server, "/test/file/large.bin", If_None_Match=tag).status == 304
    assert ask(server, "/test/file/large.bin", Range="bytes=0-9", If_Range='"other"').body == content


def test_head_has_no_body(server: Running, content: bytes) -> None:
    with connected(server) as connection:
        connection.sendall(head("HEAD", "/test/file/large.bin", server, Connection="close"))
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    assert f"content-length: {len(content)}".encode() in received
    assert received.endswith(b"\r\n\r\n")


def test_missing_file_is_404(server: Running) -> None:
    assert ask(server, "/test/file/missing.bin").status == 404


def test_file_outside_of_the_data_directory_is_not_sent(server: Running) -> None:
    answer = ask(server, "/test/file/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd")
    assert answer.status == 500
    assert b"root:" not in answer.body


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        (None, (0, 100)),
        ("bytes=0-0", (0, 1)),
        ("bytes=10-19", (10, 10)),
        ("bytes=90-", (90, 10)),
        ("bytes=90-500", (90, 10)),
        ("bytes=-10", (90, 10)),
        ("bytes=-500", (0, 100)),
        ("bytes=-0", None),
        ("bytes=100-", None),
        ("bytes=20-10", (0, 100)),
        ("bytes=-", (0, 100)),
        ("bytes=1-2,4-5", (0, 100)),
        ("lines=1-2", (0, 100)),
        ("bytes=" + "9" * 18 + "-", None),
        ("bytes=" + "1" * 4301 + "-", (0, 100)),
        ("bytes=0-" + "1" * 4301, (0, 100)),
        ("bytes=-" + "1" * 4301, (0, 100)),
    ],
)
def test_part_asked_for(wanted: str | None, part: tuple[int, int] | None) -> None:
    assert part_of(wanted, 100) == part
