"""Articles in lists for agents: views, sections, words in titles, and how each translation stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from pindesk.knowledge.models import Article, Section, State, Translation
from pindesk.knowledge.rules import is_out_of_date
from pindesk.lib.text import number_or_none

PAGE = 25
VIEWS = ("all", "drafts", "changes", "review", "outdated", "archived")
NO_SECTION = 0
MOST_WORDS = 8


def out_of_date() -> Q:
    """What makes a published translation older than its source, as a condition on translations."""
    source = Translation.objects.filter(
        article=OuterRef("article"), language=OuterRef("article__source_language"), published__isnull=False
    ).exclude(published=OuterRef("source_version"))
    return Q(Exists(source)) & Q(source_version__isnull=False) & ~Q(language=F("article__source_language"))


class Wanted(NamedTuple):
    """Which articles a list shows: of a view, a section (`NO_SECTION`: those in none), a language, with such words."""

    view: str = "all"
    section: int | None = None
    language: str = ""
    words: str = ""


class LanguageLine(NamedTuple):
    """An article in one language; `state` as `standing` says it."""

    state: str
    title: str
    saved_at: datetime
    saved_by: str


class ArticleLine(NamedTuple):
    """One row of the list; `languages` holds those that it was begun in."""

    pk: int
    section: int | None
    visibility: str
    source_language: str
    languages: dict[str, LanguageLine]


class Counts(NamedTuple):
    """Articles in each view; and in each section those in use, under `NO_SECTION` those in none."""

    in_view: dict[str, int]
    in_section: dict[int, int]


# By section, in the order of `VIEWS`, on the conditions of `_makes`: building the query took longer than asking it.
_COUNTS = """
    SELECT section, SUM(1 - archived), SUM(drafts), SUM(changes), SUM(review), SUM(outdated), SUM(archived) FROM (
        SELECT a.section_id AS section,
            MAX(CASE WHEN t.state = 'draft' THEN 1 ELSE 0 END) AS drafts,
            MAX(CASE WHEN t.state = 'published' AND t.latest_id <> t.published_id THEN 1 ELSE 0 END) AS changes,
            MAX(CASE WHEN t.state <> 'archived' AND t.review_asked_at IS NOT NULL THEN 1 ELSE 0 END) AS review,
            MAX(CASE WHEN t.state = 'published' AND t.language <> a.source_language
                AND s.published_id <> t.source_version_id THEN 1 ELSE 0 END) AS outdated,
            MAX(CASE WHEN t.state = 'archived' THEN 1 ELSE 0 END) AS archived
        FROM knowledge_article a
        JOIN knowledge_translation t ON t.article_id = a.id AND t.latest_id IS NOT NULL
        LEFT JOIN knowledge_translation s ON s.article_id = a.id AND s.language = a.source_language
        GROUP BY a.id, a.section_id
    ) AS of_article GROUP BY section
"""


def articles_like(wanted: Wanted, *, offset: int = 0, limit: int = PAGE) -> list[ArticleLine]:
    """A page of articles, the one that was saved last first; two queries."""
    rows = Article.objects.filter(_in_view(wanted.view, wanted.language))
    if wanted.section is not None:
        rows = rows.filter(section=wanted.section or None)
    for word in wanted.words.split()[:MOST_WORDS]:
        rows = rows.filter(_has_word(word))
    columns = rows.order_by("-saved_at", "-pk").values_list("pk", "section_id", "visibility", "source_language")[
        offset : offset + limit
    ]
    found = [ArticleLine(*row, {}) for row in columns]
    _put_languages(found)
    return found


def article_counts() -> Counts:
    """How many articles there are; one query, which looks at each translation once."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        rows = cursor.fetchall()
    views = {view: sum(row[place] for row in rows) for place, view in enumerate(VIEWS, 1)}
    return Counts(views, {row[0] or NO_SECTION: row[1] for row in rows if row[1]})


def sections() -> list[Section]:
    """Every section with its category, in the order of the help centre; one query."""
    return list(Section.objects.select_related("category").order_by("category__position", "category_id", "position"))


def _in_view(view: str, language: str = "") -> Q:
    """The condition that an article belongs to a view: in that language, or in any."""
    rows = Translation.objects.filter(article=OuterRef("pk"), latest__isnull=False)
    begun = rows.filter(language=language) if language else rows
    if view == "all":
        is_in_use = ~Q(Exists(rows.filter(state=State.ARCHIVED)))
        return is_in_use & Q(Exists(begun)) if language else is_in_use
    return Q(Exists(begun.filter(_makes(view))))


