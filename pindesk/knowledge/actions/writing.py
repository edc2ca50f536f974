"""Writing: new articles, and every saved state of a translation as a version of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from pindesk.accounts.models import Language
from pindesk.knowledge import rules
from pindesk.knowledge.actions.recording import By, locked, person_of, record_on
from pindesk.knowledge.errors import (
    BodyTooLong,
    EditedMeanwhile,
    KeywordsTooLong,
    NoTitle,
    SummaryTooLong,
    TitleTooLong,
    UnknownLanguage,
    UnknownVisibility,
)
from pindesk.knowledge.events import ArticleCreated, ArticleSaved, ConfirmedCurrent
from pindesk.knowledge.models import Article, Section, Translation, Version
from pindesk.lib import clock
from pindesk.lib.text import clean_line, clean_text, is_far_longer


@dataclass(frozen=True, slots=True)
class Words:
    """What a translation says: one line each of title, summary and further search words; the body is Markdown."""

    title: str
    summary: str = ""
    keywords: str = ""
    body: str = ""

    def cleaned(self) -> Words:
        """The same without control characters. Raises NoTitle, TitleTooLong, SummaryTooLong, BodyTooLong, ..."""
        self._check(is_far_longer)
        words = Words(
            clean_line(self.title), clean_line(self.summary), clean_line(self.keywords), clean_text(self.body)
        )
        if not words.title:
            raise NoTitle
        words._check(lambda text, most: len(text) > most)
        return words

    def _check(self, is_too_long: Callable[[str, int], bool]) -> None:
        if is_too_long(self.title, rules.TITLE_MAX_CHARS):
            raise TitleTooLong
        if is_too_long(self.summary, rules.SUMMARY_MAX_CHARS):
            raise SummaryTooLong
        if is_too_long(self.keywords, rules.KEYWORDS_MAX_CHARS):
            raise KeywordsTooLong
        if is_too_long(self.body, rules.BODY_MAX_CHARS):
            raise BodyTooLong


def words_of(version: Version) -> Words:
    return Words(version.title, version.summary, version.keywords, version.body)


@transaction.atomic
def create_article(
    *,
    language: str,
    words: Words,
    section: Section | None = None,
    visibility: str = rules.PUBLIC,
    group: str | None = None,
    by: By,
    now: datetime | None = None,
) -> Translation:
    """Begin an article, as a draft in its first language. Records `article.created` and `article.saved`.

    Raises UnknownLanguage, UnknownVisibility, and what `save_version` raises.
    """
    at = now or clock.now()
    check_visibility(visibility)
    check_language(language)
    last = Article.objects.filter(section=section).aggregate(last=Max("position"))["last"]
    article = Article.objects.create(
        section=section,
        group=group,
        visibility=visibility,
        source_language=language,
        position=0 if last is None else last + 1,
        created_at=at,
        created_by=person_of(by),
        saved_at=at,
    )
    record_on(article.key, ArticleCreated(language), by=by, at=at)
    return save_version(article, language, words, base=None, by=by, now=at).translation


def save_version(
    article: Article,
    language: str,
    words: Words,
    *,
    base: int | None,
    by: By,
    reason: str = Version.Reason.EDITED,
    restores: int | None = None,
    now: datetime | None = None,
) -> Version:
    """Keep what was written as the latest version of the article in that language; readers see it once published.

    `base` is the number of the version that it was written on (None: there was none yet). What is already so is not
    kept twice. Records `article.saved`.
    Raises EditedMeanwhile when there is a later one, UnknownLanguage, NoTitle, TitleTooLong, SummaryTooLong,
    KeywordsTooLong, BodyTooLong.
    """
    at = now or clock.now()
    check_language(language)
    words = words.cleaned()
    with transaction.atomic():
        article = locked(article)
        translation, _ = Translation.objects.select_related("latest").get_or_create(article=article, language=language)
        latest = translation.latest
        if latest and words_of(latest) == words:
            return latest
        if (latest.number if latest else None) != base:
            raise EditedMeanwhile
        version = Version.objects.create(
            translation=translation,
            number=latest.number + 1 if latest else 1,
            author=person_of(by),
            reason=reason,
            restores=restores,
            saved_at=at,
            title=words.title,
            summary=words.summary,
            keywords=words.keywords,
            body=words.body,
        )
        _set_latest(translation, version, is_source=language == article.source_language)
        Article.objects.filter(pk=article.pk).update(saved_at=at)
        record_on(article.key, ArticleSaved(language, version.number, reason), by=by, at=at)
    return version


def _set_latest(translation: Translation, version: Version, *, is_source: bool) -> None:
    """Point to the new version; it was written from the source as it stands, and its review has to be asked anew."""
    translation.latest = version
    translation.review_asked_at = translation.review_asked_by = None
    changed = ["latest", "review_asked_at", "review_asked_by"]
    if translation.published_id is None:
        translation.title = version.title
        changed.append("title")
    if not is_source and translation.source_version_id is None:
        translation.source_version = source_version_of(translation)
        changed.append("source_version")
    translation.save(update_fields=changed)


def source_version_of(translation: Translation) -> Version | None:
    """What readers see of the article in its source language, else what was last saved there."""
    source = (
        Translation.objects.select_related("published", "latest")
        .filter(article_id=translation.article_id, language=translation.article.source_language)
        .first()
    )
    return (source.published or source.latest) if source else None


@transaction.atomic
def restore_version(translation: Translation, number: int, *, by: By, now: datetime | None = None) -> Version:
    """Make an earlier version the latest again, as a new one; readers see it once published.

    Records `article.saved`. Raises Version.DoesNotExist for a number that is not there.
    """
    article = locked(translation.article)
    earlier = Version.objects.get(translation=translation, number=number)
    latest = Version.objects.filter(translation=translation).order_by("-number").first()
    return save_version(
        article,
        translation.language,
        words_of(earlier),
        base=latest.number if latest else None,
        by=by,
        reason=Version.Reason.RESTORED,
        restores=number,
        now=now,
    )


@transaction.atomic
def confirm_current(translation: Translation, *, by: By, now: datetime | None = None) -> None:
    """Note that the translation says what its source now says. Records `article.confirmed_current`."""
    locked(translation.article)
    source = source_version_of(translation)
    if source is None or source.translation_id == translation.pk:
        return
    if Translation.objects.filter(pk=translation.pk).exclude(source_version=source).update(source_version=source):
        event = ConfirmedCurrent(translation.language, source.number)
        record_on(translation.article.key, event, by=by, at=now or clock.now())


def check_language(language: str) -> None:
    """Raises UnknownLanguage."""
    if language not in Language.values:
        raise UnknownLanguage


def check_visibility(visibility: str) -> None:
    """Raises UnknownVisibility for what the rules would read as nobody's."""
    known = (rules.PUBLIC, rules.SIGNED_IN, rules.visibility_for(rules.plans_of(visibility)))
    if visibility not in known:
        raise UnknownVisibility
