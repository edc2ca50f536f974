"""One article for a reader: in their language, else the best there is; gone, or not theirs to know of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.http import Http404

from pindesk.files.models import StoredFile
from pindesk.knowledge.access.shelf import Entry, readable
from pindesk.knowledge.models import Image, State, Translation
from pindesk.knowledge.models.tree import named
from pindesk.knowledge.rules import PUBLIC, Reader, may_read

MOST = 2**63 - 1  # the largest number that a column can hold
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
    shown = {row[0]: row for row in rows if row[1] == State.PUBLISHED}
    if not shown:
        if any(row[1] == State.ARCHIVED for row in rows):
            raise Gone(_replacement(rows[0][12], language, reader))
        raise Http404
    row = shown.get(language) or shown.get(rows[0][10]) or shown.get("en") or next(iter(shown.values()))
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
        others={code: shown[code][2] for code in sorted(shown)},
    )


def _place(code: str | None, names: dict[str, str] | None, language: str) -> Place | None:
    return Place(code, named(names or {}, language) or code) if code else None


def _replacement(number: int | None, language: str, reader: Reader) -> Entry | None:
    found = entries([number], language, reader) if number else []
    return found[0] if found else None


def related_to(article: Reading, language: str, reader: Reader, limit: int = 4) -> list[Entry]:
    """What to read next: what its editors named, else its neighbours in the section; two queries at most."""
    chosen = _readable(reader).filter(article__named_rows__article=article.article)
    found = _best(chosen.order_by("article__named_rows__position", "pk"), language)[:limit]
    if len(found) < limit and article.section:
        near = _readable(reader).filter(article__section__code=article.section.code)
        near = near.filter(Q(language=language) | Q(language=F("article__source_language")))
        taken = {article.article, *(entry.article for entry in found)}
        rows = near.order_by("article__position", "article_id")[: (limit + len(taken)) * 2]
        found += [entry for entry in _best(rows, language) if entry.article not in taken][: limit - len(found)]
    return found


def entries(numbers: list[int], language: str, reader: Reader) -> list[Entry]:
    """Those articles that the reader may read, in this order, each in the best language."""
    found = {entry.article: entry for entry in _best(_readable(reader).filter(article_id__in=numbers), language)}
    return [found[number] for number in numbers if number in found]


def _readable(reader: Reader) -> QuerySet[Translation]:
    return Translation.objects.filter(readable(reader), state=State.PUBLISHED)


def _best(rows: QuerySet[Translation], language: str) -> list[Entry]:
    """One entry for each article, in the best language; in the order of the rows."""
    best: dict[int, tuple[int, Entry]] = {}
    columns = ("article_id", "language", "slug", "title", "summary", "article__source_language")
    for article, code, slug, title, summary, source in rows.values_list(*columns):
        rank = 0 if code == language else 1 if code == source else 2
        if article not in best or rank < best[article][0]:
            best[article] = (rank, Entry(article, code, slug, title, summary))
    return [entry for _rank, entry in best.values()]


def image_for_reader(key: str, reader: Reader) -> tuple[StoredFile, str, bool]:
    """A picture, its name, and whether everybody may see it. Raises Http404 unless its article can be read."""
    image = Image.objects.select_related("file", "article").filter(key=key).first()
    if image is None or not may_read(image.article.visibility, reader):
        raise Http404
    if not Translation.objects.filter(article=image.article, state=State.PUBLISHED).exists():
        raise Http404
    return image.file, image.name, image.article.visibility == PUBLIC
