"""Pictures of imported articles: files are stored before the transaction, once in a run, and named in it."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from pindesk.files.actions import store_image, weigh_image
from pindesk.files.models import StoredFile
from pindesk.knowledge.actions.images import attach
from pindesk.knowledge.actions.recording import By
from pindesk.knowledge.exchange.pictures import file_names
from pindesk.knowledge.models import Article, Image
from pindesk.lib.refusals import Refusal

LARGEST_BYTES = 10 * 1024 * 1024  # what is larger is not even read
NOT_YET = "a" * 20  # the key of a picture that a dry run would add


class NoPicture(Exception):
    """There is no picture in that file; the message says why."""


class Gallery:
    """The pictures of one run."""

    def __init__(self, by: By, at: datetime, is_dry_run: bool) -> None:
        self._by, self._at, self._is_dry_run = by, at, is_dry_run
        self._stored: dict[Path, StoredFile | str] = {}

    def key(self, article: Article, file: Path) -> str:
        """The key of the picture of the article, added unless it has it. Records `article.image_added`.

        Raises NoPicture.
        """
        stored = self.store(file)
        there = _key_of(article, file.name, stored)
        if there or self._is_dry_run:
            return there or NOT_YET
        return attach(article, stored, file.name, by=self._by, at=self._at).key

    def key_there(self, article: Article, file: Path) -> str | None:
        """The key of the picture that the article has. Raises NoPicture where the file is none."""
        return _key_of(article, file.name, self.store(file))

    def store(self, file: Path) -> StoredFile:
        """The stored file, in a dry run what it would be. Raises NoPicture."""
        if file not in self._stored:
            self._stored[file] = self._store(file)
        found = self._stored[file]
        if isinstance(found, str):
            raise NoPicture(found)
        return found

    def _store(self, file: Path) -> StoredFile | str:
        """One that was written by an export is the stored one as it is: written anew, a JPEG would be another."""
        try:
            if not file.is_file():
                return _("it is not there.")
            if file.stat().st_size > LARGEST_BYTES:
                return _("it is larger than 10 MB.")
            content = file.read_bytes()
            known = (
                Image.objects.filter(file__sha256=hashlib.sha256(content).hexdigest()).select_related("file").first()
            )
            if known:
                return known.file
            return weigh_image(content) if self._is_dry_run else store_image(content, now=self._at)
        except Refusal as refusal:
            return str(refusal)
        except OSError as error:
            return f"{error.strerror}."


def _key_of(article: Article, name: str, file: StoredFile) -> str | None:
    """The key of the article's picture of that name, or of the name that its export gives it."""
    found = Image.objects.filter(article=article, file__sha256=file.sha256).order_by("-pk")
    for key, given, digest in found.values_list("key", "name", "file__sha256"):
        if name == given or name in file_names(given, digest):
            return str(key)
    return None
