"""Receiving a file part by part, and what happens when it is complete."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import datetime
from typing import IO, NoReturn

from pindesk.files import content, partial, sampling
from pindesk.files.actions.scanning import scan
from pindesk.files.actions.storing import make_preview, refusing_when_full, row_of
from pindesk.files.errors import (
    DiskFull,
    ExecutableNotTaken,
    InfectedFile,
    LongerThanAnnounced,
    UploadGone,
    WrongOffset,
    refusal_of,
)
from pindesk.files.models import StoredFile, Upload
from pindesk.files.rules import limits, types
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal

BLOCK_BYTES = 256 * 1024
_log = logging.getLogger("pindesk.files")


def append(upload: Upload, offset: int, stream: IO[bytes], *, now: datetime | None = None) -> Upload:
    """Add what `stream` brings to an upload, from byte `offset` on; answers the upload as it is afterwards, the same
    object. Only `read(count)` of the stream is used, block by block; nothing is held in memory.

    A stream that ends early or raises keeps what it brought: `upload.offset` says where to go on, which may be less
    than before when the machine broke down in between. With its last byte the file is looked at, stored by its content
    and previewed (seconds, for a large picture), and the state is `ready`; an append of nothing at the end does that
    again when it was interrupted, and nothing when it was done. Call it outside of transactions.

    Raises WrongOffset (with the right one), UploadBusy while another part arrives, UploadGone, and what leaves the
    upload as it was before: LongerThanAnnounced, DiskFull. ExecutableNotTaken and InfectedFile are for good: they are
    written down as `refusal`, and said again.
    """
    with refusing_when_full(), partial.opened(upload.token) as descriptor:
        try:
            _advance(upload, descriptor, offset, stream, now or clock.now())
        except UploadGone:
            partial.remove(upload.token)
            raise
        finally:
            if upload.state != Upload.State.RECEIVING:
                partial.remove(upload.token)
    return upload


def _advance(upload: Upload, descriptor: int, offset: int, stream: IO[bytes], at: datetime) -> None:
    _refresh(upload)
    if upload.is_ready:
        _check(offset, upload)
        return
    _receive(upload, descriptor, offset, stream, at)
    if upload.is_complete:
        _complete(upload, at)


def _refresh(upload: Upload) -> None:
    try:
        upload.refresh_from_db()
    except Upload.DoesNotExist as error:
        raise UploadGone from error
    if upload.state == Upload.State.REFUSED:
        raise refusal_of(upload.refusal)


def _receive(upload: Upload, descriptor: int, offset: int, stream: IO[bytes], at: datetime) -> None:
    """What is on the disk behind the offset was never accounted for; what is missing before it was lost."""
    on_disk = os.fstat(descriptor).st_size
    if on_disk < upload.offset:
        _change(upload, offset=on_disk)
    _check(offset, upload)
    arrived = 0
    os.lseek(descriptor, offset, os.SEEK_SET)
    try:
        for block in _blocks(stream, upload.length - offset):
            _write(descriptor, block)
            arrived += len(block)
    except (LongerThanAnnounced, DiskFull):
        arrived = 0  # the room is given back, so that the row can be written
        raise
    finally:
        os.ftruncate(descriptor, offset + arrived)
        if arrived:
            _change(upload, offset=offset + arrived, touched_at=at)


def _check(offset: int, upload: Upload) -> None:
    if offset != upload.offset:
        raise WrongOffset(upload.offset)


def _blocks(stream: IO[bytes], room: int) -> Iterator[bytes]:
    """Asks for one byte more than there is room for, to know that nothing follows."""
    while block := stream.read(min(BLOCK_BYTES, room + 1)):
        room -= len(block)
        if room < 0:
            raise LongerThanAnnounced
        yield block


def _write(descriptor: int, block: bytes) -> None:
    rest = memoryview(block)
    with refusing_when_full():
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def _complete(upload: Upload, at: datetime) -> None:
    path = partial.path_of(upload.token)
    try:
        sample = sampling.sample_of(path)
        if types.is_program(sample):
            _refuse(upload, ExecutableNotTaken())
        sha256 = content.digest(path)
        verdict = scan(path)
        if verdict.signature:
            _quarantine(upload, sha256, verdict.signature)
        content_type = types.type_of(sample.head, upload.name)
        with partial.linked(upload.token) as link:
            content.keep(link, sha256, clock.now())
    except FileNotFoundError as error:  # cancelled meanwhile
        raise UploadGone from error
    about = StoredFile(sha256=sha256, bytes=upload.length, content_type=content_type, created_at=at)
    about.stored_at = clock.now()
    about.scanned_at = verdict.at
    stored = row_of(about)
    if stored.infection:  # known from before, while the scanner does not answer
        _refuse(upload, InfectedFile())
    preview = make_preview(stored)
    _change(upload, stored=stored, preview=preview, content_type=content_type, state=Upload.State.READY)


def _quarantine(upload: Upload, sha256: str, signature: str) -> NoReturn:
    partial.quarantine(upload.token, sha256)
    StoredFile.objects.filter(sha256=sha256).update(infection=signature[:200])  # taken before it was known
    _log.warning("an upload is infected", extra={"signature": signature, "sha256": sha256, "upload": upload.pk})
    _refuse(upload, InfectedFile())


def _refuse(upload: Upload, refusal: Refusal) -> NoReturn:
    _change(upload, state=Upload.State.REFUSED, refusal=refusal.code)
    refused = Upload.objects.filter(owner=upload.owner, state=Upload.State.REFUSED).order_by("-pk")
    older = list(refused.values_list("pk", flat=True)[limits.REFUSED_KEPT :])
    Upload.objects.filter(pk__in=older).delete()
    raise refusal


def _change(upload: Upload, **values: object) -> None:
    """In the row, unless it was cancelled meanwhile, and in the object."""
    for name, value in values.items():
        setattr(upload, name, value)
    if not Upload.objects.filter(pk=upload.pk).update(**values):
        raise UploadGone
