"""What a search finds: published articles that this reader may read, best first, in their language and then others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pindesk.knowledge.access.library import Library, library
from pindesk.knowledge.access.shelf import readable
from pindesk.knowledge.models import State, Translation
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


@dataclass(frozen=True, slots=True)
class Results:
    """`count` is how many there are; `corrected` are the words as they were understood, where that differs."""

    rows: tuple[Result, ...]
    count: int
    corrected: str | None


def search(words: str, *, language: str, reader: Reader, limit: int = 10, is_unfinished: bool = False) -> Results:
    """Find articles for the reader. Those not translated into `language` come after, in the language they have.

    `is_unfinished`: the last word is still being typed. Two queries, plus one for each other language that is needed.
    """
    books = library()
    typed = words[:LONGEST_CHARS]

    def is_readable(visibility: str) -> bool:
        return may_read(visibility, reader)

    found = books.indexes[language].search(typed, may_read=is_readable, limit=limit, is_unfinished=is_unfinished)
    hits = [(hit.id, hit.score, found) for hit in found.hits]
    count, corrected = found.count, found.corrected
    for other in _others(books, language):
        if len(hits) >= limit:
            break
        more = books.indexes[other].search(typed, may_read=is_readable, limit=limit * 2, is_unfinished=is_unfinished)
        new = [hit for hit in more.hits if not _is_translated(books, hit.id, language, [pk for pk, _, _ in hits])]
        hits += [(hit.id, hit.score, more) for hit in new[: limit - len(hits)]]
        count += len(new)
        corrected = corrected or (more.corrected if not found.hits and new else None)
    return Results(tuple(_results(hits, language, reader)), max(count, len(hits)), corrected)


def _others(books: Library, language: str) -> list[str]:
    """Languages to look in for what is not translated; English first."""
    if language in books.complete:
        return []
    return [code for code in dict.fromkeys(("en", *books.indexes)) if code != language]


def _is_translated(books: Library, translation: int, language: str, taken: list[int]) -> bool:
    """Whether the reader has that article already: in their language, or found in another one."""
    article = books.articles.get(translation)
    if article is None or language in books.languages.get(article, ()):
        return True
    return any(books.articles.get(pk) == article for pk in taken)


def _results(hits: list[tuple[int, float, Found]], language: str, reader: Reader) -> list[Result]:
    """The rows behind the hits, asked of the database once more: an index is a help, not a permission."""
    rows = Translation.objects.filter(
        readable(reader), pk__in=[pk for pk, _, _ in hits], state=State.PUBLISHED
    ).values_list(
        "pk", "article_id", "external_id", "language", "slug", "title", "text", "summary", "article__section__names"
    )
    by_pk = {row[0]: row for row in rows}
    made = []
    for pk, score, found in hits:
        if pk in by_pk:
            _, article, external, code, slug, title, text, summary, names = by_pk[pk]
            words = _said(summary, text, found)
            made.append(
                Result(
                    pk, article, external, code, slug, marked(title, found), words, named(names or {}, language), score
                )
            )
    return made


def _said(summary: str, text: str, found: Found) -> Pieces:
    """Why an article was found: its summary where that says it, else the passage that does, else the summary."""
    short = marked(summary, found)
    if any(is_match for _, is_match in short):
        return short
    passage = snippet(text, found)
    return passage if any(is_match for _, is_match in passage) else short or passage
