"""What agents may fetch: every article, draft and version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from django.http import Http404

from pindesk.accounts.models import Agent
from pindesk.events.access import latest
from pindesk.events.logged import LoggedEvent
from pindesk.events.models import Audience
from pindesk.knowledge.models import (
    Article,
    Category,
    Image,
    Related,
    Section,
    Settings,
    Synonyms,
    Translation,
    Version,
)
from pindesk.knowledge.rendering import Picture
from pindesk.lib.text import number_or_none

_IS_REVIEWED = Exists(Settings.objects.filter(pk=1, needs_review=True))


def needs_review() -> bool:
    """Whether somebody else publishes what one has written."""
    return Settings.objects.filter(pk=1, needs_review=True).exists()


def pictures_of(article_id: int) -> dict[str, Picture]:
    """The pictures of an article by key; one query."""
    rows = Image.objects.filter(article_id=article_id).values_list("key", "file__width", "file__height")
    return {key: Picture(width, height) for key, width, height in rows}


def image_or_404(key: str) -> Image:
    """A picture with its file, for staff. Raises Http404."""
    image = Image.objects.select_related("file").filter(key=key).first()
    if image is None:
        raise Http404
    return image


_WITH = ("latest__author", "published", "source_version", "review_asked_by")


def article_or_404(pk: int) -> Article:
    """An article with its section, for staff. Raises Http404."""
    article = Article.objects.select_related("section__category").filter(pk=pk).first()
    if article is None:
        raise Http404
    return article


class Whole(NamedTuple):
    """An article with all its translations by language.

    `is_reviewed`: whether the company asks for reviews; `held_back` are the languages whose latest version the person
    who works on it may not publish.
    """

    article: Article
    rows: dict[str, Translation]
    is_reviewed: bool
    held_back: frozenset[str]


def whole_article_or_404(pk: int, person_id: int) -> Whole:
    """The article as that person works on it, without the rendered words; one query. Raises Http404."""
    rows = Translation.objects.filter(article__pk=pk).select_related("article__section__category", *_WITH)
    found = list(
        rows.defer("html", "text", "contents").annotate(
            reviewed=_IS_REVIEWED, held=Case(When(_is_held_back(person_id), then=Value(True)), default=Value(False))
        )
    )
    if not found:
        return Whole(article_or_404(pk), {}, needs_review(), frozenset())
    article = found[0].article
    for row in found:
        row.article = article
    held = frozenset(row.language for row in found if row.held)
    return Whole(article, {row.language: row for row in found}, found[0].reviewed, held)


def translations_of(article: Article) -> dict[str, Translation]:
    """Every translation of the article by language, with its latest and published versions; one query."""
    rows = Translation.objects.filter(article=article).select_related(*_WITH)
    found = {row.language: row for row in rows}
    for row in found.values():
        row.article = article
    return found


def translation_or_404(article: Article, language: str) -> Translation:
    """Raises Http404 where the article was never begun in that language."""
    found = translations_of(article).get(language)
    if found is None:
        raise Http404
    return found


def versions_of(translation: Translation, limit: int = 200) -> list[Version]:
    """What was saved, newest first, without the bodies; one query."""
    rows = Version.objects.filter(translation=translation).select_related("author", "published_by").defer("body")
    return list(rows.order_by("-number")[:limit])


def version_or_404(translation: Translation, number: int) -> Version:
    """One version with its words. Raises Http404."""
    rows = Version.objects.select_related("author").filter(translation=translation, number=number)
    version = rows.first()
    if version is None:
        raise Http404
    return version


def tree() -> list[tuple[Category, list[Section]]]:
    """Every category with its sections, in order; two queries."""
    categories = list(Category.objects.all())
    sections: dict[int, list[Section]] = {}
    for section in Section.objects.all():
        sections.setdefault(section.category_id, []).append(section)
    return [(category, sections.get(category.pk, [])) for category in categories]


def category_or_404(pk: int) -> Category:
    found = Category.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def section_or_404(pk: int) -> Section:
    found = Section.objects.select_related("category").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def synonyms_or_404(pk: int) -> Synonyms:
    found = Synonyms.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def synonyms() -> list[Synonyms]:
    """Every group; one query."""
    return list(Synonyms.objects.all())


def articles_by_id(ids: Iterable[int]) -> list[Article]:
    """Those articles that there are, in the order of the ids."""
    rows = Article.objects.in_bulk(list(ids))
    return [rows[pk] for pk in dict.fromkeys(ids) if pk in rows]


def topics_for_agents(topics: Iterable[str]) -> set[str]:
    """Those of `topics` that tell of articles: agents may hear of every one of them."""
    return {key for key in topics if key == "articles" or (key.startswith("article:") and number_or_none(key[8:]))}


def titles_beside(article: Article, language: str) -> tuple[list[tuple[int, str]], str]:
    """The articles that its page names at the end, in order, and the title of the one that took its place; one query.

    Titles are those last saved: in that language, else in the source's, else in any.
    """
    named = Related.objects.filter(article=article)
    rows = Translation.objects.filter(
        Q(article__in=named.values("other_id")) | Q(article=article.replaced_by_id), latest__isnull=False
    ).annotate(place=Subquery(named.filter(other=OuterRef("article")).values("position")[:1]))
    best: dict[int, tuple[int, str]] = {}
    places: dict[int, int] = {}
    for number, code, source, title, place in rows.values_list(
        "article_id", "language", "article__source_language", "latest__title", "place"
    ):
        rank = 0 if code == language else 1 if code == source else 2
        best[number] = min(best.get(number, (rank, title)), (rank, title))
        if place is not None:
            places[number] = place
    titles = {number: title for number, (_, title) in best.items()}
    in_order = sorted(places, key=lambda number: places[number])
    return [(number, titles[number]) for number in in_order], titles.get(article.replaced_by_id or 0, "")


def is_held_back(version: Version, person_id: int) -> bool:
    """Whether that person may not publish the version, which is the latest: see `_is_held_back`; one query."""
    return Translation.objects.filter(_is_held_back(person_id), pk=version.translation_id).exists()


def _is_held_back(person_id: int) -> Q:
    """The condition that a person may not publish the latest version: the company asks for reviews, and some of it is
    their own.

    That is so when they wrote it or any other since the last published one: whoever only saved it after them has not
    reviewed their part by that. What was published before may be published again; what nobody wrote who is known (an
    import, somebody who was erased) holds nobody back.
    """
    later = Version.objects.filter(translation=OuterRef("translation"), published_at__isnull=False)
    later = later.filter(number__gt=OuterRef("number"))
    written = Version.objects.filter(translation=OuterRef("pk"), author=person_id, published_at=None)
    return Q(_IS_REVIEWED) & Q(Exists(written.exclude(Exists(later))))


_NAME = Subquery(
    Agent.objects.annotate(key=Concat(Value("agent:"), Cast("pk", CharField()), output_field=CharField()))
    .filter(key=OuterRef("actor"))
    .values("person__name")[:1]
)


def happenings(article: Article, limit: int = 12) -> list[tuple[LoggedEvent, str]]:
    """The latest events of the article, newest first, each with the name of the agent who did it; one query."""
    found = latest(article.key, limit, audience=Audience.STAFF, beside=_NAME)
    return [(event, name or "") for event, name in found]
