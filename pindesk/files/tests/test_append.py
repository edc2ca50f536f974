"""Sending a file: in parts, cut, at once, too long, onto a full disk; and what it is when it is there."""

from __future__ import annotations

import hashlib
import threading
import tracemalloc
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection

from pindesk.files import content, partial
from pindesk.files.actions import append, begin_upload, cancel_upload, receiving
from pindesk.files.errors import (
    DiskFull,
    ExecutableNotTaken,
    LongerThanAnnounced,
    UploadBusy,
    UploadGone,
    WrongOffset,
)
from pindesk.files.models import StoredFile, Upload
from pindesk.files.rules import limits
from pindesk.files.tests.pictures import a_picture, noise
from pindesk.files.tests.sent import A_PROGRAM, ALICE, Blocks, a_zip, parts, send
from pindesk.lib.refusals import Refusal

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 7, 16, 12, 0, tzinfo=UTC)
LINES = b"12:00 GET / 200\n" * 1000


def drafts(data: Path) -> list[Path]:
    folder = data / "files" / ".uploads"
    return list(folder.iterdir()) if folder.exists() else []


def test_file_sent_in_parts_is_kept_as_it_was_sent(data: Path) -> None:
    upload = begin_upload(ALICE, "server.log", len(LINES), now=NOON)
    for offset, part in parts(LINES, 5000):
        assert not upload.is_ready
        append(upload, offset, BytesIO(part), now=NOON + timedelta(minutes=1))
    kept = Upload.objects.get()
    assert kept.is_ready and kept.is_complete and kept.stored is not None
    assert (kept.content_type, kept.preview, kept.touched_at) == ("text/plain", None, NOON + timedelta(minutes=1))
    assert (kept.stored.bytes, kept.stored.sha256) == (len(LINES), hashlib.sha256(LINES).hexdigest())
    assert kept.stored.path.read_bytes() == LINES
    assert not drafts(data)


def test_only_their_owner_can_read_what_has_arrived(data: Path) -> None:
    append(begin_upload(ALICE, "a.log", 100), 0, BytesIO(b"x" * 10))
    (draft,) = drafts(data)
    assert draft.stat().st_mode & 0o777 == 0o600
    assert draft.parent.stat().st_mode & 0o077 == 0


def test_stream_that_breaks_keeps_what_it_brought() -> None:
    upload = begin_upload(ALICE, "a.log", 1_000_000)
    with pytest.raises(ConnectionResetError):
        append(upload, 0, Blocks(1_000_000, breaks_at=700_001))  # type: ignore[arg-type]
    assert Upload.objects.get().offset == upload.offset == 700_001
    append(upload, 700_001, Blocks(299_999))  # type: ignore[arg-type]
    assert upload.stored is not None and upload.stored.path.read_bytes() == b"x" * 1_000_000


def test_stream_that_ends_early_keeps_what_it_brought() -> None:
    upload = append(begin_upload(ALICE, "a.log", 10), 0, BytesIO(b"1234"))
    assert (upload.offset, upload.is_ready) == (4, False)
    assert append(upload, 4, BytesIO(b"567890")).is_ready


@pytest.mark.parametrize("offset", [0, 3, 5, 10, -1])
def test_part_that_does_not_fit_is_refused_with_the_place_that_does(offset: int) -> None:
    upload = append(begin_upload(ALICE, "a.log", 10), 0, BytesIO(b"1234"))
    with pytest.raises(WrongOffset) as refused:
        append(upload, offset, BytesIO(b"5"))
    assert (refused.value.offset, refused.value.status) == (4, 409)
    assert append(upload, 4, BytesIO(b"567890")).is_ready


def test_more_than_was_announced_is_refused_and_dropped() -> None:
    upload = append(begin_upload(ALICE, "a.log", 10), 0, BytesIO(b"1234"))
    with pytest.raises(LongerThanAnnounced):
        append(upload, 4, BytesIO(b"5678901"))
    assert Upload.objects.get().offset == 4
    assert append(upload, 4, BytesIO(b"567890")).stored.path.read_bytes() == b"1234567890"  # type: ignore[union-attr]


def test_last_part_sent_again_is_no_fault() -> None:
    upload = send(LINES)
    assert append(upload, len(LINES), BytesIO()).is_ready
    with pytest.raises(WrongOffset) as refused:
        append(upload, 0, BytesIO(LINES))
    assert refused.value.offset == len(LINES)


def test_end_that_was_interrupted_is_done_by_an_append_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    upload = begin_upload(ALICE, "a.log", len(LINES))
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(receiving, "row_of", killed)
        append(upload, 0, BytesIO(LINES))
    assert append(upload, len(LINES), BytesIO()).is_ready
    assert upload.stored and upload.stored.path.read_bytes() == LINES


