"""The life of an upload: begun, cancelled, used, forgotten; and whose it is."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from pindesk.files import partial
from pindesk.files.access import upload_of, uploads_of
from pindesk.files.actions import (
    append,
    begin_upload,
    cancel_upload,
    hand_over,
    remove_orphans,
    remove_stale_uploads,
    take_uploads,
    touch_uploads,
)
from pindesk.files.errors import (
    EmptyFile,
    ExecutableNotTaken,
    FileTooLarge,
    TooManyWaiting,
    TooMuchWaiting,
    UploadGone,
    UploadNotReady,
)
from pindesk.files.models import StoredFile, Upload
from pindesk.files.rules import limits
from pindesk.files.tests.pictures import a_picture
from pindesk.files.tests.sent import A_PROGRAM, ALICE, MALLORY, send
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 7, 16, 12, 0, tzinfo=UTC)
DAY, MB = timedelta(days=1), 1024 * 1024


def test_announced_file_is_nothing_but_a_row(data: Path) -> None:
    upload = begin_upload(ALICE, "C:\\logs\\mail\u202e.har ", 50 * MB, now=NOON)
    assert (upload.name, upload.length, upload.offset, upload.state) == ("mail.har", 50 * MB, 0, "receiving")
    assert (upload.created_at, upload.touched_at, upload.stored, upload.preview) == (NOON, NOON, None, None)
    assert not list(data.rglob("*"))


def test_tokens_are_long_and_never_the_same() -> None:
    tokens = {begin_upload(ALICE, "a.txt", 1).token for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) * 4 >= 128 for token in tokens)


@pytest.mark.parametrize(
    ("name", "length", "refusal"),
    [
        ("a.log", 0, EmptyFile),
        ("a.log", -1, EmptyFile),
        ("a.log", 51 * MB, FileTooLarge),
        ("a.log", 50 * MB + 1, FileTooLarge),
        ("a.log", 10**30, FileTooLarge),
        ("setup.exe", 10, ExecutableNotTaken),
        ("photo\u202egpj.scr . ", 10, ExecutableNotTaken),
    ],
)
def test_what_is_known_before_is_refused_before(name: str, length: int, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        begin_upload(ALICE, name, length)
    assert not Upload.objects.exists()


def test_five_of_100_mb_at_once_are_refused_by_their_length() -> None:
    for _ in range(5):
        with pytest.raises(FileTooLarge, match="larger than 50 MB"):
            begin_upload(ALICE, "a.log", 100 * MB)


def waiting(count: int, length: int = 1) -> list[str]:
    """The tokens of so many uploads of Alice, the oldest first."""
    at = NOON - DAY
    return [
        begin_upload(ALICE, "a.log", length, now=at + number * timedelta(minutes=1)).token for number in range(count)
    ]


def tokens() -> list[str]:
    return list(Upload.objects.filter(owner=ALICE).order_by("pk").values_list("token", flat=True))


def test_one_owner_fills_no_more_than_600_mb_and_the_oldest_gives_way() -> None:
    begun, hers = waiting(12, 50 * MB), begin_upload(MALLORY, "a.log", 50 * MB)
    new = begin_upload(ALICE, "a.log", 1, now=NOON)
    assert tokens() == [*begun[1:], new.token]
    assert begin_upload(ALICE, "a.log", 50 * MB, now=NOON).token in tokens()
    assert len(tokens()) == 12 and Upload.objects.filter(pk=hers.pk).exists()


def test_two_hundred_waiting_uploads_lock_nobody_out() -> None:
    begun = waiting(200)
    new = begin_upload(ALICE, "a.log", 1, now=NOON)
    assert tokens() == [*begun[1:], new.token]


def test_what_arrived_of_one_that_gives_way_is_gone_from_the_disk(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.setattr(limits, "WAITING_MAX_UPLOADS", 1)
    old = append(begin_upload(ALICE, "a.log", 10, now=NOON), 0, BytesIO(b"123"), now=NOON)
    begin_upload(ALICE, "b.log", 10, now=NOON + DAY)
    assert not partial.path_of(old.token).exists()


def test_files_of_drafts_stay_and_each_limit_has_its_own_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    large = waiting(12, 50 * MB)
    with pytest.raises(TooMuchWaiting, match="More than 600 MB of your files are waiting in drafts"):
        begin_upload(ALICE, "a.log", 1, kept=lambda: set(large))
    new = begin_upload(ALICE, "a.log", 1, kept=lambda: set(large[:5]), now=NOON)
    assert tokens() == [*large[:5], *large[6:], new.token]
    monkeypatch.setattr(limits, "WAITING_MAX_UPLOADS", 12)
    with pytest.raises(TooManyWaiting, match="of your files are waiting in drafts"):
        begin_upload(ALICE, "a.log", 1, kept=lambda: set(tokens()))
    assert new.token in tokens() and len(tokens()) == 12


def test_where_nothing_has_to_give_way_no_draft_is_asked_for() -> None:
    begin_upload(ALICE, "a.log", 1, kept=lambda: pytest.fail("asked"))


@pytest.mark.parametrize(("megabytes", "files", "waiting_megabytes"), [(50, 10, 600), (1, 1, 600), (500, 50, 26000)])
def test_a_whole_message_of_the_largest_files_can_wait(megabytes: int, files: int, waiting_megabytes: int) -> None:
    assert limits.Limits(megabytes, files).waiting_bytes == waiting_megabytes * MB


def test_the_company_decides_how_large_a_file_may_be() -> None:
    most = limits.Limits(megabytes=100)
    assert begin_upload(ALICE, "a.log", 100 * MB, most=most).length == 100 * MB
    with pytest.raises(FileTooLarge, match="larger than 100 MB"):
        begin_upload(ALICE, "a.log", 100 * MB + 1, most=most)
    with pytest.raises(FileTooLarge, match="larger than 2 MB"):
        begin_upload(ALICE, "a.log", 3 * MB, most=limits.Limits(megabytes=2))


def test_refused_uploads_do_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REFUSED_KEPT", 2)
    ready = send(b"12345")
    for number in range(5):
        with pytest.raises(ExecutableNotTaken):
            send(A_PROGRAM, f"{number}.png")
    assert sorted(Upload.objects.values_list("name", flat=True)) == ["3.png", "4.png", ready.name]


def test_uploads_of_a_draft_wait_another_week_when_it_is_saved() -> None:
    upload, hers = begin_upload(ALICE, "a.log", 1, now=NOON), begin_upload(MALLORY, "a.log", 1, now=NOON)
    touch_uploads(ALICE, [upload.token, hers.token], NOON + 6 * DAY)
    assert remove_stale_uploads(NOON + 8 * DAY) == 1
    assert Upload.objects.get() == upload
    assert remove_stale_uploads(NOON + 14 * DAY) == 1


def test_the_same_file_handed_over_again_is_the_upload_that_waits() -> None:
    first = hand_over(ALICE, "C:\\shots\\a.png", 5, BytesIO(b"12345"))
    assert hand_over(ALICE, "a.png", 5, BytesIO(b"12345")) == first
    for owner, name, content in ((MALLORY, "a.png", b"12345"), (ALICE, "b.png", b"12345"), (ALICE, "a.png", b"12346")):
        other = hand_over(owner, name, 5, BytesIO(content))
        assert other != first and other.is_ready
        assert other.stored is not None and other.stored.path.read_bytes() == content


def test_refused_files_take_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WAITING_MAX_UPLOADS", 1)
    for _ in range(3):
        with pytest.raises(ExecutableNotTaken):
            send(A_PROGRAM, "photo.png")


def test_cancelled_upload_leaves_nothing(data: Path) -> None:
    upload = append(begin_upload(ALICE, "a.log", 100), 0, BytesIO(b"x" * 10))
    cancel_upload(upload)
    cancel_upload(upload)
    assert not Upload.objects.exists()
    assert not [file for file in data.rglob("*") if file.is_file() and file.name != ".lock"]


def test_cancelled_upload_that_was_there_leaves_its_file_to_nobody() -> None:
    upload = send(b"12345")
    cancel_upload(upload)
    assert StoredFile.objects.unused().count() == 1


def test_stranger_who_knows_the_token_gets_nothing() -> None:
    upload = send(b"12345")
    assert upload_of(ALICE, upload.token) == upload
    for owner, token in ((MALLORY, upload.token), (ALICE, "no such"), (ALICE, ""), ("", upload.token)):
        with pytest.raises(Http404):
            upload_of(owner, token)
    assert uploads_of(MALLORY, [upload.token]) == []
    with pytest.raises(UploadGone):
        take_uploads(MALLORY, [upload.token])
    assert Upload.objects.get() == upload


def test_uploads_come_in_the_order_of_the_form_each_once() -> None:
    one, two, three = (send(str(number).encode(), f"{number}.txt") for number in range(3))
    asked = [three.token, "gone", one.token, three.token]
    assert uploads_of(ALICE, asked) == [three, one]
    assert two not in uploads_of(ALICE, asked)


@pytest.mark.parametrize("count", [1, 20])
def test_uploads_are_fetched_with_their_files_by_one_query(count: int, django_assert_num_queries: Any) -> None:
    tokens = [send(str(number).encode()).token for number in range(count)]
    with django_assert_num_queries(1):
        assert len([one.stored.bytes for one in uploads_of(ALICE, tokens) if one.stored]) == count


def test_used_uploads_are_handed_over_once() -> None:
    one, two = send(b"1", "1.txt"), send(a_picture(), "2.png")
    taken = take_uploads(ALICE, [two.token, one.token, two.token])
    assert [(each.name, each.stored, each.preview) for each in taken] == [
        ("2.png", two.stored, two.preview),
        ("1.txt", one.stored, None),
    ]
    assert not Upload.objects.exists()
    with pytest.raises(UploadGone):
        take_uploads(ALICE, [one.token])
    assert take_uploads(ALICE, []) == []


def test_use_that_fails_leaves_them_to_be_used_again() -> None:
    upload = send(b"1")
    with pytest.raises(EmptyFile), transaction.atomic():
        take_uploads(ALICE, [upload.token])
        raise EmptyFile
    assert take_uploads(ALICE, [upload.token]) == [upload]


def test_none_is_used_while_one_is_not_there() -> None:
    ready, unready = send(b"1"), begin_upload(ALICE, "a.log", 5)
    with pytest.raises(UploadNotReady):
        take_uploads(ALICE, [ready.token, unready.token])
    assert Upload.objects.count() == 2


def test_refused_file_is_never_used() -> None:
    with pytest.raises(ExecutableNotTaken):
        send(A_PROGRAM, "photo.png")
    with pytest.raises(UploadNotReady):
        take_uploads(ALICE, [Upload.objects.get().token])


def test_waiting_file_and_its_preview_are_used_by_nobody_else_but_stay() -> None:
    with clock.frozen(NOON):
        upload = send(a_picture(size=(1000, 10)), "a.png", now=NOON)
    assert StoredFile.objects.unused().count() == 0
    assert remove_orphans(NOON + 800 * DAY) == 0
    upload.refresh_from_db()
    assert upload.stored is not None and upload.stored.path.exists()
    assert upload.preview is not None and upload.preview.path.exists()


def test_waiting_file_is_protected_by_the_database() -> None:
    upload = send(b"1")
    with pytest.raises(IntegrityError), transaction.atomic():
        assert upload.stored is not None
        StoredFile.objects.filter(pk=upload.stored.pk)._raw_delete("default")
        transaction.get_connection().check_constraints()


def test_uploads_of_which_nothing_came_for_a_week_go_and_free_their_files(data: Path) -> None:
    with clock.frozen(NOON):
        send(a_picture(size=(1000, 10)), "a.png", now=NOON)
        append(begin_upload(ALICE, "a.log", 10, now=NOON), 0, BytesIO(b"123"), now=NOON)
        late = append(begin_upload(ALICE, "b.log", 10, now=NOON), 0, BytesIO(b"123"), now=NOON + 3 * DAY)
    assert remove_stale_uploads(NOON + 6 * DAY) == 0
    assert remove_stale_uploads(NOON + 8 * DAY) == 2
    assert Upload.objects.get() == late
    assert StoredFile.objects.unused().count() == 2
    assert remove_orphans(NOON + 8 * DAY) == 2
    assert remove_stale_uploads(NOON + 8 * DAY) == 0


def test_what_arrived_of_them_goes_when_nobody_wrote_to_it_for_a_day(data: Path) -> None:
    with clock.frozen(NOON):
        stale = append(begin_upload(ALICE, "a.log", 10, now=NOON), 0, BytesIO(b"123"), now=NOON)
        going_on = append(begin_upload(ALICE, "a.log", 10, now=NOON + 5 * DAY), 0, BytesIO(b"1"), now=NOON + 5 * DAY)
    for upload in (stale, going_on):
        os.utime(partial.path_of(upload.token), (time.time() - 2 * 24 * 3600,) * 2)
    remove_stale_uploads(NOON + 8 * DAY)
    assert not partial.path_of(stale.token).exists()
    assert partial.path_of(going_on.token).exists()
