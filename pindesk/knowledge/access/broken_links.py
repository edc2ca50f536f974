"""Links and pictures of published articles that fail their readers."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, StrIndex

from pindesk.knowledge.models import Article, Link, State, Translation
from pindesk.knowledge.rules import PUBLIC, is_wider

PICTURE = "![]("  # how the address of a picture that is not there begins, among those of links: no link's does

_SHOWN = Translation.objects.filter(state=State.PUBLISHED)


class Reason(StrEnum):
    """What is wrong; `restricted`: some who may read the article may not read the one that it leads to."""

    GONE = "gone"
    NOT_PUBLISHED = "not_published"
    RESTRICTED = "restricted"
    NO_HEADING = "no_heading"
    NO_PICTURE = "no_picture"


class Broken(NamedTuple):
    """One of them, with the article that it stands in; the address as it was written."""

    article: int
    language: str
    title: str
    address: str
    anchor: str
    reason: Reason


def broken_links(limit: int = 200) -> list[Broken]:
    """At most so many, by what is wrong, then by age; five queries.

    A link to an article leads to whatever language of it is published; a heading is looked for in the same language.
    """
    links = Link.objects.filter(translation__state=State.PUBLISHED).order_by("pk")
    to_articles = links.filter(to_article__isnull=False)
    dead = to_articles.exclude(to_article__in=_SHOWN.values("article_id"))
    known = Exists(Article.objects.filter(pk=OuterRef("to_article")))
    found = _rows(dead.filter(~known), Reason.GONE, limit)
    found += _rows(dead.filter(known), Reason.NOT_PUBLISHED, limit)
    found += _restricted(to_articles, limit)
    found += _rows(_without_heading(links), Reason.NO_HEADING, limit)
    found += _rows(links.filter(address__startswith=PICTURE), Reason.NO_PICTURE, limit)
    return found[:limit]


_COLUMNS = ("translation__article_id", "translation__language", "translation__title", "address", "anchor")


def _rows(links: QuerySet[Link], reason: Reason, limit: int) -> list[Broken]:
    return [Broken._make((*row, reason)) for row in links.values_list(*_COLUMNS)[:limit]]


def _restricted(links: QuerySet[Link], limit: int) -> list[Broken]:
    """Links from an article to one that some of its readers may not read; others than its own are looked at."""
    target = Article.objects.filter(pk=OuterRef("to_article"))
    rows = (
        links.filter(to_article__in=_SHOWN.exclude(article__visibility=PUBLIC).values("article_id"))
        .annotate(target=Subquery(target.values("visibility"), output_field=CharField()))
        .exclude(target=F("translation__article__visibility"))
        .values_list(*_COLUMNS, "translation__article__visibility", "target")
    )
    found: list[Broken] = []
    for *row, visibility, restricted_to in rows.iterator(chunk_size=500):
        if is_wider(visibility, than=restricted_to):
            found.append(Broken._make((*row, Reason.RESTRICTED)))
        if len(found) == limit:
            break
    return found


def _without_heading(links: QuerySet[Link]) -> QuerySet[Link]:
    """Links to a place in a published text that has no heading of that name.

    Headings are kept as JSON, where only a whole name stands between `"` and `", "`: in a text, quotes are escaped.
    """
    target = _SHOWN.filter(
        article=Coalesce(OuterRef("to_article"), OuterRef("translation__article_id")),
        language=OuterRef("translation__language"),
    )
    contents = Cast("contents", TextField())
    there = Subquery(target.annotate(names=contents).values("names"), output_field=TextField())
    name = Concat(Value('"'), F("anchor"), Value('", "'), output_field=TextField())
    return links.exclude(anchor="").annotate(there=there).annotate(at=StrIndex("there", name)).filter(at=0)


def lacks_pictures(row: Translation) -> bool:
    """Whether the published words name a picture that the article does not have; one query."""
    return Link.objects.filter(translation=row, address__startswith=PICTURE).exists()
