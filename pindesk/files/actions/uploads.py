"""Uploads: their beginning, what becomes of them, and removing those that nobody came back to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from pindesk.files import partial
from pindesk.files.errors import (
    EmptyFile,
    ExecutableNotTaken,
    FileTooLarge,
    TooManyWaiting,
    TooMuchWaiting,
    UploadGone,
    UploadNotReady,
)
from pindesk.files.models import Upload
from pindesk.files.rules import limits, names, types
from pindesk.lib import clock

Tokens = Collection[str]
_ROWS_AT_ONCE = 500
_TOUCHED_EVERY = timedelta(hours=1)


def begin_upload(
    owner: str,
    name: str,
    length: int,
    *,
    most: limits.Limits = limits.DEFAULT,
    kept: Callable[[], Tokens] = tuple,
    now: datetime | None = None,
) -> Upload:
    """Announce a file of `length` bytes that `owner` is about to send; `name` may be anything.

    Nothing is on the disk yet. Refuses what is known before a byte is sent: raises EmptyFile, FileTooLarge,
    ExecutableNotTaken (by its name). `most` is what a message may have. Where too much of the owner waits, the oldest
    of it gives way, so that what a closed page left behind locks nobody out; only those whose tokens are `kept`, in a
    draft, stay. Where that is not enough: TooMuchWaiting, TooManyWaiting. Call it outside of transactions: two at once
    see each other.
    """
    if length <= 0:
        raise EmptyFile
    if length > most.bytes:
        raise FileTooLarge(most.megabytes)
    safe = names.attachment_name(name)
    if types.is_program_name(safe):
        raise ExecutableNotTaken
    at = now or clock.now()
    upload = Upload.objects.create(owner=owner, name=safe, length=length, created_at=at, touched_at=at)
    _make_room(upload, most, kept)
    return upload


def touch_uploads(owner: str, tokens: Iterable[str], now: datetime | None = None) -> None:
    """Let the owner's uploads wait for another week: a draft that names them was saved."""
    at = now or clock.now()
    stale = Upload.objects.filter(owner=owner, token__in=list(tokens), touched_at__lt=at - _TOUCHED_EVERY)
    stale.update(touched_at=at)


def cancel_upload(upload: Upload) -> None:
    """The owner does not want it any more; nothing when it is gone. One that is being received ends as gone."""
    Upload.objects.filter(pk=upload.pk).delete()
    partial.remove(upload.token)


def take_uploads(owner: str, tokens: Iterable[str]) -> list[Upload]:
    """The ready uploads of `owner`, for rows of another app that point to their `stored` and `preview` from now on.

    Call it in the transaction that writes those rows: the uploads are removed in it, so that none is used twice, and
    are back when it fails. In the order given, each once. Raises UploadGone, UploadNotReady.
    """
    asked = list(dict.fromkeys(tokens))
    with transaction.atomic():
        rows = Upload.objects.select_for_update(of=("self",)).select_related("stored", "preview")
        found = {upload.token: upload for upload in rows.filter(owner=owner, token__in=asked)}
        if len(found) < len(asked):
            raise UploadGone
        if not all(upload.is_ready for upload in found.values()):
            raise UploadNotReady
        Upload.objects.filter(pk__in=[upload.pk for upload in found.values()]).delete()
    return [found[token] for token in asked]


def remove_stale_uploads(now: datetime | None = None) -> int:
    """Remove uploads of which nothing came for a week, unfinished or unused; answers how many.

    What they had stored is nobody's then, and goes with `remove_orphans`.
    """
    before = (now or clock.now()) - limits.UPLOAD_KEPT
    removed = 0
    while stale := list(Upload.objects.filter(touched_at__lt=before)[:_ROWS_AT_ONCE]):
        for upload in stale:
            removed += Upload.objects.filter(pk=upload.pk, touched_at__lt=before).delete()[0]
    _remove_left_over()
    partial.empty_quarantine(limits.QUARANTINE_KEPT)
    return removed


def _remove_left_over() -> None:
    """What arrived of uploads that are no more; a day old, so that none is caught while it begins."""
    for token in partial.left_over(timedelta(days=1)):
        if not Upload.objects.filter(token=token, state=Upload.State.RECEIVING).exists():
            partial.remove(token)


def _make_room(new: Upload, most: limits.Limits, kept: Callable[[], Tokens]) -> None:
    """After the new one is there: of two that come at once both may be refused, but never both taken."""
    waiting = list(Upload.objects.filter(owner=new.owner).waiting().order_by("touched_at", "pk"))
    used = sum(upload.length for upload in waiting)
    if not _is_too_much(used, len(waiting), most):
        return
    stay = {new.token, *kept()}
    older = iter([upload for upload in waiting if upload.token not in stay])
    count, leaving = len(waiting), list[Upload]()
    while _is_too_much(used, count, most) and (oldest := next(older, None)):
        leaving.append(oldest)
        used, count = used - oldest.length, count - 1
    if _is_too_much(used, count, most):
        new.delete()
        raise (
            TooManyWaiting
            if count > limits.WAITING_MAX_UPLOADS
            else TooMuchWaiting(most.waiting_bytes // limits.MEGABYTE)
        )
    for upload in leaving:
        cancel_upload(upload)


def _is_too_much(used: int, count: int, most: limits.Limits) -> bool:
    return used > most.waiting_bytes or count > limits.WAITING_MAX_UPLOADS
