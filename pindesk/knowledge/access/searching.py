"""What a search finds: published articles that this reader may read, best first, in their language and then others."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from pindesk.knowledge.access.indexes import indexes
from pindesk.knowledge.models.tree import named
from pindesk.knowledge.rules import Reader, may_read
from pindesk.knowledge.search import Found, marked, snippet

Pieces = list[tuple[str, bool]]

LONGEST_CHARS = 10_000  # of what was typed; the rest is not looked at


class Result(NamedTuple):
    """One article. `title` and `snippet` are pieces of text, True where they matched; `language` is its own."""

    translation: int
    article: int
    external_id: str | None
    language: str
    slug: str
    title: Pieces
    snippet: Pieces
    section: str
    score: float
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """`count` is how many there are, at least where not `is_all`; `corrected` the words as understood, if others."""

    rows: tuple[Result, ...]
    count: int
    is_all: bool
    corrected: str | None


def search(
    words: str, *, language: str, reader: Reader, limit: int = 10, offset: int = 0, is_unfinished: bool = False
) -> Results:
    """Find articles for the reader, `limit` of them after the first `offset`.

    Those not translated into `language` come after, in the language in which they are shown then.
    `is_unfinished`: the last word is still being typed, and the answer must be quick: of very many articles the best
    are counted. Two queries.
    """
    now = indexes()
    typed, last = words[:LONGEST_CHARS], offset + limit

    def ask(code: str, only: Collection[int] | None = None) -> Found:
        return now.by_language[code].search(
            typed,
            may_read=lambda visibility: may_read(visibility, reader),
            limit=last,
            is_unfinished=is_unfinished,
            is_quick=is_unfinished,
            only=only,
        )

    stand_ins = sorted(now.stands_in[language].items())
    answers = [ask(language), *(ask(other, translations) for other, translations in stand_ins)]
    hits = [(hit.id, hit.score, found) for found in answers for hit in found.hits]
    return Results(
        rows=tuple(_results(hits[offset:last], language, reader)),
        count=sum(found.count for found in answers),
        is_all=all(found.is_all for found in answers),
        corrected=next((found.corrected for found in answers if found.hits), None),
    )


# Written out, because the query builder took longer than the query, at each letter that is typed.
_ROWS = """
    SELECT t.id, t.article_id, t.external_id, t.language, t.slug, t.title, t.text, t.summary, s.names, a.visibility
    FROM knowledge_translation t JOIN knowledge_article a ON a.id = t.article_id
    LEFT JOIN knowledge_section s ON s.id = a.section_id
    WHERE t.state = 'published' AND t.id IN (%s)
"""


def _results(hits: list[tuple[int, float, Found]], language: str, reader: Reader) -> list[Result]:
    """The rows behind the hits, asked of the database once more: an index is a help, not a permission."""
    if not hits:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ROWS % ", ".join(["%s"] * len(hits)), [pk for pk, _, _ in hits])
        by_pk = {row[0]: row[1:-1] for row in cursor if may_read(row[-1], reader)}
    made = []
    for pk, score, found in hits:
        if pk in by_pk:
            article, external, code, slug, title, text, summary, names = by_pk[pk]
            words, section = _said(summary, text, found), _section(names, language)
            made.append(Result(pk, article, external, code, slug, marked(title, found), words, section, score, summary))
    return made


def _section(names: str | dict[str, str] | None, language: str) -> str:
    """The section's name; its names come as each database keeps JSON."""
    return named(json.loads(names) if isinstance(names, str) else names or {}, language)


def _said(summary: str, text: str, found: Found) -> Pieces:
    """Why an article was found: its summary where that says it, else the passage that does, else the summary."""
    short = marked(summary, found)
    if any(is_match for _, is_match in short):
        return short
    passage = snippet(text, found)
    return passage if any(is_match for _, is_match in passage) else short or passage