def test_end_that_failed_before_anything_moved_is_done_by_an_append_of_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin_upload(ALICE, "a.log", len(LINES))
    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr(content, "digest", lambda _: 1 // 0)
        append(upload, 0, BytesIO(LINES))
    assert (upload.is_complete, upload.is_ready) == (True, False)
    assert append(upload, len(LINES), BytesIO()).is_ready


def test_bytes_that_a_killed_process_wrote_but_never_counted_are_dropped() -> None:
    upload = append(begin_upload(ALICE, "a.log", 10), 0, BytesIO(b"1234"))
    with partial.path_of(upload.token).open("ab") as draft:
        draft.write(b"lost")
    assert append(upload, 4, BytesIO(b"567890")).stored.path.read_bytes() == b"1234567890"  # type: ignore[union-attr]


def test_bytes_that_a_power_cut_took_are_asked_for_again() -> None:
    upload = append(begin_upload(ALICE, "a.log", 10), 0, BytesIO(b"1234"))
    partial.path_of(upload.token).write_bytes(b"12")
    with pytest.raises(WrongOffset) as refused:
        append(upload, 4, BytesIO(b"567890"))
    assert refused.value.offset == Upload.objects.get().offset == 2
    assert append(upload, 2, BytesIO(b"34567890")).stored.path.read_bytes() == b"1234567890"  # type: ignore[union-attr]


def test_second_part_does_not_mix_with_one_that_is_arriving() -> None:
    upload = begin_upload(ALICE, "a.log", 10)

    class Meanwhile(BytesIO):
        def read(self, count: int | None = -1) -> bytes:
            with pytest.raises(UploadBusy):
                append(Upload.objects.get(), 0, BytesIO(b"other"))
            return super().read(count)

    assert append(upload, 0, Meanwhile(b"1234567890")).stored.path.read_bytes() == b"1234567890"  # type: ignore[union-attr]


@pytest.mark.django_db(transaction=True)
def test_parts_from_many_threads_make_one_file() -> None:
    """Each sends every part again and again until it is told that it is there."""
    sent = bytes(range(256)) * 40
    token = begin_upload(ALICE, "a.bin", len(sent)).token
    failures: list[BaseException] = []

    def insist() -> None:
        try:
            upload = Upload.objects.get(token=token)
            while not upload.is_ready:
                try:
                    append(upload, upload.offset, BytesIO(sent[upload.offset : upload.offset + 700]))
                except (UploadBusy, WrongOffset):
                    upload.refresh_from_db()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=insist) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert Upload.objects.get().stored.path.read_bytes() == sent  # type: ignore[union-attr]


def test_upload_cancelled_while_a_part_arrives_leaves_nothing(data: Path) -> None:
    upload = begin_upload(ALICE, "a.log", 10)

    class Cancelling(BytesIO):
        def read(self, count: int | None = -1) -> bytes:
            cancel_upload(upload)
            return super().read(count)

    with pytest.raises(UploadGone):
        append(upload, 0, Cancelling(b"1234567890"))
    assert not drafts(data)
    assert not StoredFile.objects.exists() and not Upload.objects.exists()


def test_upload_that_is_gone_takes_nothing(data: Path) -> None:
    upload = begin_upload(ALICE, "a.log", 10)
    cancel_upload(upload)
    again = Upload(pk=12345, token=upload.token, owner=ALICE, length=10)
    with pytest.raises(UploadGone):
        append(again, 0, BytesIO(b"1234567890"))
    assert not drafts(data)


@pytest.mark.parametrize("name", ["photo.png", "notes.txt", "offer"])
def test_program_is_refused_whatever_its_name(data: Path, name: str) -> None:
    upload = begin_upload(ALICE, name, len(A_PROGRAM))
    for _ in range(2):
        with pytest.raises(ExecutableNotTaken):
            append(upload, 0, BytesIO(A_PROGRAM))
        kept = Upload.objects.get()
        assert (kept.state, kept.refusal, kept.stored) == ("refused", "executable", None)
    assert not drafts(data)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("sent", "name", "content_type"),
    [
        (b"<html><script>alert(1)</script>", "page.html", "text/html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "logo.svg", "image/svg+xml"),
        (b"From: a@b.example\r\n\r\nhi", "bounce.eml", "message/rfc822"),
        (a_zip(**{"setup.exe": A_PROGRAM}), "all.zip", "application/zip"),
        (b"%PDF-1.7\n" + a_zip(a=b"x"), "both.pdf", "application/pdf"),
    ],
)
def test_ordinary_attachment_is_taken_as_it_is(sent: bytes, name: str, content_type: str) -> None:
    upload = send(sent, name)
    assert upload.stored is not None and upload.stored.path.read_bytes() == sent
    assert (upload.content_type, upload.stored.content_type, upload.preview) == (content_type, content_type, None)


