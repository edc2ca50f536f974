"""Storing a file, and removing those that nothing points to any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from django.db import IntegrityError, transaction

from pindesk.files import content, reading, rules
from pindesk.files.errors import DiskFull, EmptyFile, NotAnImage, SvgNotTaken, TooManyBytes
from pindesk.files.models import StoredFile
from pindesk.lib import clock

ROWS_AT_ONCE = 500


def store_image(source: BinaryIO | bytes, *, now: datetime | None = None) -> StoredFile:
    """Keep a picture that somebody sent: PNG, JPEG, GIF or WebP by its content, written anew without what was hidden in
    it, upright, in sRGB, its longest side at most 2400 pixels; an animated GIF or WebP stays animated.

    The same content again gives the same row, and keeps it for another week though nothing points to it. Takes a second
    or so: call it outside of transactions. `source` is read from where it stands.
    Raises EmptyFile, TooManyBytes, SvgNotTaken, NotAnImage, DiskFull and the refusals of `reading.write_anew`, and
    leaves nothing behind then.
    """
    about = _written(source, is_kept=True)
    about.created_at = now or about.stored_at
    return _row_of(about)


def weigh_image(source: BinaryIO | bytes) -> StoredFile:
    """What `store_image` would make of a picture, and refuse: a row that is not saved, of content that is not kept."""
    return _written(source, is_kept=False)


def _written(source: BinaryIO | bytes, *, is_kept: bool) -> StoredFile:
    image = _read(source)
    kind = _kind_of(image)
    try:
        with content.draft() as draft:
            width, height = reading.write_anew(image, kind, draft)
            sha256, length = content.digest(draft), draft.stat().st_size
            if is_kept:
                content.keep(draft, sha256, clock.now())
    except OSError as error:
        if content.is_disk_full(error):
            raise DiskFull from error
        raise
    return StoredFile(
        sha256=sha256, bytes=length, content_type=kind.content_type, width=width, height=height, stored_at=clock.now()
    )


def remove_orphans(now: datetime | None = None) -> int:
    """Delete what has been unused for a week; answers how many rows.

    A content goes a week after its row, so that whoever began a backup while the row was there still finds it.
    """
    at = now or clock.now()
    before = at - rules.KEPT_UNUSED
    removed = 0
    for pk, sha256 in list(StoredFile.objects.unused().filter(stored_at__lt=before).values_list("pk", "sha256")):
        content.touch(sha256, at)
        removed += _remove_row(pk, before)
    _remove_strays(before)
    content.remove_drafts()
    return removed


def _read(source: BinaryIO | bytes) -> bytes:
    stream = BytesIO(source) if isinstance(source, bytes) else source
    image = stream.read(rules.IMAGE_MAX_BYTES + 1)
    if not image:
        raise EmptyFile
    if len(image) > rules.IMAGE_MAX_BYTES:
        raise TooManyBytes
    return image


def _kind_of(image: bytes) -> rules.Kind:
    kind = rules.kind_of(image)
    if kind is None:
        raise SvgNotTaken if rules.is_svg(image) else NotAnImage
    return kind


def _row_of(about: StoredFile) -> StoredFile:
    """The row of the content, held against `remove_orphans` by its new `stored_at`."""
    rows = StoredFile.objects.filter(sha256=about.sha256)
    with transaction.atomic():
        if not rows.update(stored_at=about.stored_at):
            try:
                with transaction.atomic():
                    about.save(force_insert=True)
                    return about
            except IntegrityError:  # somebody else has just stored the same
                pass
        return rows.get()


def _remove_row(pk: int, before: datetime) -> int:
    """By one statement, which asks again whether it may: not by Django's `delete`, which follows the rows that point
    here. What begins to point here at this very moment is protected by the foreign key."""
    rows = StoredFile.objects.unused().filter(pk=pk, stored_at__lt=before)
    try:
        with transaction.atomic():
            return int(rows._raw_delete(rows.db))
    except IntegrityError:
        return 0


def _remove_strays(before: datetime) -> None:
    """Contents without a row: it was removed a week ago, or never came to be."""
    for names in _in_batches(content.older_than(before)):
        known = set(StoredFile.objects.filter(sha256__in=names).values_list("sha256", flat=True))
        for sha256 in (name for name in names if name not in known):
            with content.removing(sha256, before) as path:
                if path is not None and not StoredFile.objects.filter(sha256=sha256).exists():
                    path.unlink()


def _in_batches(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while batch := list(islice(rest, ROWS_AT_ONCE)):
        yield batch
