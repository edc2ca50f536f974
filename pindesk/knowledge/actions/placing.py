"""Where an article stands, who may read it, and which others go with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pindesk.knowledge.access.editing import needs_review
from pindesk.knowledge.actions.recording import By, locked, record_on, touch
from pindesk.knowledge.actions.writing import check_visibility
from pindesk.knowledge.errors import WiderUnreviewed
from pindesk.knowledge.events import ArticlePlaced
from pindesk.knowledge.models import Article, Related, Section, Translation, Version
from pindesk.knowledge.rules import is_wider
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
    Raises UnknownVisibility; NotReviewed where the company asks for reviews and an agent who does not lead would let
    more people read what was ever published: publishing the same words again needs no review.
    """
    check_visibility(visibility)
    row = locked(article)
    if is_wider(visibility, than=row.visibility) and _is_for_leads(row, by):
        raise WiderUnreviewed
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


def _is_for_leads(row: Article, by: By) -> bool:
    """Whether only somebody who leads may let more people read it. Without `by` it is the system, which may."""
    if by is None or by.may_lead or not needs_review():
        return False
    return Version.objects.filter(translation__article=row, published_at__isnull=False).exists()


def _name_related(row: Article, numbers: Sequence[int]) -> None:
    """In the order given, each once, never itself; rows that are so already stay."""
    wanted = [number for number in dict.fromkeys(numbers) if number != row.pk][:MOST_RELATED]
    if wanted != list(Related.objects.filter(article=row).values_list("other_id", flat=True)):
        Related.objects.filter(article=row).delete()
        Related.objects.bulk_create(
            Related(article=row, other_id=number, position=place) for place, number in enumerate(wanted)
        )
