"""What readers see: publishing, withdrawing and archiving; a search knows of each in its next query."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pindesk.knowledge import rules
from pindesk.knowledge.access.broken_links import PICTURE, UNLINKED
from pindesk.knowledge.access.editing import is_held_back, pictures_of
from pindesk.knowledge.actions.recording import By, locked, person_of, raise_revision, record_on, touch
from pindesk.knowledge.actions.writing import source_version_of
from pindesk.knowledge.errors import EditedMeanwhile, IsArchived, IsPublished, NoBody, NotReviewed, UnknownReplacement
from pindesk.knowledge.events import (
    ArticleArchived,
    ArticlePublished,
    ArticleUnarchived,
    ArticleWithdrawn,
    ReviewAsked,
)
from pindesk.knowledge.models import Article, Link, State, Translation, Version
from pindesk.knowledge.rendering import LinkFound, Rendered, render
from pindesk.lib import clock

RENDERING = 3  # of this renderer; raised when it writes other HTML, and `render_anew` does the rest


def publish(
    translation: Translation,
    *,
    number: int | None = None,
    rendered: Rendered | None = None,
    by: By,
    now: datetime | None = None,
) -> Translation:
    """Show the latest version to readers, in the next page and the next search. Records `article.published`.

    `number` is the version that the publisher has seen; `rendered` are its words, where the caller has rendered them.
    Without `by` it is the system, which no review holds up.
    Raises EditedMeanwhile when a later one was saved, NoBody, TooManyParts, IsArchived, NotReviewed when the company
    wants one.
    """
    at = now or clock.now()
    version = _latest(translation)
    if number is not None and version.number != number:
        raise EditedMeanwhile
    if not version.body:
        raise NoBody
    if by and is_held_back(version, by.person_id):
        raise NotReviewed
    rendered = rendered or rendered_of(translation, version)  # before the transaction: it takes its time
    with transaction.atomic():
        article = locked(translation.article)
        row = Translation.objects.select_related("article").get(pk=translation.pk)
        if row.latest_id != version.pk:
            raise EditedMeanwhile
        if Translation.objects.filter(article=article, state=State.ARCHIVED).exists():
            raise IsArchived
        if _is_shown(row, version):
            Translation.objects.filter(pk=row.pk).update(review_asked_at=None, review_asked_by=None)
            return row
        _show(row, version, rendered, at)
        if row.language != article.source_language:
            row.source_version = row.source_version or source_version_of(row)
        row.revision = raise_revision()
        row.save()
        Version.objects.filter(pk=version.pk, published_at=None).update(published_at=at, published_by=person_of(by))
        record_on(article.key, ArticlePublished(row.language, version.number), by=by, at=at)
    return row


def _latest(translation: Translation) -> Version:
    """Raises NoBody where nothing was ever saved."""
    version = Version.objects.filter(translation=translation).order_by("-number").first()
    if version is None:
        raise NoBody
    return version


def _is_shown(row: Translation, version: Version) -> bool:
    return row.state == State.PUBLISHED and row.published_id == version.pk


def rendered_of(translation: Translation, version: Version, *, is_awaited: bool = True) -> Rendered:
    """The words of the version as readers will see them. Raises TooManyParts where somebody waits for it."""
    images = pictures_of(translation.article_id)
    return render(version.body, language=translation.language, images=images, is_awaited=is_awaited)


def _show(row: Translation, version: Version, rendered: Rendered, at: datetime) -> None:
    """Put the version's words on the row; its links, and pictures that are not there, in their table. Saves no row."""
    row.state, row.published, row.rendering = State.PUBLISHED, version, RENDERING
    row.title, row.summary, row.keywords = version.title, version.summary, version.keywords
    row.slug = rules.slug_of(version.title)
    row.html, row.text = rendered.html, rendered.text
    row.contents = [[heading.level, heading.anchor, heading.text] for heading in rendered.contents]
    row.published_at, row.updated_at = row.published_at or at, at
    row.review_asked_at = row.review_asked_by = None
    Link.objects.filter(translation=row).delete()
    seen = [f"{PICTURE}{key})" for key in rendered.missing_images] + [f"{UNLINKED}{key})" for key in rendered.unlinked]
    links = [*rendered.links, *(LinkFound(address, None, "") for address in seen)]
    Link.objects.bulk_create(
        Link(translation=row, address=link.address[:500], to_article=link.article, anchor=link.anchor[:120])
        for link in dict.fromkeys(links)
    )


