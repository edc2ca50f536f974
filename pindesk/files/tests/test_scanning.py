"""The virus scanner: a small clamd on loopback, which knows one signature; and none at all."""

from __future__ import annotations

import logging
import os
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pindesk.files import clamd
from pindesk.files.actions import append, begin_upload, remove_stale_uploads, scan_waiting
from pindesk.files.errors import InfectedFile
from pindesk.files.models import StoredFile, Upload
from pindesk.files.tests.sent import ALICE, Blocks, send

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 7, 16, 12, 0, tzinfo=UTC)
INFECTED, SIGNATURE = b"a worm of our own, harmless", "Pindesk.Test.Worm"


class Scanner(socketserver.BaseRequestHandler):
    """As clamd answers INSTREAM; it wants no stream longer than `most`."""

    most = 1024 * 1024

    def handle(self) -> None:
        command, content = self._read(10), b""
        assert command == b"zINSTREAM\x00"
        while length := struct.unpack(">I", self._read(4))[0]:
            content += self._read(length)
            if len(content) > self.most:
                self.request.sendall(b"INSTREAM size limit exceeded. ERROR\x00")
                return
        found = f"stream: {SIGNATURE} FOUND" if INFECTED in content else "stream: OK"
        self.request.sendall(found.encode() + b"\x00")

    def _read(self, count: int) -> bytes:
        content = b""
        while len(content) < count:
            part = self.request.recv(count - len(content))
            if not part:
                raise ConnectionError
            content += part
        return content


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True

    def handle_error(self, *_: Any) -> None:
        pass


class UnixServer(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


def served(server: Any) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def scanner(settings: Any) -> Iterator[Any]:
    server = Server(("127.0.0.1", 0), Scanner)
    settings.CLAMD = server.server_address
    yield from served(server)


@pytest.fixture
def no_scanner(settings: Any) -> None:
    """A port at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.CLAMD = taken.getsockname()


def quarantined(data: Path) -> list[Path]:
    folder = data / "files" / ".quarantine"
    return list(folder.iterdir()) if folder.exists() else []


@pytest.mark.usefixtures("scanner")
def test_clean_file_is_taken_and_known_to_be_scanned(data: Path) -> None:
    upload = send(b"hello")
    assert upload.is_ready and upload.stored is not None
    assert upload.stored.scanned_at is not None and not upload.stored.awaits_scan
    assert not quarantined(data)


@pytest.mark.usefixtures("scanner")
def test_infected_file_is_refused_and_put_apart(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    upload = begin_upload(ALICE, "notes.txt", len(INFECTED))
    for _ in range(2):
        with pytest.raises(InfectedFile), caplog.at_level(logging.WARNING):
            append(upload, 0, Reader(INFECTED))  # type: ignore[arg-type]
    kept = Upload.objects.get()
    assert (kept.state, kept.refusal, kept.stored) == ("refused", "infected", None)
    assert not StoredFile.objects.exists()
    (file,) = quarantined(data)
    assert file.read_bytes() == INFECTED
    assert file.stat().st_mode & 0o777 == 0o600 and file.parent.stat().st_mode & 0o077 == 0
    assert [record.signature for record in caplog.records] == [SIGNATURE]  # type: ignore[attr-defined]


class Reader:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self, count: int) -> bytes:
        part, self._content = self._content[:count], self._content[count:]
        return part


@pytest.mark.usefixtures("scanner")
def test_quarantine_is_emptied_after_a_month(data: Path) -> None:
    with pytest.raises(InfectedFile):
        send(INFECTED)
    (file,) = quarantined(data)
    remove_stale_uploads()
    assert file.exists()
    os.utime(file, (time.time() - 31 * 24 * 3600,) * 2)
    remove_stale_uploads()
    assert not file.exists()


@pytest.mark.usefixtures("no_scanner")
def test_file_is_taken_unscanned_while_nobody_answers(caplog: pytest.LogCaptureFixture) -> None:
    upload = send(b"hello")
    assert upload.is_ready and upload.stored is not None
    assert upload.stored.scanned_at is None and upload.stored.awaits_scan
    assert "could not be scanned" in caplog.text
    assert scan_waiting(NOON) == 0


def test_file_is_taken_unscanned_while_the_socket_is_missing(tmp_path: Path, settings: Any) -> None:
    settings.CLAMD = str(tmp_path / "none.ctl")
    upload = send(b"hello")
    assert upload.stored is not None and upload.stored.awaits_scan


def test_scanner_at_a_socket_of_the_system(tmp_path: Path, settings: Any) -> None:
    settings.CLAMD = str(tmp_path / "clamd.ctl")
    for _ in served(UnixServer(settings.CLAMD, Scanner)):
        assert not send(b"hello").stored.awaits_scan  # type: ignore[union-attr]
        with pytest.raises(InfectedFile):
            send(INFECTED)


@pytest.mark.usefixtures("scanner")
def test_file_too_long_for_the_scanner_is_taken_unscanned() -> None:
    upload = begin_upload(ALICE, "large.log", 5_000_000)
    append(upload, 0, Blocks(5_000_000))  # type: ignore[arg-type]
    assert upload.stored is not None and upload.stored.awaits_scan


def test_scanner_that_says_nothing_is_not_waited_for(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clamd, "SCAN_SECONDS", 0.05)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.CLAMD = silent.getsockname()
        assert send(b"hello").stored.awaits_scan  # type: ignore[union-attr]


def test_file_taken_unscanned_is_scanned_later(settings: Any) -> None:
    clean, infected = send(b"hello"), send(INFECTED, "worm.txt")
    assert clean.stored is not None and infected.stored is not None
    assert scan_waiting(NOON) == 0, "without a scanner nobody waits for one"
    assert not clean.stored.awaits_scan
    server = Server(("127.0.0.1", 0), Scanner)
    settings.CLAMD = server.server_address
    for _ in served(server):
        assert scan_waiting(NOON) == 2
        assert scan_waiting(NOON) == 0
    clean.stored.refresh_from_db()
    infected.stored.refresh_from_db()
    assert (clean.stored.scanned_at, clean.stored.infection) == (NOON, "")
    assert infected.stored.infection == SIGNATURE


def test_content_known_to_be_infected_is_refused_while_nobody_answers(no_scanner: None) -> None:
    send(INFECTED)
    StoredFile.objects.update(infection=SIGNATURE)
    with pytest.raises(InfectedFile):
        send(INFECTED)


@pytest.mark.usefixtures("scanner")
def test_false_alarm_is_forgotten_when_the_scanner_thinks_better_of_it() -> None:
    send(b"hello")
    StoredFile.objects.update(infection="False.Alarm")
    assert send(b"hello").stored.infection == ""  # type: ignore[union-attr]


def test_nothing_is_scanned_where_none_is_set(data: Path) -> None:
    upload = send(INFECTED)
    assert upload.is_ready and upload.stored is not None
    assert not upload.stored.awaits_scan
