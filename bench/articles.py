"""Published articles in bulk, in all four languages, beside those that came through the actions."""

from __future__ import annotations

from html import escape

from django.db import transaction

from bench.corpus import Corpus
from bench.search_scores import LANGUAGES
from pindesk.knowledge import rules
from pindesk.knowledge.actions.publishing import RENDERING
from pindesk.knowledge.actions.recording import raise_revision
from pindesk.knowledge.models import Article, Section, State, Translation, Version
from pindesk.lib import clock

BATCH = 500


def seed_articles(start: int, stop: int) -> None:
    """Add the articles from number `start` up to before `stop`, each in four languages, all in one section."""
    section = Section.objects.order_by("pk")[0]
    corpora = [Corpus.of_demo(language) for language in LANGUAGES]
    for first in range(start, stop, BATCH):
        numbers = range(first, min(stop, first + BATCH))
        with transaction.atomic():
            revision, at = raise_revision(), clock.now()
            articles = Article.objects.bulk_create(
                Article(
                    section=section,
                    group=f"bench-{number}",
                    source_language="en",
                    position=number,
                    created_at=at,
                    saved_at=at,
                )
                for number in numbers
            )
            for corpus in corpora:
                _translations(corpus, dict(zip(numbers, articles, strict=True)), revision)


def _translations(corpus: Corpus, articles: dict[int, Article], revision: int) -> None:
    at, rows = clock.now(), []
    for number, article in articles.items():
        words = corpus.document(number)
        html = "".join(f"<p>{escape(line)}</p>\n" for line in words.text.splitlines())
        rows.append(
            Translation(
                article=article,
                language=corpus.language,
                title=words.title[:200],
                slug=rules.slug_of(words.title[:200]),
                summary=words.text.partition("\n")[0][:300],
                text=words.text,
                html=html,
                rendering=RENDERING,
                published_at=at,
                updated_at=at,
                revision=revision,
            )
        )
    Translation.objects.bulk_create(rows)
    versions = Version.objects.bulk_create(
        Version(
            translation=row,
            number=1,
            title=row.title,
            summary=row.summary,
            body=row.text.replace("\n", "\n\n"),
            saved_at=at,
            published_at=at,
        )
        for row in rows
    )
    for row, version in zip(rows, versions, strict=True):
        row.latest = row.published = version
        row.state = State.PUBLISHED
    Translation.objects.bulk_update(rows, ["latest", "published", "state"], batch_size=100)
