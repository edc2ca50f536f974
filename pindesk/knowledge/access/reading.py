"""One article for a reader: in their language, else the best there is; gone, or not theirs to know of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.http import Http404

from pindesk.files.models import StoredFile
from pindesk.knowledge.access.shelf import COLUMNS as ENTRY
from pindesk.knowledge.access.shelf import Entry, once, readable, shown
from pindesk.knowledge.models import Article, Image, State, Translation
from pindesk.knowledge.models.tree import named
from pindesk.knowledge.rules import PUBLIC, Reader, best_language, may_read
from pindesk.lib.prepared import MOST

MOST_STEPS = 5  # from an article that is gone to the one that took the place of the one that took its place ...
COLUMNS = (
    "language",
    "state",
    "slug",
    "title",
    "summary",
    "html",
    "contents",
    "updated_at",
    "article_id",
    "article__visibility",
    "article__source_language",
    "article__section__code",
    "article__replaced_by_id",
    "pk",
    "external_id",
    "article__section__names",
    "article__section__category__code",
    "article__section__category__names",
)


class Place(NamedTuple):
    """A section or category on the way to an article."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it is read. `others` are all languages it can be read in, with the slug of each."""

    article: int
    translation: int
    language: str
    slug: str
    title: str
    summary: str
    html: str
    contents: tuple[tuple[int, str, str], ...]
    updated_at: datetime
    section: Place | None
    category: Place | None
    is_public: bool
    others: dict[str, str]


class Gone(Exception):
    """The article was archived; `replaced_by` is what took its place, for this reader."""

    def __init__(self, replaced_by: Entry | None) -> None:
        super().__init__("gone")
        self.replaced_by = replaced_by


def article_for_reader(number: int, language: str, reader: Reader) -> Reading:
    """The article of that number; one query.

    Raises Gone for one that was archived, Http404 for one that is not there, is a draft, or is not for this reader.
    """
    rows = list(Translation.objects.filter(article_id=number).values_list(*COLUMNS)) if number <= MOST else []
    if not rows or not may_read(rows[0][9], reader):
        raise Http404
    published = {row[0]: row for row in rows if row[1] == State.PUBLISHED}
    if not published:
        if any(row[1] == State.ARCHIVED for row in rows):
            raise Gone(_replacement(rows[0][12], language, reader))
        raise Http404
    row = published[best_language(published, language, rows[0][10])]
    return Reading(
        article=row[8],
        translation=row[13],
        language=row[0],
        slug=row[2],
        title=row[3],
        summary=row[4],
        html=row[5],
        contents=tuple((level, anchor, text) for level, anchor, text in row[6]),
        updated_at=row[7],
        section=_place(row[11], row[15], language),
        category=_place(row[16], row[17], language),
        is_public=row[9] == PUBLIC,
        others={code: published[code][2] for code in sorted(published)},
    )


def _place(code: str | None, names: dict[str, str] | None, language: str) -> Place | None:
    return Place(code, named(names or {}, language) or code) if code else None


def _replacement(number: int | None, language: str, reader: Reader) -> Entry | None:
    """The first on the way from one replacement to the next that can be read; two queries a step, at most ten.

    The way ends at one that the reader may not know of, and at one that it came by before.
    """
    passed: set[int] = set()
    while number and number not in passed and len(passed) < MOST_STEPS:
        passed.add(number)
        row = shown(reader).filter(once(language), article_id=number).values_list(*ENTRY).first()
        if row:
            return Entry(*row)
        known = Article.objects.filter(readable(reader, "visibility"), pk=number, translations__state=State.ARCHIVED)
        number = known.values_list("replaced_by_id", flat=True).first()
    return None


def related_to(article: Reading, language: str, reader: Reader, limit: int = 4) -> list[Entry]:
    """What to read next: what its editors named, else its neighbours in the section; two queries at most."""
    rows = shown(reader).filter(once(language))
    chosen = rows.filter(article__named_rows__article=article.article).order_by("article__named_rows__position", "pk")
    found = [Entry(*row) for row in chosen.values_list(*ENTRY)[:limit]]
    if len(found) < limit and article.section:
        taken = [article.article, *(entry.article for entry in found)]
        near = rows.filter(article__section__code=article.section.code).exclude(article_id__in=taken)
        near = near.order_by("article__position", "article_id")
        found += [Entry(*row) for row in near.values_list(*ENTRY)[: limit - len(found)]]
    return found


def image_for_reader(key: str, reader: Reader) -> tuple[StoredFile, str, bool]:
    """A picture, its name, and whether everybody may see it. Raises Http404 unless its article can be read."""
    image = Image.objects.select_related("file", "article").filter(key=key).first()
    if image is None or not may_read(image.article.visibility, reader):
        raise Http404
    if not Translation.objects.filter(article=image.article, state=State.PUBLISHED).exists():
        raise Http404
    return image.file, image.name, image.article.visibility == PUBLIC
