"""What is written to files: the words that readers see, or the latest, with links by group and pictures by path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pindesk.files.models import StoredFile
from pindesk.knowledge.exchange.addresses import address_of_group, article_of, image_of
from pindesk.knowledge.exchange.links import replaced
from pindesk.knowledge.exchange.plan import source_of
from pindesk.knowledge.exchange.records import DRAFT, PUBLISHED
from pindesk.knowledge.exchange.tree import Part
from pindesk.knowledge.models import Article, Category, Image, Related, Section, State, Translation, Version

BATCH = 100


@dataclass(frozen=True, slots=True)
class Written:
    """One translation. `pictures` are those that its words name, by key, with their names."""

    id: str
    group: str
    language: str
    version: Version
    state: str
    section: str | None
    position: int
    visibility: str
    related: tuple[str, ...]
    source: str | None
    pictures: dict[str, tuple[str, StoredFile]] = field(default_factory=dict)

    def body(self, name_picture: Callable[[str], str | None]) -> str:
        """The Markdown, with the path of each picture that `name_picture` answers for its key."""
        return replaced(self.version.body, lambda address, _: name_picture(image_of(address) or ""))


def parts() -> list[Part]:
    """Every category and section, each section after its category."""
    made = []
    sections: dict[int, list[Section]] = {}
    for section in Section.objects.all():
        sections.setdefault(section.category_id, []).append(section)
    for category in Category.objects.all():
        made.append(_part(category, None))
        made += [_part(section, category.code) for section in sections.get(category.pk, [])]
    return made


def _part(row: Category | Section, category: str | None) -> Part:
    return Part(row.code, row.names, row.descriptions, row.position, category)


def written(*, with_drafts: bool = False) -> Iterator[Written]:
    """Every translation in order of group and language; archived ones are left out.

    Published words, or with drafts the latest of each. Articles without a group are left out: see `name_articles`.
    """
    groups = {pk: str(group) for pk, group in Article.objects.exclude(group=None).values_list("pk", "group")}
    languages = _languages(with_drafts)
    keys = sorted(
        (groups[pk], code, row) for pk, codes in languages.items() if pk in groups for code, row in codes.items()
    )
    for start in range(0, len(keys), BATCH):
        yield from _batch([row for _, _, row in keys[start : start + BATCH]], groups, languages, with_drafts)


def _languages(with_drafts: bool) -> dict[int, dict[str, int]]:
    """The translations that are written, by article and language."""
    rows = Translation.objects.exclude(state=State.ARCHIVED).filter(latest__isnull=False)
    rows = rows if with_drafts else rows.filter(state=State.PUBLISHED)
    found: dict[int, dict[str, int]] = {}
    for article, code, pk in rows.values_list("article_id", "language", "pk"):
        found.setdefault(article, {})[code] = pk
    return found


def _batch(
    numbers: list[int], groups: dict[int, str], languages: dict[int, dict[str, int]], with_drafts: bool
) -> Iterator[Written]:
    rows = Translation.objects.select_related("article__section", "latest", "published").defer("html", "text")
    by_number = rows.in_bulk(numbers)
    articles = {row.article_id for row in by_number.values()}
    related: dict[int, list[str]] = {}
    links = Related.objects.filter(article__in=articles)
    for one, other in links.values_list("article_id", "other_id"):
        if other in groups and other in languages:
            related.setdefault(one, []).append(groups[other])
    images: dict[int, dict[str, tuple[str, StoredFile]]] = {}
    for image in Image.objects.filter(article__in=articles).select_related("file").order_by("pk"):
        images.setdefault(image.article_id, {})[image.key] = (image.name, image.file)
    for number in numbers:
        if number in by_number:
            row = by_number[number]
            codes = sorted(languages[row.article_id])
            names = tuple(related.get(row.article_id, []))
            yield _written(row, groups, codes, names, images.get(row.article_id, {}), with_drafts)


def _written(
    row: Translation,
    groups: dict[int, str],
    codes: list[str],
    related: tuple[str, ...],
    images: dict[str, tuple[str, StoredFile]],
    with_drafts: bool,
) -> Written:
    article, version = row.article, row.latest if with_drafts else row.published
    assert version
    source = article.source_language

    def put(address: str, _: bool) -> str | None:
        found = article_of(address)
        return address_of_group(groups[found[0]], found[1]) if found and found[0] in groups else None

    version.body = replaced(version.body, put)
    named: set[str] = set()
    replaced(version.body, lambda address, _: named.add(image_of(address) or ""))
    return Written(
        id=row.external_id or f"{article.group}.{row.language}",
        group=str(article.group),
        language=row.language,
        version=version,
        state=PUBLISHED if row.is_published and version.pk == row.published_id else DRAFT,
        section=article.section.code if article.section else None,
        position=article.position,
        visibility=article.visibility,
        related=related,
        source=source if source != source_of(codes) else None,
        pictures={key: images[key] for key in images if key in named},
    )


def values_of(one: Written) -> dict[str, Any]:
    """The fields of a line or of front matter, but for id, group, language and body."""
    values: dict[str, Any] = {
        "title": one.version.title,
        "summary": one.version.summary,
        "keywords": one.version.keywords,
        "section": one.section,
        "position": one.position,
        "visibility": one.visibility,
        "related": list(one.related),
        "source": one.source,
        "state": one.state if one.state != PUBLISHED else None,
    }
    return {key: value for key, value in values.items() if value is not None}
