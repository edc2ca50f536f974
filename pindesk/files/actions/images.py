"""Storing a picture of an article."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from pindesk.files.actions.storing import row_of, written_anew
from pindesk.files.errors import EmptyFile, NotAnImage, SvgNotTaken, TooManyBytes
from pindesk.files.models import StoredFile
from pindesk.files.rules import pictures


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
    return row_of(about)


def weigh_image(source: BinaryIO | bytes) -> StoredFile:
    """What `store_image` would make of a picture, and refuse: a row that is not saved, of content that is not kept."""
    return _written(source, is_kept=False)


def _written(source: BinaryIO | bytes, *, is_kept: bool) -> StoredFile:
    image = _read(source)
    return written_anew(image, _kind_of(image), is_kept=is_kept)


def _read(source: BinaryIO | bytes) -> bytes:
    stream = BytesIO(source) if isinstance(source, bytes) else source
    image = stream.read(pictures.IMAGE_MAX_BYTES + 1)
    if not image:
        raise EmptyFile
    if len(image) > pictures.IMAGE_MAX_BYTES:
        raise TooManyBytes
    return image


def _kind_of(image: bytes) -> pictures.Kind:
    kind = pictures.kind_of(image)
    if kind is None:
        raise SvgNotTaken if pictures.is_svg(image) else NotAnImage
    return kind
