"""Where an article stands, who may read it, and which others go with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pindesk.knowledge.actions.recording import By, locked, record_on, touch
from pindesk.knowledge.actions.writing import check_visibility
from pindesk.knowledge.events import ArticlePlaced
from pindesk.knowledge.models import Article, Related, Section, Translation
from pindesk.lib import clock

MOST_RELATED = 8


@transaction.atomic
def place_article(
    article: Article,
    *,
    section: Section | None,
    visibility: str,
    position: int | None = None,
    related: Sequence[Article] | None = None,
    by: By,
    now: datetime | None = None,
) -> Article:
    """Move the article, or change for whom it is; a search knows it in its next query. Records `article.placed`.

    `related` replaces the articles that its page names at the end, at most eight; None leaves them as they are.
    Raises UnknownVisibility.
    """
    check_visibility(visibility)
    row = locked(article)
    row.section, row.visibility = section, visibility
    if position is not None:
        row.position = position
    row.save(update_fields=["section", "visibility", "position"])
    if related is not None:
        _name_related(row, [one.pk for one in related])
    touch(*Translation.objects.filter(article=row))
    event = ArticlePlaced(section.pk if section else None, visibility)
    record_on(row.key, event, by=by, at=now or clock.now())
    return row


def _name_related(row: Article, numbers: Sequence[int]) -> None:
    """In the order given, each once, never itself; rows that are so already stay."""
    wanted = [number for number in dict.fromkeys(numbers) if number != row.pk][:MOST_RELATED]
    if wanted != list(Related.objects.filter(article=row).values_list("other_id", flat=True)):
        Related.objects.filter(article=row).delete()
        Related.objects.bulk_create(
            Related(article=row, other_id=number, position=place) for place, number in enumerate(wanted)
        )