@transaction.atomic
def withdraw(translation: Translation, *, by: By, now: datetime | None = None) -> None:
    """Take it from readers; it is a draft again. Records `article.withdrawn` when it was shown."""
    article = locked(translation.article)
    if Translation.objects.filter(pk=translation.pk, state=State.PUBLISHED).update(state=State.DRAFT):
        touch(Translation.objects.get(pk=translation.pk))
        record_on(article.key, ArticleWithdrawn(translation.language), by=by, at=now or clock.now())


@transaction.atomic
def archive_article(
    article: Article, *, replaced_by: Article | None = None, by: By, now: datetime | None = None
) -> None:
    """Take the article from readers in every language; its old address says so, and leads to what took its place.

    Records `article.archived` when it was not. Raises UnknownReplacement for one that nobody can read.
    """
    article = locked(article)
    if replaced_by is not None:
        shown = Translation.objects.filter(article=replaced_by, state=State.PUBLISHED)
        if replaced_by.pk == article.pk or not shown.exists():
            raise UnknownReplacement
    rows = list(Translation.objects.filter(article=article).exclude(state=State.ARCHIVED))
    was_replaced_by, article.replaced_by = article.replaced_by_id, replaced_by
    article.save(update_fields=["replaced_by"])
    if not rows and was_replaced_by == article.replaced_by_id:
        return
    for row in rows:
        row.state = State.ARCHIVED
        row.save(update_fields=["state"])
    touch(*rows)
    record_on(article.key, ArticleArchived(article.replaced_by_id), by=by, at=now or clock.now())


@transaction.atomic
def unarchive_article(article: Article, *, by: By, now: datetime | None = None) -> None:
    """Bring an archived article back, as drafts to be published again. Records `article.unarchived`."""
    article = locked(article)
    rows = list(Translation.objects.filter(article=article, state=State.ARCHIVED))
    if not rows:
        return
    for row in rows:
        row.state = State.DRAFT
        row.save(update_fields=["state"])
    article.replaced_by = None
    article.save(update_fields=["replaced_by"])
    touch(*rows)
    record_on(article.key, ArticleUnarchived(), by=by, at=now or clock.now())


@transaction.atomic
def ask_for_review(translation: Translation, *, number: int | None = None, by: By, now: datetime | None = None) -> None:
    """Ask somebody else to read the latest version and publish it. Records `article.review_asked` when it is news.

    `number` is the version that is meant.
    Raises EditedMeanwhile when a later one was saved, IsArchived, and IsPublished where readers see it already.
    """
    at = now or clock.now()
    article = locked(translation.article)
    row, version = Translation.objects.get(pk=translation.pk), _latest(translation)
    if number is not None and version.number != number:
        raise EditedMeanwhile
    if row.state == State.ARCHIVED:
        raise IsArchived
    if _is_shown(row, version):
        raise IsPublished
    asked = Translation.objects.filter(pk=row.pk, review_asked_at=None)
    if asked.update(review_asked_at=at, review_asked_by=person_of(by)):
        record_on(article.key, ReviewAsked(row.language), by=by, at=at)


def render_anew(most: int = 500) -> int:
    """Write the HTML of what an earlier version of the renderer made; answers how many. Safe to run twice."""
    rows = Translation.objects.filter(published__isnull=False, rendering__lt=RENDERING)
    rows = rows.select_related("article", "published")[:most]
    for row in rows:
        assert row.published
        rendered = rendered_of(row, row.published, is_awaited=False)
        with transaction.atomic():
            contents = [[heading.level, heading.anchor, heading.text] for heading in rendered.contents]
            Translation.objects.filter(pk=row.pk, published_id=row.published_id).update(
                html=rendered.html, text=rendered.text, contents=contents, rendering=RENDERING
            )
            touch(Translation.objects.get(pk=row.pk))
    return len(rows)
