"""The indexes of this process, brought up to date before each answer: a revision is read, and rows that moved.

One thread at a time writes; others read the dictionaries meanwhile by key, never from end to end.
"""

from __future__ import annotations

import threading
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from django.db import connection

from pindesk.accounts.models import Language
from pindesk.knowledge.models import State, Synonyms, Translation
from pindesk.knowledge.rules import best_language
from pindesk.knowledge.search import Document, Index

_STATE = """
    SELECT revision, synonyms_revision, (SELECT epoch FROM events_logstate WHERE id = 1)
    FROM knowledge_indexstate WHERE id = 1
"""
BATCH = 200


class Row(NamedTuple):
    """A translation as it is taken in; `source` is the language of its article's source."""

    pk: int
    article: int
    language: str
    state: str
    title: str
    summary: str
    text: str
    keywords: str
    visibility: str
    source: str


_COLUMNS = (
    "pk",
    "article_id",
    "language",
    "state",
    "title",
    "summary",
    "text",
    "keywords",
    "article__visibility",
    "article__source_language",
)


class Position(NamedTuple):
    """How far something has been read: a restore raises the epoch, and all before it means nothing."""

    epoch: int
    revision: int
    synonyms: int

    def leads_to(self, now: Position) -> bool:
        """Whether what was read up to here need only be read on: the same log, the same synonyms, no step back."""
        return (self.epoch, self.synonyms) == (now.epoch, now.synonyms) and self.revision <= now.revision


def position() -> Position:
    """What the database says now; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE)
        row = cursor.fetchone()
    return Position(row[2] or 1, row[0], row[1]) if row else Position(1, 0, 0)


BEFORE = Position(-1, -1, -1)  # any revision


class Indexes:
    """Every published translation, by language; and in which language an article stands in for a missing one."""

    def __init__(self, at: Position, by_language: dict[str, Index]) -> None:
        self.at = at
        self.by_language = by_language
        self._languages: dict[int, tuple[str, dict[str, int]]] = {}  # of each article: its source's; its translations
        self.stands_in: dict[str, dict[str, set[int]]] = {}  # by missing language and another: translations

    def take(self, rows: list[Row]) -> None:
        """Take in rows of one language."""
        documents, gone = [], []
        for row in rows:
            source, languages = self._languages.setdefault(row.article, (row.source, {}))
            if row.state == State.PUBLISHED:
                documents.append(
                    Document(row.pk, row.title, f"{row.summary}\n{row.text}", row.keywords, row.visibility)
                )
                languages[row.language] = row.pk
            else:
                gone.append(row.pk)
                languages.pop(row.language, None)
        index = self.by_language[rows[0].language]
        index.remove(gone)
        index.put(documents)

    def find_stand_ins(self) -> None:
        """Work out anew which articles stand in where they are not translated; what most searches need not look at."""
        found: dict[str, dict[str, set[int]]] = {code: {} for code in self.by_language}
        for source, languages in self._languages.values():
            for code in found:
                if languages and code not in languages:
                    best = best_language(languages, code, source)
                    found[code].setdefault(best, set()).add(languages[best])
        self.stands_in = found


_indexes: Indexes | None = None
_lock = threading.Lock()


def indexes() -> Indexes:
    """The indexes as of now. One thread brings them up to date; the others wait for it."""
    global _indexes
    found = _indexes
    if found is not None and found.at == position():
        return found
    with _lock:
        now = position()
        if _indexes is None or not _indexes.at.leads_to(now):
            _indexes = _built(now)
        elif _indexes.at != now:
            _read(_indexes, now)
        return _indexes


def forget() -> None:
    """Build the indexes anew next time: where a revision may come a second time, between tests."""
    global _indexes
    with _lock:
        _indexes = None


def _built(at: Position) -> Indexes:
    groups: dict[str, list[list[str]]] = {}
    for row in Synonyms.objects.all():
        groups.setdefault(row.language, []).append(row.words)
    made = Indexes(BEFORE, {code: Index(code, groups.get(code, ())) for code in Language.values})
    _read(made, at)
    return made


def _read(found: Indexes, now: Position) -> None:
    """Take in the rows that moved. One that moves meanwhile comes again with the next revision."""
    moved = Translation.objects.filter(revision__gt=found.at.revision).order_by("language", "pk")
    rows = (Row(*row) for row in moved.values_list(*_COLUMNS).iterator(chunk_size=BATCH))
    for _language, alike in groupby(rows, key=attrgetter("language")):
        while batch := list(islice(alike, BATCH)):
            found.take(batch)
    found.find_stand_ins()
    found.at = now
