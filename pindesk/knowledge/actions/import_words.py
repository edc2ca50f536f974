"""The words of a record as they are kept here: links by number, pictures by key."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.utils.translation import gettext as _

from pindesk.knowledge.actions.import_pictures import Gallery, NoPicture
from pindesk.knowledge.actions.import_places import Places
from pindesk.knowledge.actions.recording import By
from pindesk.knowledge.actions.writing import Words
from pindesk.knowledge.exchange.addresses import group_of
from pindesk.knowledge.exchange.links import replaced
from pindesk.knowledge.exchange.problems import Unreadable
from pindesk.knowledge.exchange.records import Record
from pindesk.knowledge.models import Article, Version


@dataclass(frozen=True, slots=True)
class Given:
    """What a record says; None for what it leaves as it is."""

    title: str
    summary: str | None
    keywords: str | None
    body: str

    def is_in(self, version: Version) -> bool:
        """Whether the version says it."""
        return (
            self.title == version.title
            and self.body == version.body
            and self.summary in (None, version.summary)
            and self.keywords in (None, version.keywords)
        )

    def on(self, version: Version | None) -> Words:
        """Its words, with those of the version where it says nothing."""
        summary = self.summary if self.summary is not None else version.summary if version else ""
        keywords = self.keywords if self.keywords is not None else version.keywords if version else ""
        return Words(self.title, summary, keywords, self.body)


class _NotThere(Exception):
    """Something that the words name has to be made first."""


class Resolver:
    """Finds what the words of records name; makes what is to come later in the run, and keeps pictures."""

    def __init__(self, places: Places, by: By, at: datetime, is_dry_run: bool) -> None:
        self._places, self._gallery = places, Gallery(by, at, is_dry_run)

    def words(self, record: Record, article: Article, notes: list[str]) -> Given:
        """The words, with everything that they name made; what cannot be found stays as it was typed, with a note.

        Raises Unreadable for pictures outside of the folder.
        """

        @cache
        def put(address: str, is_picture: bool) -> str | None:
            if is_picture:
                return self._picture(record, article, address, notes)
            return self._link(address, notes)

        return _given(record, replaced(record.body, put))

    def words_there(self, record: Record, article: Article) -> Given | None:
        """The same where everything that they name is there; else None. Changes nothing."""

        @cache
        def put(address: str, is_picture: bool) -> str | None:
            return self._picture_there(record, article, address) if is_picture else self._link_there(address)

        try:
            return _given(record, replaced(record.body, put))
        except _NotThere:
            return None

    def _link(self, address: str, notes: list[str]) -> str | None:
        found = group_of(address, self._places.known)
        if found is None:
            return None
        if found[0] not in self._places.known:
            notes.append(_("It links to %(address)s, which is no article.") % {"address": address[:100]})
            return None
        number = self._places.number(found[0]) or self._places.article(found[0])[0].pk
        return f"article:{number}{found[1]}"

    def _link_there(self, address: str) -> str | None:
        found = group_of(address, self._places.known)
        if found is None:
            return None
        number = self._places.number(found[0])
        if number is None:
            raise _NotThere
        return f"article:{number}{found[1]}"

    def _picture(self, record: Record, article: Article, address: str, notes: list[str]) -> str | None:
        file = record.pictures.file_of(address) if record.pictures else None
        if file is None:
            return None
        try:
            return f"image:{self._gallery.key(article, file)}"
        except NoPicture as why:
            notes.append(_("The picture %(address)s was left out: %(why)s") % {"address": address[:100], "why": why})
            return None

    def _picture_there(self, record: Record, article: Article, address: str) -> str | None:
        file = record.pictures.file_of(address) if record.pictures else None
        if file is None:
            return None
        try:
            key = self._gallery.key_there(article, file)
        except NoPicture:
            return None
        if key is None:
            raise _NotThere
        return f"image:{key}"

    def keep_pictures(self, record: Record) -> None:
        """Store the files of the pictures before there is a transaction: each is decoded, which takes its time."""

        def look(address: str, is_picture: bool) -> None:
            file = record.pictures.file_of(address) if is_picture and record.pictures else None
            if file is not None:
                with suppress(NoPicture):
                    self._gallery.store(file)

        with suppress(Unreadable):
            replaced(record.body, look)


def _given(record: Record, body: str) -> Given:
    return Given(record.title, record.summary, record.keywords, body)
