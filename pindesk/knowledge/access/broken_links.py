"""Links and pictures of published articles that fail their readers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, StrIndex

from pindesk.knowledge.models import Article, Link, State, Translation
from pindesk.knowledge.rendering import LinkFound
from pindesk.knowledge.rules import PUBLIC, is_wider

# How the address of a picture that is not there begins, and one that Markdown may not link to, among those of links:
# no link's does.
PICTURE, UNLINKED = "![](", "[]("

_SHOWN = Translation.objects.filter(state=State.PUBLISHED)


class Reason(StrEnum):
    """What is wrong; `restricted`: some who may read the article may not read the one that it leads to."""

    GONE = "gone"
    NOT_PUBLISHED = "not_published"
    RESTRICTED = "restricted"
    NO_HEADING = "no_heading"
    NO_PICTURE = "no_picture"
    UNLINKED = "unlinked"


class Broken(NamedTuple):
    """One of them, with the article that it stands in; the address as it was written."""

    article: int
    language: str
    title: str
    address: str
    anchor: str
    reason: Reason


def broken_links(limit: int = 200, within: Translation | None = None) -> list[Broken]:
    """At most so many, of all articles or in one translation, by what is wrong, then by age; five queries.

    A link to an article leads to whatever language of it is published; a heading is looked for in the same language.
    """
    links = Link.objects.filter(translation__state=State.PUBLISHED).order_by("pk")
    links = links.filter(translation=within) if within else links
    to_articles = links.filter(to_article__isnull=False)
    dead = to_articles.exclude(to_article__in=_SHOWN.values("article_id"))
    known = Exists(Article.objects.filter(pk=OuterRef("to_article")))
    found = _rows(dead.filter(~known), Reason.GONE, limit)
    found += _rows(dead.filter(known), Reason.NOT_PUBLISHED, limit)
    found += _restricted(to_articles, limit)
    found += _rows(_without_heading(links), Reason.NO_HEADING, limit)
    bare = links.filter(Q(address__startswith=PICTURE) | Q(address__startswith=UNLINKED))
    found += [
        row if row.address.startswith(PICTURE) else row._replace(reason=Reason.UNLINKED)
        for row in _rows(bare, Reason.NO_PICTURE, limit)
    ]
    return found[:limit]


def broken_among(
    links: Iterable[LinkFound], anchors: Collection[str], *, article: Article, language: str
) -> list[tuple[LinkFound, Reason]]:
    """Those links of words not published yet that would fail readers; `anchors` are the headings of those words.

    One query, where any of them leads to another article.
    """
    links = list(dict.fromkeys(links))
    others = {link.article for link in links if link.article is not None} - {article.pk}
    columns = ("pk", "visibility", "translations__state", "translations__language", "translations__contents")
    rows = list(Article.objects.filter(pk__in=others).values_list(*columns)) if others else []
    readers = {pk: visibility for pk, visibility, *_ in rows}
    shown = {(pk, code): contents for pk, _, state, code, contents in rows if state == State.PUBLISHED}
    published = {pk for pk, _ in shown}

    def reason(link: LinkFound) -> Reason | None:
        if link.article in (None, article.pk):
            return Reason.NO_HEADING if link.anchor and link.anchor not in anchors else None
        if link.article not in readers:
            return Reason.GONE
        if link.article not in published:
            return Reason.NOT_PUBLISHED
        if is_wider(article.visibility, than=readers[link.article]):
            return Reason.RESTRICTED
        contents = shown.get((link.article, language))
        is_missing = link.anchor and contents is not None and link.anchor not in {each[1] for each in contents}
        return Reason.NO_HEADING if is_missing else None

    return [(link, why) for link in links if (why := reason(link))]


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
