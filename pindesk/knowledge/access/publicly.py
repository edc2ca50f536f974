"""What everybody may read, for machines: the latest articles, and all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from pindesk.knowledge.models import State, Translation
from pindesk.knowledge.rules import PUBLIC


class Public(NamedTuple):
    """A translation that everybody may read; times are aware UTC."""

    article: int
    language: str
    slug: str
    title: str
    summary: str
    published_at: datetime
    updated_at: datetime


def latest(language: str, limit: int = 30) -> list[Public]:
    """The articles of that language that changed last, newest first; one query."""
    rows = Translation.objects.filter(language=language, state=State.PUBLISHED, article__visibility=PUBLIC)
    return [Public(*row) for row in rows.order_by("-updated_at", "-pk").values_list(*_COLUMNS)[:limit]]


def everything(limit: int) -> Iterator[dict[str, Public]]:
    """Every article by language, in the order of their numbers, at most so many translations; one query."""
    rows = Translation.objects.filter(state=State.PUBLISHED, article__visibility=PUBLIC)
    found = (Public(*row) for row in rows.order_by("article_id", "language").values_list(*_COLUMNS)[:limit])
    for _article, some in groupby(found, key=lambda row: row.article):
        yield {row.language: row for row in some}


_COLUMNS = ("article_id", "language", "slug", "title", "summary", "published_at", "updated_at")
