"""Pictures of articles."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.crypto import get_random_string

from pindesk.files.actions import store_image
from pindesk.files.models import StoredFile
from pindesk.knowledge.actions.recording import By, person_of, record_on
from pindesk.knowledge.events import ImageAdded
from pindesk.knowledge.models import Article, Image
from pindesk.lib import clock
from pindesk.lib.text import clean_line

NAME_MAX_CHARS = 120
KEY_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def add_image(article: Article, source: BinaryIO | bytes, name: str, *, by: By, now: datetime | None = None) -> Image:
    """Keep a picture for the article; its Markdown names it as `image:KEY`. The same one of the same name is kept once.

    Records `article.image_added`. Raises the refusals of `files.actions.store_image`.
    """
    at = now or clock.now()
    return attach(article, store_image(source, now=at), name, by=by, at=at)


@transaction.atomic
def attach(article: Article, file: StoredFile, name: str, *, by: By, at: datetime) -> Image:
    """The same with a picture that is stored already."""
    plain = clean_line(name.replace("\\", "/").rpartition("/")[2])[:NAME_MAX_CHARS] or "image"
    image, is_new = Image.objects.get_or_create(
        article=article,
        file=file,
        name=plain,
        defaults={"key": get_random_string(20, KEY_ALPHABET), "added_at": at, "added_by": person_of(by)},
    )
    if is_new:
        record_on(article.key, ImageAdded(image.pk), by=by, at=at)
    return image
