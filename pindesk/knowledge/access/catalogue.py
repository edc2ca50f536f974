"""The help centre as lists for machines: every readable article, section and category, by number.

A list in a language holds what is published in it; a list in none has each article once, in its source language where
that is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef

from pindesk.knowledge.access.indexes import Position, position
from pindesk.knowledge.access.shelf import once, shown
from pindesk.knowledge.models import Category, Section, State, Translation
from pindesk.knowledge.rules import Reader, best_language, is_out_of_date
from pindesk.lib.prepared import MOST

ORDERS = {
    "position": (
        "article__section__category__position",
        "article__section__category_id",
        "article__section__position",
        "article__section_id",
        "article__position",
        "article_id",
    ),
    "title": ("title", "article_id"),
    "created_at": ("article__created_at", "article_id"),
    "updated_at": ("updated_at", "article_id"),
}


class Row(NamedTuple):
    """One published translation; `html` is as it was rendered, for `rendering.pieces`."""

    pk: int
    article: int
    language: str
    external_id: str | None
    slug: str
    title: str
    summary: str
    keywords: str
    html: str
    published_at: datetime
    updated_at: datetime
    created_at: datetime
    position: int
    section: int | None
    source_language: str


_COLUMNS = (
    "pk",
    "article_id",
    "language",
    "external_id",
    "slug",
    "title",
    "summary",
    "keywords",
    "html",
    "published_at",
    "updated_at",
    "article__created_at",
    "article__position",
    "article__section_id",
    "article__source_language",
)


def translations_in(
    language: str | None,
    reader: Reader,
    *,
    section: int | None = None,
    category: int | None = None,
    order: str = "position",
    is_descending: bool = False,
) -> tuple[int, ...]:
    """The numbers of the translations of such a list, in order; `order` is one of `ORDERS`.

    What stands in no section comes last where places count.
    Kept in the process until something changes for readers.
    """
    return _translations_in(position(), language, reader, section, category, order, is_descending)


@lru_cache(maxsize=32)
def _translations_in(
    at: Position,
    language: str | None,
    reader: Reader,
    section: int | None,
    category: int | None,
    order: str,
    is_descending: bool,
) -> tuple[int, ...]:
    rows = shown(reader)
    rows = rows.filter(language=language) if language else rows.filter(once(None))
    if section is not None:
        rows = rows.filter(article__section_id=section)
    if category is not None:
        rows = rows.filter(article__section__category_id=category)
    keys = [F(key).desc(nulls_first=True) if is_descending else F(key).asc(nulls_last=True) for key in ORDERS[order]]
    return tuple(rows.order_by(*keys).values_list("pk", flat=True))


def rows_of(translations: Sequence[int], reader: Reader) -> list[Row]:
    """Those translations that the reader may read, in the order given."""
    found = shown(reader).filter(pk__in=translations).values_list(*_COLUMNS)
    by_pk = {row[0]: Row(*row) for row in found}
    return [by_pk[pk] for pk in translations if pk in by_pk]


def rows_of_article(number: int, reader: Reader) -> dict[str, Row]:
    """Every published translation of an article by language; none for one that the reader may not read."""
    if number > MOST:
        return {}
    found = shown(reader).filter(article_id=number).order_by("language").values_list(*_COLUMNS)
    return {row[2]: Row(*row) for row in found}


def best_of(rows: dict[str, Row], language: str | None) -> Row | None:
    """The translation in that language, or for None the source's, else English, else any."""
    if language:
        return rows.get(language)
    source = next((row.source_language for row in rows.values()), "")
    return rows[best_language(rows, None, source)] if rows else None


def languages_out_of_date(articles: Iterable[int]) -> dict[int, list[str]]:
    """The languages in which articles are older than their source, by article; one query."""
    rows = Translation.objects.filter(article_id__in=set(articles), state=State.PUBLISHED).order_by("language")
    columns = ("article_id", "language", "published_id", "source_version_id", "article__source_language")
    found = list(rows.values_list(*columns))
    sources = {article: published for article, code, published, _, source in found if code == source}
    outdated: dict[int, list[str]] = {}
    for article, code, _, translated_from, source in found:
        if code != source and is_out_of_date(sources.get(article), translated_from):
            outdated.setdefault(article, []).append(code)
    return outdated


def sections_with_articles(reader: Reader, category: int | None = None) -> list[Section]:
    """Every section that holds something for the reader, in the order of categories and then theirs; one query."""
    held = shown(reader).filter(article__section=OuterRef("pk"))
    rows = Section.objects.filter(Exists(held)).order_by("category__position", "category_id", "position", "pk")
    return list(rows if category is None else rows.filter(category_id=category))


def categories_with_articles(reader: Reader) -> list[Category]:
    """Every category that holds something for the reader, in order; one query."""
    held = shown(reader).filter(article__section__category=OuterRef("pk"))
    return list(Category.objects.filter(Exists(held)))


def forget() -> None:
    """Ask the database again: between tests, a revision may come a second time."""
    _translations_in.cache_clear()
