"""Files on a real server: pages answer while they are looked at; too many at once are told so; a disk that is full."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from io import BytesIO
from pathlib import Path

import pytest

from pindesk.files.tests.pictures import noise
from pindesk.project.server.sent_files import LOOKED_AT_BYTES, brings_file
from pindesk.project.tests.conftest import UNDER_TEST
from pindesk.project.tests.raw import ask, connected, head, read_answer
from pindesk.project.tests.tus import begin, offset_of, patch, post_form, send_part, send_parts, sentence_of
from tests.own_database import own_database
from tests.server import Running, running_server

MEGABYTE = 1024 * 1024
PICTURES = 5  # one more than there are threads for pages
WORDS = {"topic": "sending", "subject": "Mails stay", "body": "Every word.", "language": "en", "client_id": "once"}


@pytest.fixture(scope="module")
def alice(server: Running) -> str:
    return ask(server, "/test/customer", "POST", b"x").session


class Scanner:
    """In clamd's place: takes files and says nothing about them until it is told to."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(20)
        self.place = f"127.0.0.1:{self._listener.getsockname()[1]}"

    def take(self) -> socket.socket:
        """One whole file; who asked waits for the answer."""
        connection, _ = self._listener.accept()
        connection.settimeout(20)
        stream = connection.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\x00"
        while length := int.from_bytes(stream.read(4)):
            stream.read(length)
        return connection

    @staticmethod
    def let_go(connection: socket.socket) -> None:
        connection.sendall(b"stream: OK\x00")
        connection.close()

    def close(self) -> None:
        self._listener.close()


@pytest.fixture
def scanner() -> Iterator[Scanner]:
    with closing(Scanner()) as found:
        yield found


def test_pages_answer_while_more_pictures_are_looked_at_than_there_are_threads(
    tmp_path: Path, scanner: Scanner
) -> None:
    picture = noise("JPEG", (2000, 2000))
    with own_database() as database, running_server(
        tmp_path / "data", {**UNDER_TEST, **database, "PINDESK_CLAMD": scanner.place}
    ) as server, ExitStack() as stack:  # fmt: skip
        cookie = ask(server, "/test/customer", "POST", b"x").session
        places = [begin(server, cookie, f"{one}.jpg", len(picture)).headers["location"] for one in range(PICTURES)]
        last = len(picture) - 1
        for place in places:
            assert send_parts(server, cookie, place, picture[:last]).status == 204
        uploads = [stack.enter_context(connected(server)) for _ in places]
        for upload, place in zip(uploads, places, strict=True):
            send_part(upload, server, cookie, place, last, picture[last:])
        held = [scanner.take() for _ in range(2)]
        for path in ("/test/echo", "/en/tickets/new", "/en/tickets/", "/readyz"):
            assert ask(server, path, Cookie=cookie).status == 200
        assert ask(server, "/test/write", "POST", b"a page that writes").status == 200
        for connection in held:
            scanner.let_go(connection)
        for _ in range(PICTURES - len(held)):
            scanner.let_go(scanner.take())
        assert [read_answer(upload).status for upload in uploads] == [204] * PICTURES
        tokens = [place.rpartition("/")[2] for place in places]
        sent = post_form(server, "/en/tickets/new", cookie, {}, **WORDS, upload=tokens[0])
        assert sent.status == 303
        page = ask(server, sent.headers["location"], Cookie=cookie)
        assert b"/preview" in page.body, "every picture has its preview, however many there were"


@pytest.mark.parametrize(
    ("method", "path", "content_type", "body", "is_one"),
    [
        ("PATCH", "/de/uploads/0a1b", "application/offset+octet-stream", b"x", True),
        ("PATCH", "/workspace/uploads/0a1b", "application/offset+octet-stream", b"x", True),
        ("PATCH", "/de/tickets/new", "", b"x", False),
        ("POST", "/de/uploads/", "", b"", False),
        ("POST", "/de/tickets/new", "multipart/form-data; boundary=b", b'name="file"; filename="a.png"', True),
        ("POST", "/de/tickets/new", "multipart/form-data; boundary=b", b'name="file"; filename=""', False),
        ("POST", "/de/tickets/new", "multipart/form-data; boundary=b", b"x" * (LOOKED_AT_BYTES + 1), True),
        ("POST", "/de/drafts/ticket", "multipart/form-data; boundary=b", b'name="file"; filename="a.png"', False),
        ("GET", "/de/tickets/new", "", b"", False),
    ],
)
def test_which_requests_bring_a_file(method: str, path: str, content_type: str, body: bytes, is_one: bool) -> None:
    scope = {"method": method, "path": path, "headers": [(b"content-type", content_type.encode())]}
    stream = BytesIO(body)
    assert brings_file(scope, stream) is is_one
    assert stream.read() == body


def test_more_than_a_form_may_have_is_told_in_the_readers_language(server: Running, alice: str) -> None:
    answer = post_form(server, "/fr/tickets/new", alice, {"a.log": bytes(100 * MEGABYTE)}, **WORDS)
    assert answer.status == 413
    assert "dépassent 60\u00a0Mo" in answer.body.decode() and "Revenez en arrière" in answer.body.decode()
    assert answer.headers["connection"] == "close"
    agent = ask(server, "/test/agent?language=de", "POST", b"x").session
    answer = post_form(server, "/workspace/tickets/1001/replies", agent, {"a.log": bytes(70 * MEGABYTE)})
    assert answer.status == 413 and "zusammen größer als 60" in answer.body.decode()


