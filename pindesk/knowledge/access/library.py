"""The indexes of this process, brought up to date before each answer: a revision is read, and rows that moved.

One thread at a time writes; others read the dictionaries meanwhile by key, never from end to end.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from pindesk.accounts.models import Language
from pindesk.knowledge.models import State, Synonyms, Translation
from pindesk.knowledge.search import Document, Index

_STATE = """
    SELECT revision, synonyms_revision, (SELECT epoch FROM events_logstate WHERE id = 1)
    FROM knowledge_indexstate WHERE id = 1
"""
BATCH = 200

Row = tuple[int, int, str, str, str, str, str, str, str]


class Position(NamedTuple):
    """How far something has been read: a restore raises the epoch, and all before it means nothing."""

    epoch: int
    revision: int
    synonyms: int


def position() -> Position:
    """What the database says now; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        row = cursor.fetchone()
    return Position(row[2] or 1, row[0], row[1]) if row else Position(1, 0, 0)


class Library:
    """Every published translation, by language; languages that an article has been published in."""

    def __init__(self, at: Position, indexes: dict[str, Index]) -> None:
        self.at = at
        self.indexes = indexes
        self.languages: dict[int, set[str]] = {}
        self.articles: dict[int, int] = {}
        self.complete: frozenset[str] = frozenset()  # languages in which every article can be read


_library: Library | None = None
_lock = threading.Lock()


def library() -> Library:
    """The indexes as of now. One thread brings them up to date; the others wait for it."""
    global _library
    now = position()
    found = _library
    if found is not None and found.at == now:
        return found
    with _lock:
        if _library is None or _library.at.epoch != now.epoch or _library.at.synonyms != now.synonyms:
            _library = _built(now)
        elif _library.at.revision < now.revision:
            _update(_library, now)
        elif _library.at.revision > now.revision and _library.at != position():
            _library = _built(now)
        return _library


def forget() -> None:
    """Build the indexes anew next time: where a revision may come a second time, between tests."""
    global _library
    with _lock:
        _library = None


def _built(at: Position) -> Library:
    groups: dict[str, list[list[str]]] = {}
    for row in Synonyms.objects.all():
        groups.setdefault(row.language, []).append(row.words)
    made = Library(at, {code: Index(code, groups.get(code, ())) for code in Language.values})
    _read(made, after=-1, up_to=at.revision)
    return made


def _update(found: Library, now: Position) -> None:
    _read(found, after=found.at.revision, up_to=now.revision)
    found.at = now


def _read(found: Library, *, after: int, up_to: int) -> None:
    """Take in the rows that moved. One that moves meanwhile comes again with the next revision."""
    rows = Translation.objects.filter(revision__gt=after).order_by("language", "pk")
    columns = ("pk", "article_id", "language", "state", "title", "summary", "text", "keywords", "article__visibility")
    batch: list[Row] = []
    for row in rows.values_list(*columns).iterator(chunk_size=BATCH):
        if batch and (row[2] != batch[0][2] or len(batch) >= BATCH):
            _take(found, batch)
            batch = []
        batch.append(row)
    if batch:
        _take(found, batch)
    some = [languages for languages in found.languages.values() if languages]
    found.complete = frozenset(code for code in found.indexes if all(code in languages for languages in some))


def _take(found: Library, rows: Iterable[Row]) -> None:
    documents, gone = [], []
    language = ""
    for pk, article, language, state, title, summary, text, keywords, visibility in rows:
        if state == State.PUBLISHED:
            documents.append(Document(pk, title, f"{summary}\n{text}", keywords, visibility))
            found.languages.setdefault(article, set()).add(language)
            found.articles[pk] = article
        else:
            gone.append(pk)
            found.languages.get(article, set()).discard(language)
            found.articles.pop(pk, None)
    if gone:
        found.indexes[language].remove(gone)
    if documents:
        found.indexes[language].put(documents)
