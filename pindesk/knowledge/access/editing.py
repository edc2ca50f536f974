"""What agents may fetch: every article, draft and version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.http import Http404

from pindesk.accounts.models import Agent
from pindesk.events.access import history
from pindesk.events.logged import LoggedEvent
from pindesk.events.models import Audience
from pindesk.knowledge.models import (
    Article,
    Category,
    Image,
    Link,
    Section,
    Settings,
    State,
    Synonyms,
    Translation,
    Version,
)
from pindesk.knowledge.rendering import Picture
from pindesk.knowledge.rules import is_out_of_date
from pindesk.lib.text import number_or_none

PAGE = 50


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


def article_or_404(pk: int) -> Article:
    """An article with its section, for staff. Raises Http404."""
    article = Article.objects.select_related("section__category", "replaced_by").filter(pk=pk).first()
    if article is None:
        raise Http404
    return article


def translations_of(article: Article) -> dict[str, Translation]:
    """Every translation of the article by language, with its latest and published versions; one query."""
    rows = Translation.objects.filter(article=article).select_related(
        "latest__author", "published", "source_version", "review_asked_by"
    )
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


def broken_links(limit: int = 200) -> list[Link]:
    """Links of published words that lead to no published article, or to a heading that is not there; one query each.

    A link to an article leads to whatever language of it is published; a heading is looked for in the same language.
    """
    shown = Translation.objects.filter(state=State.PUBLISHED)
    links = Link.objects.filter(translation__state=State.PUBLISHED).select_related("translation")
    links = links.defer("translation__html", "translation__text")
    dead = list(
        links.filter(to_article__isnull=False).exclude(to_article__in=shown.values("article_id")).order_by("pk")[:limit]
    )
    anchored = links.exclude(anchor="").exclude(pk__in=[link.pk for link in dead]).order_by("pk")[: limit * 10]
    return (dead + _with_missing_anchors(list(anchored)))[:limit]


def _with_missing_anchors(links: list[Link]) -> list[Link]:
    targets = {link.to_article or link.translation.article_id for link in links}
    rows = Translation.objects.filter(article_id__in=targets, state=State.PUBLISHED)
    anchors: dict[tuple[int, str], set[str]] = {}
    for article, language, contents in rows.values_list("article_id", "language", "contents"):
        anchors[article, language] = {anchor for _, anchor, _ in contents}

    def is_missing(link: Link) -> bool:
        place = (link.to_article or link.translation.article_id, link.translation.language)
        return place in anchors and link.anchor not in anchors[place]

    return [link for link in links if is_missing(link)]


def waiting_for_review() -> QuerySet[Translation]:
    """Translations that somebody should read and publish, longest waiting first."""
    rows = Translation.objects.filter(review_asked_at__isnull=False).select_related("latest", "review_asked_by")
    return rows.exclude(state=State.ARCHIVED).defer("html", "text").order_by("review_asked_at")


def out_of_date(language: str = "") -> Q:
    """What makes a published translation older than its source, as a condition on translations."""
    source = Translation.objects.filter(
        article=OuterRef("article"), language=OuterRef("article__source_language"), published__isnull=False
    ).exclude(published=OuterRef("source_version"))
    condition = Q(Exists(source)) & Q(source_version__isnull=False) & ~Q(language=F("article__source_language"))
    return condition & Q(language=language) if language else condition


def topics_for_agents(topics: Iterable[str]) -> set[str]:
    """Those of `topics` that tell of articles: agents may hear of every one of them."""
    return {key for key in topics if key == "articles" or (key.startswith("article:") and number_or_none(key[8:]))}


VIEWS = ("all", "drafts", "changes", "review", "outdated", "archived")
NO_SECTION = 0
MOST_WORDS = 8


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


def articles_like(wanted: Wanted, *, offset: int = 0, limit: int = PAGE) -> list[ArticleLine]:
    """A page of articles, the one that was saved last first; two queries."""
    rows = Article.objects.filter(_in_view(wanted.view, wanted.language))
    if wanted.section is not None:
        rows = rows.filter(section=wanted.section or None)
    for word in wanted.words.split()[:MOST_WORDS]:
        rows = rows.filter(_has_word(word))
    rows = rows.annotate(changed_at=Max("translations__latest__saved_at")).order_by("-changed_at", "-pk")
    columns = rows.values_list("pk", "section_id", "visibility", "source_language")[offset : offset + limit]
    found = [ArticleLine(*row, {}) for row in columns]
    _put_languages(found)
    return found


def article_counts() -> dict[str, int]:
    """How many articles each view holds; one query."""
    return Article.objects.aggregate(**{view: Count("pk", filter=_in_view(view)) for view in VIEWS})


def section_counts() -> dict[int, int]:
    """How many articles in use stand in each section, under `NO_SECTION` those in none; one query."""
    rows = Article.objects.filter(_in_view("all")).order_by().values_list("section_id").annotate(Count("pk"))
    return {section or NO_SECTION: count for section, count in rows}


def sections() -> list[Section]:
    """Every section with its category, in the order of the help centre; one query."""
    return list(Section.objects.select_related("category").order_by("category__position", "category_id", "position"))


def _in_view(view: str, language: str = "") -> Q:
    """The condition that an article belongs to a view: in that language, or in any."""
    rows = Translation.objects.filter(article=OuterRef("pk"), latest__isnull=False)
    is_archived = Exists(rows.filter(state=State.ARCHIVED))
    begun = rows.filter(language=language) if language else rows
    if view == "all":
        return ~Q(is_archived) & Q(Exists(begun)) if language else ~Q(is_archived)
    conditions = {
        "drafts": Q(state=State.DRAFT),
        "changes": Q(state=State.PUBLISHED) & ~Q(latest=F("published")),
        "review": Q(review_asked_at__isnull=False) & ~Q(state=State.ARCHIVED),
        "outdated": Q(state=State.PUBLISHED) & out_of_date(),
        "archived": Q(state=State.ARCHIVED),
    }
    return Q(Exists(begun.filter(conditions[view])))


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


def _put_languages(found: list[ArticleLine]) -> None:
    rows = Translation.objects.filter(article__in=[line.pk for line in found], latest__isnull=False)
    rows = rows.select_related("latest__author").only(
        "article_id", "language", "state", "published_id", "source_version_id",
        "latest__title", "latest__saved_at", "latest__author__name",
    )  # fmt: skip
    by_article: dict[int, dict[str, Translation]] = {}
    for row in rows:
        by_article.setdefault(row.article_id, {})[row.language] = row
    for line in found:
        present = by_article.get(line.pk, {})
        for language, row in present.items():
            assert row.latest
            stands = standing_of(row, present.get(line.source_language))
            author = row.latest.author.name if row.latest.author else ""
            line.languages[language] = LanguageLine(stands, row.latest.title, row.latest.saved_at, author)


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


def related_to(article: Article) -> list[int]:
    """The articles that its page names at the end, in order; one query."""
    return list(article.related_rows.values_list("other_id", flat=True))


def is_held_back(version: Version, person_id: int) -> bool:
    """Whether that person may not publish the version: the company asks for a review, and it is their own."""
    return version.published_at is None and version.author_id in (None, person_id) and needs_review()


def happenings(article: Article, limit: int = 12) -> list[tuple[LoggedEvent, str]]:
    """The latest events of the article, newest first, each with the name of who did it; two queries."""
    events = history(article.key, audience=Audience.STAFF)[-limit:][::-1]
    keys = {event.actor for event in events}
    numbers = [int(key[6:]) for key in keys if key.startswith("agent:")]
    names = dict(Agent.objects.filter(pk__in=numbers).values_list("pk", "person__name"))
    return [(event, names.get(int(event.actor[6:]), "") if event.actor[:6] == "agent:" else "") for event in events]