def _makes(view: str) -> Q:
    """The condition that a translation puts its article into a view; every article is in `all` that is not archived."""
    return {
        "drafts": Q(state=State.DRAFT),
        "changes": Q(state=State.PUBLISHED) & ~Q(latest=F("published")),
        "review": Q(review_asked_at__isnull=False) & ~Q(state=State.ARCHIVED),
        "outdated": Q(state=State.PUBLISHED) & out_of_date(),
        "archived": Q(state=State.ARCHIVED),
    }[view]


def _has_word(word: str) -> Q:
    """That an article has the word in a title, as published or as last saved, or is the one of that number.

    SQLite knows only the capitals of English, so others are asked for both ways.
    """
    condition = Q()
    for form in {word, word.lower(), word.capitalize()}:
        condition |= Q(title__icontains=form) | Q(latest__title__icontains=form)
    found = Q(Exists(Translation.objects.filter(condition, article=OuterRef("pk"))))
    number = number_or_none(word, 9)
    return found if number is None else found | Q(pk=number)


def standing(state: str, latest: int | None, published: int | None, *, is_old: bool) -> str:
    """One word for how a translation stands: archived, draft, outdated, changed or published; the gravest of them."""
    if state != State.PUBLISHED:
        return state
    return "outdated" if is_old else "changed" if latest != published else "published"


def standing_of(row: Translation, source: Translation | None) -> str:
    """How a translation stands beside the one in the source's language."""
    is_old = row != source and is_out_of_date(source.published_id if source else None, row.source_version_id)
    return standing(row.state, row.latest_id, row.published_id, is_old=is_old)


class _Standing(NamedTuple):
    """What a line of the list says of a translation, as the columns have it."""

    article: int
    language: str
    state: str
    latest: int
    published: int | None
    source_version: int | None
    title: str
    saved_at: datetime
    saved_by: str | None


_STANDING = (
    "article_id",
    "language",
    "state",
    "latest_id",
    "published_id",
    "source_version_id",
    "latest__title",
    "latest__saved_at",
    "latest__author__name",
)


def _put_languages(found: list[ArticleLine]) -> None:
    rows = Translation.objects.filter(article__in=[line.pk for line in found], latest__isnull=False)
    by_article: dict[int, dict[str, _Standing]] = {}
    for values in rows.values_list(*_STANDING):
        row = _Standing(*values)
        by_article.setdefault(row.article, {})[row.language] = row
    for line in found:
        present = by_article.get(line.pk, {})
        source = present.get(line.source_language)
        for language, row in present.items():
            is_old = row != source and is_out_of_date(source.published if source else None, row.source_version)
            stands = standing(row.state, row.latest, row.published, is_old=is_old)
            line.languages[language] = LanguageLine(stands, row.title, row.saved_at, row.saved_by or "")


def titles_like(
    words: str, *, language: str, but: int | None = None, is_published: bool = False, limit: int = 8
) -> dict[int, str]:
    """Articles in use that have every word in a title: number and title, in that language if there is one; two queries.

    `but` is left out; `is_published` asks for those that somebody can read.
    """
    rows = Article.objects.filter(_in_view("all")).exclude(pk__in=[but] if but else [])
    for word in words.split()[:MOST_WORDS]:
        rows = rows.filter(_has_word(word))
    if is_published:
        rows = rows.filter(Exists(Translation.objects.filter(article=OuterRef("pk"), state=State.PUBLISHED)))
    return titles_of(rows.order_by("-pk").values_list("pk", flat=True)[:limit], language=language)


def titles_of(articles: Iterable[int], *, language: str) -> dict[int, str]:
    """The title of each, as last saved: in that language, else in its source's, else in any; in the order given."""
    numbers = list(articles)
    rows = Translation.objects.filter(article__in=numbers, latest__isnull=False).order_by("pk")
    ranked: dict[int, tuple[int, str]] = {}
    for number, code, source, title in rows.values_list(
        "article_id", "language", "article__source_language", "latest__title"
    ):
        rank = 0 if code == language else 1 if code == source else 2
        ranked[number] = min(ranked.get(number, (rank, title)), (rank, title), key=lambda pair: pair[0])
    return {number: ranked[number][1] for number in numbers if number in ranked}
