"""The help centre as its readers leaf through it: categories, sections and the articles in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from pindesk.knowledge import rules
from pindesk.knowledge.access.indexes import Position, position
from pindesk.knowledge.models import Category, Section, State, Translation
from pindesk.knowledge.rules import Reader


class Entry(NamedTuple):
    """An article in a list, in the best language there is for the reader."""

    article: int
    language: str
    slug: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """A section, with how many articles there are and the first of them; without its number, those of no section."""

    pk: int | None
    code: str
    name: str
    description: str
    count: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """A category and its sections that hold something for this reader."""

    code: str
    name: str
    description: str
    shelves: tuple[Shelf, ...]

    @property
    def count(self) -> int:
        return sum(shelf.count for shelf in self.shelves)

    @property
    def first(self) -> list[Entry]:
        """The first few of its articles."""
        return [entry for shelf in self.shelves for entry in shelf.entries][:FEW]


COLUMNS = ("article_id", "language", "slug", "title", "summary")  # of an Entry
FEW = 4  # entries of a category on the first page
FIRST = 6  # entries of a section on the pages that show several
PAGE = 50


def readable(reader: Reader, column: str = "article__visibility") -> Q:
    """The condition that an article may be known to this reader; the rules decide the same of one visibility."""
    found = Q(**{column: rules.PUBLIC})
    if reader.is_signed_in:
        found |= Q(**{column: rules.SIGNED_IN})
    if reader.is_signed_in and reader.plan:
        first = rules.PLANS + reader.plan
        for end in ("", ","):
            found |= Q(**{f"{column}__startswith" if end else column: first + end})
            middle = "__contains" if end else "__endswith"
            found |= Q(**{f"{column}__startswith": rules.PLANS, f"{column}{middle}": f",{reader.plan}{end}"})
    return found


def rooms(language: str, reader: Reader) -> tuple[Room, ...]:
    """Every category that holds something for the reader, in order.

    Kept in the process until something changes for readers: one query while nothing does.
    """
    return _rooms(position(), language, reader)


def room_or_404(code: str, language: str, reader: Reader) -> Room:
    """One category. Raises Http404 for one that holds nothing for the reader."""
    return _found(room for room in rooms(language, reader) if room.code == code)


def shelf_or_404(code: str, language: str, reader: Reader) -> tuple[Room, Shelf]:
    """A section with its category. Raises Http404 for one that holds nothing for the reader."""
    return _found((room, shelf) for room in rooms(language, reader) for shelf in room.shelves if shelf.code == code)


def entries_of(shelf: Shelf, language: str, reader: Reader, page: int = 1) -> list[Entry]:
    """One page (from 1) of the articles of a section, in order."""
    rows = _in_order(language, reader).filter(article__section=shelf.pk)
    start = (page - 1) * PAGE
    return [Entry(*row) for row in rows.values_list(*COLUMNS)[start : start + PAGE]]


def forget() -> None:
    """Ask anew next time: where a revision may come a second time, between tests."""
    _rooms.cache_clear()


T = TypeVar("T")


def _found(some: Iterable[T]) -> T:
    for one in some:
        return one
    raise Http404


def shown(reader: Reader) -> QuerySet[Translation]:
    """Every published translation of the articles that the reader may know of."""
    return Translation.objects.filter(readable(reader), state=State.PUBLISHED)


def once(language: str | None) -> Q:
    """The condition that has one published translation of each article: the one that `rules.best_language` names."""
    published = Translation.objects.filter(article=OuterRef("article"), state=State.PUBLISHED)
    steps: list[tuple[Any, Any]] = [(F("article__source_language"), OuterRef("article__source_language")), ("en", "en")]
    best, none_before = Q(), Q()
    for of_row, of_others in ([(language, language)] if language else []) + steps:
        best |= none_before & Q(language=of_row)
        none_before &= ~Q(Exists(published.filter(language=of_others)))
    return best | (none_before & ~Q(Exists(published.filter(language__lt=OuterRef("language")))))


def _in_order(language: str, reader: Reader) -> QuerySet[Translation]:
    rows = shown(reader).filter(once(language))
    return rows.order_by("article__section__position", "article__section_id", "article__position", "article_id")


@lru_cache(maxsize=64)
def _rooms(at: Position, language: str, reader: Reader) -> tuple[Room, ...]:
    entries: dict[int | None, list[Entry]] = {}
    counts: dict[int | None, int] = {}
    for section, *rest in _in_order(language, reader).values_list("article__section_id", *COLUMNS):
        counts[section] = counts.get(section, 0) + 1
        if counts[section] <= FIRST:
            entries.setdefault(section, []).append(Entry(*rest))
    shelves: dict[int, list[Shelf]] = {}
    for row in Section.objects.all():
        if row.pk in counts:
            name, description = row.name(language), row.description(language)
            shelf = Shelf(row.pk, row.code, name, description, counts[row.pk], tuple(entries[row.pk]))
            shelves.setdefault(row.category_id, []).append(shelf)
    found = [
        Room(row.code, row.name(language), row.description(language), tuple(shelves[row.pk]))
        for row in Category.objects.all()
        if row.pk in shelves
    ]
    if None in counts:
        rest = Shelf(None, rules.REST, "", "", counts[None], tuple(entries[None]))
        found.append(Room(rules.REST, "", "", (rest,)))
    return tuple(found)
