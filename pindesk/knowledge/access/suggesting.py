"""Articles for somebody who is writing to us: those that may answer it, and those that they have read already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import QuerySet

from pindesk.knowledge.access.indexes import indexes
from pindesk.knowledge.access.searching import Result, search
from pindesk.knowledge.access.shelf import COLUMNS, Entry, once, shown
from pindesk.knowledge.models import State, Translation
from pindesk.knowledge.rules import PUBLIC, Reader, best_language, may_read
from pindesk.lib.prepared import MOST

LOOKED_AT_CHARS = 20_000  # of a text
LEAST_OF_BEST = 0.5  # of the best score: a list of few is not filled up with what fits less


def suggest(subject: str, text: str, *, language: str, reader: Reader, limit: int = 3) -> list[Result]:
    """The articles that fit the subject and the most telling words of the text, best first; three queries at most.

    Nobody has searched: nothing is counted. Raises nothing for whatever was typed.
    """
    index = indexes().by_language[language]
    words = index.telling(
        subject[:LOOKED_AT_CHARS],
        text[:LOOKED_AT_CHARS],
        may_read=lambda visibility: may_read(visibility, reader),
    )
    if not words:
        return []
    rows = search(" ".join(words), language=language, reader=reader, limit=limit).rows
    return [row for row in rows if row.score >= LEAST_OF_BEST * rows[0].score]


def entries_for(numbers: Iterable[int], language: str, reader: Reader) -> list[Entry]:
    """Those of the articles that the reader may read now, in the order given; one query, none for no numbers."""
    asked = [number for number in dict.fromkeys(numbers) if 0 < number <= MOST]
    if not asked:
        return []
    rows = shown(reader).filter(once(language), article_id__in=asked).values_list(*COLUMNS)
    found = {row[0]: Entry(*row) for row in rows}
    return [found[number] for number in asked if number in found]


# Of a translation; none but the title has a "|" in it.
KNOWN = ("article_id", "language", "state", "article__visibility", "article__source_language", "slug", "title")


class Known(NamedTuple):
    """An article as an agent reads of it; `slug` is "" where the help centre does not show it to everybody."""

    article: int
    language: str
    title: str
    slug: str


def translations_of(numbers: Iterable[int]) -> QuerySet[Translation]:
    """Every translation of those articles, whatever its state, for a query that reads `known_from` them."""
    return Translation.objects.filter(article_id__in=list(numbers)).order_by()


def known_from(rows: Iterable[Sequence[str]], numbers: Iterable[int], language: str) -> list[Known]:
    """The articles of those numbers as an agent reads of them, in the order given: withdrawn and restricted ones too.

    A row has the KNOWN columns of a translation, as text. Each article is named in the best language it has.
    """
    by_article: dict[int, dict[str, Sequence[str]]] = {}
    for row in rows:
        by_article.setdefault(int(row[0]), {})[row[1]] = row
    return [_known(number, by_article[number], language) for number in numbers if number in by_article]


def _known(number: int, translations: dict[str, Sequence[str]], language: str) -> Known:
    there = {code: row for code, row in translations.items() if row[2] == State.PUBLISHED} or translations
    code = best_language(there, language, next(iter(there.values()))[4])
    _, _, state, visibility, _, slug, title = there[code]
    return Known(number, code, title, slug if state == State.PUBLISHED and visibility == PUBLIC else "")
