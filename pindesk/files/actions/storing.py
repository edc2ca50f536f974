"""What every way of storing shares: the file into its place first, then its row."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import IntegrityError, transaction

from pindesk.files import content, reading
from pindesk.files.errors import DiskFull
from pindesk.files.models import StoredFile
from pindesk.files.rules import pictures
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal

_HEAD_BYTES = 12
_log = logging.getLogger("pindesk.files")


@contextmanager
def refusing_when_full() -> Iterator[None]:
    """Raises DiskFull for what the system says then."""
    try:
        yield
    except OSError as error:
        if content.is_disk_full(error):
            raise DiskFull from error
        raise


def written_anew(
    image: bytes | IO[bytes],
    kind: pictures.Kind,
    *,
    is_kept: bool,
    limits: dict[str, Any] | None = None,
    wait_seconds: float | None = None,
) -> StoredFile:
    """The picture as it is made here, in a row that is not saved; its content is in place when `is_kept`.

    Raises DiskFull and the refusals of `reading.write_anew`, and leaves nothing behind then.
    """
    with refusing_when_full(), content.draft() as draft:
        asked = limits or pictures.reader_limits(kind)
        width, height = reading.write_anew(image, kind, draft, asked, wait_seconds or reading.WAIT_SECONDS)
        sha256, length = content.digest(draft), draft.stat().st_size
        if is_kept:
            content.keep(draft, sha256, clock.now())
    return StoredFile(
        sha256=sha256, bytes=length, content_type=kind.content_type, width=width, height=height, stored_at=clock.now()
    )


def make_preview(stored: StoredFile) -> StoredFile | None:
    """A small still picture of a stored PNG, JPEG, GIF or WebP, made here, its longest side at most 800 pixels.

    None when it is no picture, or none that can be read within the limits: it stays an ordinary file then. The same
    picture again gives the same preview. Takes up to some seconds: call it outside of transactions.
    """
    kind = pictures.kind_of(_head(stored.path))
    if kind is None:
        return None
    limits = pictures.reader_limits(kind, pictures.PREVIEW_SIDE_PIXELS, is_still=True)
    try:
        with stored.path.open("rb") as image:
            about = written_anew(image, kind, is_kept=True, limits=limits, wait_seconds=reading.PREVIEW_WAIT_SECONDS)
    except Refusal as refusal:
        _log.info("a picture gets no preview", extra={"sha256": stored.sha256, "refusal": refusal.code})
        return None
    about.scanned_at = about.stored_at  # nothing that came in is left in it
    return row_of(about)


def row_of(about: StoredFile) -> StoredFile:
    """The row of the content, held against `remove_orphans` by its new `stored_at`.

    One that is there already learns what is new about it: that it is a picture made here, that it was scanned.
    """
    rows = StoredFile.objects.filter(sha256=about.sha256)
    news: dict[str, Any] = {
        name: getattr(about, name) for name in ("width", "height", "scanned_at") if getattr(about, name)
    }
    if about.is_written_anew:
        news["content_type"] = about.content_type
    if about.scanned_at:
        news["infection"] = ""
    with transaction.atomic():
        if not rows.update(stored_at=about.stored_at, **news):
            try:
                with transaction.atomic():
                    about.save(force_insert=True)
                    return about
            except IntegrityError:  # somebody else has just stored the same
                pass
        return rows.get()


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(_HEAD_BYTES)
