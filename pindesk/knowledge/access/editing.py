"""What agents may fetch: every article, draft and version."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max
from django.http import Http404

from pindesk.accounts.models import Agent
from pindesk.events.access import latest
from pindesk.events.logged import LoggedEvent
from pindesk.events.models import Audience
from pindesk.knowledge.models import (
    Article,
    Category,
    Image,
    Section,
    Settings,
    Synonyms,
    Translation,
    Version,
)
from pindesk.knowledge.rendering import Picture
from pindesk.lib.text import number_or_none


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


def topics_for_agents(topics: Iterable[str]) -> set[str]:
    """Those of `topics` that tell of articles: agents may hear of every one of them."""
    return {key for key in topics if key == "articles" or (key.startswith("article:") and number_or_none(key[8:]))}


def related_to(article: Article) -> list[int]:
    """The articles that its page names at the end, in order; one query."""
    return list(article.related_rows.values_list("other_id", flat=True))


def is_held_back(version: Version, person_id: int) -> bool:
    """Whether that person may not publish the version: the company asks for a review, and some of it is their own.

    That is so when they wrote it or any other since the last published one: whoever only saved it after them has not
    reviewed their part by that. What was published before may be published again.
    """
    if version.published_at is not None or not needs_review():
        return False
    return version.author_id in (None, person_id) or _has_written_since_published(person_id, version)


def _has_written_since_published(person_id: int, version: Version) -> bool:
    earlier = Version.objects.filter(translation_id=version.translation_id, number__lt=version.number)
    published = earlier.filter(published_at__isnull=False).aggregate(last=Max("number"))["last"] or 0
    return earlier.filter(number__gt=published, author_id=person_id).exists()


def happenings(article: Article, limit: int = 12) -> list[tuple[LoggedEvent, str]]:
    """The latest events of the article, newest first, each with the name of who did it; two queries."""
    events = latest(article.key, limit, audience=Audience.STAFF)
    keys = {event.actor for event in events}
    numbers = [int(key[6:]) for key in keys if key.startswith("agent:")]
    names = dict(Agent.objects.filter(pk__in=numbers).values_list("pk", "person__name"))
    return [(event, names.get(int(event.actor[6:]), "") if event.actor[:6] == "agent:" else "") for event in events]