def test_archive_that_would_fill_the_disk_is_taken_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile
    import zlib

    bomb = a_zip(**{f"{number}.zip": a_zip(zeros=bytes(10_000_000)) for number in range(16)})
    for opener, name in ((zipfile, "ZipFile"), (zlib, "decompressobj"), (zlib, "decompress")):
        monkeypatch.setattr(opener, name, lambda *_, **__: pytest.fail("it was opened"))
    assert send(bomb, "42.zip").content_type == "application/zip"


def test_type_goes_with_the_name_it_was_sent_under() -> None:
    first, second = send(b'{"a": 1}', "a.log"), send(b'{"a": 1}', "a.har")
    assert first.stored == second.stored
    assert (first.content_type, second.content_type) == ("text/plain", "application/json")


def test_file_of_the_largest_size_takes_little_memory() -> None:
    stream = Blocks(limits.DEFAULT.bytes)
    upload = begin_upload(ALICE, "large.log", limits.DEFAULT.bytes)
    tracemalloc.start()
    try:
        append(upload, 0, stream)  # type: ignore[arg-type]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert upload.is_ready
    assert peak < 5 * 1024 * 1024
    assert stream.largest <= receiving.BLOCK_BYTES


def test_large_picture_takes_little_memory_though_it_has_a_preview() -> None:
    picture = noise("PNG", (1800, 1800))
    assert len(picture) > 9_000_000
    upload, stream = begin_upload(ALICE, "photo.png", len(picture)), BytesIO(picture)
    tracemalloc.start()
    try:
        append(upload, 0, stream)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert upload.preview is not None
    assert peak < 5 * 1024 * 1024


def test_disk_that_is_full_in_the_middle_is_said_and_the_rest_goes_on_later(small_disk: Path) -> None:
    sent = b"x" * 900_000
    filler = small_disk / "filler"
    filler.write_bytes(bytes(400_000))
    upload = append(begin_upload(ALICE, "a.log", len(sent)), 0, BytesIO(sent[:300_000]))
    with pytest.raises(DiskFull) as refused:
        append(upload, 300_000, BytesIO(sent[300_000:]))
    assert refused.value.status == 507
    assert Upload.objects.get().offset == partial.path_of(upload.token).stat().st_size == 300_000
    filler.unlink()
    assert append(upload, 300_000, BytesIO(sent[300_000:])).is_ready


def test_disk_without_room_for_a_single_byte_is_said(small_disk: Path) -> None:
    upload = begin_upload(ALICE, "a.log", 10)
    with (small_disk / "filler").open("wb", buffering=0) as file, pytest.raises(OSError):  # noqa: PT011
        while True:
            file.write(bytes(4096))
    with pytest.raises(DiskFull):
        append(upload, 0, BytesIO(b"1234567890"))
    (small_disk / "filler").unlink()
    assert append(upload, 0, BytesIO(b"1234567890")).is_ready


@pytest.mark.parametrize("refusal", [ExecutableNotTaken])
def test_refused_upload_says_why_again(refusal: type[Refusal]) -> None:
    from pindesk.files.errors import refusal_of

    assert isinstance(refusal_of(refusal.code), refusal)


def test_picture_is_kept_with_all_that_was_in_it() -> None:
    sent = a_picture("JPEG", comment=b"taken at home")
    upload = send(sent, "photo.jpg")
    assert upload.stored is not None and upload.stored.path.read_bytes() == sent


@pytest.mark.parametrize("offset", [0, len(LINES)])
def test_nothing_comes_between_while_the_end_is_looked_at(monkeypatch: pytest.MonkeyPatch, offset: int) -> None:
    upload = begin_upload(ALICE, "server.log", len(LINES))
    busy: list[bool] = []

    def meanwhile(stored: StoredFile) -> None:
        try:
            append(Upload.objects.get(pk=upload.pk), offset, BytesIO())
        except UploadBusy:
            busy.append(True)

    monkeypatch.setattr(receiving, "make_preview", meanwhile)
    append(upload, 0, BytesIO(LINES))
    kept = Upload.objects.get()
    assert busy == [True]
    assert kept.is_ready and kept.offset == len(LINES)
    assert kept.stored and kept.stored.path.read_bytes() == LINES