def test_a_larger_file_limit_lets_more_in(tmp_path: Path) -> None:
    with own_database() as database, running_server(tmp_path / "data", {**UNDER_TEST, **database}) as server:
        alice = ask(server, "/test/customer", "POST", b"x").session
        lead = ask(server, "/test/agent?role=owner", "POST", b"x").session
        file = {"a.log": b"x" * (75 * MEGABYTE)}
        assert post_form(server, "/en/tickets/new", alice, file, **WORDS).status == 413
        form = {"megabytes": "80", "files": "10"}
        assert post_form(server, "/workspace/files/", lead, {}, **form).status == 303
        sent = post_form(server, "/en/tickets/new", alice, file, **WORDS)
        assert sent.status == 303
        page = ask(server, sent.headers["location"], Cookie=alice).body.decode()
        place = re.search(r'href="(/en/tickets/\d+/files/[^"]+)"', page)
        assert place and len(ask(server, place[1], Cookie=alice).body) == 75 * MEGABYTE
        answer = post_form(server, "/en/tickets/new", alice, {"b.log": bytes(91 * MEGABYTE)}, **WORDS)
        assert answer.status == 413 and b"larger than 90 MB" in answer.body


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 48 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=48m", "pindesk-test", str(disk)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount a small file system: the tests of a full disk need root")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path, leave_bytes: int = 0) -> Path:
    """A file that takes up what is left, but so much."""
    filler = disk / "filler"
    state = os.statvfs(disk)
    with filler.open("wb", buffering=0) as file:
        file.write(bytes(max(state.f_bavail * state.f_frsize - leave_bytes, 0)))
    return filler


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the database of PostgreSQL is on another disk")
def test_a_disk_that_is_full_in_the_middle_loses_nothing(small_disk: Path) -> None:
    """Of a file that goes part by part, and of a form that is sent whole; the database stays sound."""
    content = os.urandom(12 * MEGABYTE)
    with running_server(small_disk / "data", UNDER_TEST) as server:
        alice = ask(server, "/test/customer", "POST", b"x").session
        place = begin(server, alice, "large.log", len(content)).headers["location"]
        filler = fill(small_disk, leave_bytes=5 * MEGABYTE)
        refused = send_parts(server, alice, place, content)
        assert refused.status == 507
        assert sentence_of(refused).startswith("The disk") and "Traceback" not in server.log.read_text()
        arrived = offset_of(server, alice, place)
        assert 0 < arrived < len(content)
        assert ask(server, "/en/tickets/new", Cookie=alice).status == 200, "who reads is not disturbed"
        whole = post_form(server, "/en/tickets/new", alice, {"large.log": content}, **WORDS)
        assert whole.status == 507 and b"What you typed is kept" in whole.body

        filler.unlink()
        assert send_parts(server, alice, place, content, arrived).status == 204
        sent = post_form(server, "/en/tickets/new", alice, {}, **WORDS, upload=place.rpartition("/")[2])
        assert sent.status == 303
        page = ask(server, sent.headers["location"], Cookie=alice).body.decode()
        file = re.search(r'href="(/en/tickets/\d+/files/[^"]+)"', page)
        assert file and ask(server, file[1], Cookie=alice).body == content
    with closing(sqlite3.connect(small_disk / "data" / "pindesk.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_five_files_sent_at_once_all_arrive(server: Running, alice: str) -> None:
    contents = {f"{one}.log": os.urandom(3 * MEGABYTE) for one in range(5)}
    places = {name: begin(server, alice, name, len(body)).headers["location"] for name, body in contents.items()}
    for part in range(3):
        with ExitStack() as stack:
            at_once = []
            for name, place in places.items():
                connection = stack.enter_context(connected(server))
                first = part * MEGABYTE
                send_part(connection, server, alice, place, first, contents[name][first : first + MEGABYTE])
                at_once.append(connection)
            assert [read_answer(connection).status for connection in at_once] == [204] * 5
    assert all(offset_of(server, alice, place) == 3 * MEGABYTE for place in places.values())


def test_an_upload_cut_in_the_middle_goes_on(server: Running, alice: str) -> None:
    content = os.urandom(2 * MEGABYTE)
    place = begin(server, alice, "cut.log", len(content)).headers["location"]
    with connected(server) as connection:
        send_part(connection, server, alice, place, 0, content[:MEGABYTE])
        read_answer(connection)
    with connected(server) as connection:  # says that a megabyte comes, and goes away after a tenth
        request = content[MEGABYTE : MEGABYTE + 100_000]
        about = {"Content_Type": "application/offset+octet-stream", "Tus_Resumable": "1.0.0"}
        size = str(MEGABYTE)
        connection.sendall(
            head("PATCH", place, server, Content_Length=size, Upload_Offset=size, Cookie=alice, **about) + request
        )
    assert offset_of(server, alice, place) == MEGABYTE
    assert patch(server, alice, place, MEGABYTE, content[MEGABYTE:]).status == 204
