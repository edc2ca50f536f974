"""Where an article stands, who may read it, and which others go with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from pindesk.knowledge.access.editing import needs_review
from pindesk.knowledge.actions.recording import By, locked, record_on, touch
from pindesk.knowledge.actions.writing import check_visibility
from pindesk.knowledge.errors import PlacedMeanwhile, TooManyRelated, WiderUnreviewed
from pindesk.knowledge.events import ArticlePlaced
from pindesk.knowledge.models import Article, Related, Section, Translation, Version
from pindesk.knowledge.rules import is_wider
from pindesk.lib import clock

MOST_RELATED = 8


class Placed(NamedTuple):
    """Where an article stands, for whom it is, and the numbers of the articles that its page names at the end."""

    section: int | None
    position: int
    visibility: str
    related: tuple[int, ...]


@transaction.atomic
def place_article(
    article: Article,
    *,
    section: Section | None,
    visibility: str,
    position: int | None = None,
    related: Sequence[Article] | None = None,
    was: Placed | None = None,
    by: By,
    now: datetime | None = None,
) -> Article:
    """Move the article, or change for whom it is; a search knows it in its next query. Records `article.placed`.

    `related` replaces the articles that its page names at the end, at most eight; None leaves them as they are. `was`
    is what the form was filled with: of what it leaves so, the changes of others stay.
    Raises UnknownVisibility, TooManyRelated, PlacedMeanwhile; WiderUnreviewed where the company asks for reviews and an
    agent who does not lead would let more people read what was ever published: publishing the same words again needs no
    review.
    """
    check_visibility(visibility)
    row = locked(article)
    there = Placed(row.section_id, row.position, row.visibility, _related_of(row))
    wanted = Placed(
        section.pk if section else None,
        there.position if position is None else position,
        visibility,
        there.related if related is None else _named(row, related),
    )
    wanted = _beside(there, wanted, was) if was else wanted
    if is_wider(wanted.visibility, than=row.visibility) and _is_for_leads(row, by):
        raise WiderUnreviewed
    row.section_id, row.position, row.visibility, _ = wanted
    row.save(update_fields=["section", "visibility", "position"])
    if wanted.related != there.related:
        _name_related(row, wanted.related)
    touch(*Translation.objects.filter(article=row))
    event = ArticlePlaced(row.section_id, row.visibility)
    record_on(row.key, event, by=by, at=now or clock.now())
    return row


def _beside(there: Placed, wanted: Placed, was: Placed) -> Placed:
    """What is there, with the fields that the form changed. Raises PlacedMeanwhile for one that others changed too."""
    mine = {name for name in Placed._fields if getattr(wanted, name) != getattr(was, name)}
    both = {name for name in mine if getattr(there, name) not in (getattr(was, name), getattr(wanted, name))}
    if both:
        raise PlacedMeanwhile(mine, both)
    return there._replace(**{name: getattr(wanted, name) for name in mine})


def _is_for_leads(row: Article, by: By) -> bool:
    """Whether only somebody who leads may let more people read it. Without `by` it is the system, which may."""
    if by is None or by.may_lead or not needs_review():
        return False
    return Version.objects.filter(translation__article=row, published_at__isnull=False).exists()


def _related_of(row: Article) -> tuple[int, ...]:
    return tuple(Related.objects.filter(article=row).values_list("other_id", flat=True))


def _named(row: Article, related: Sequence[Article]) -> tuple[int, ...]:
    """In the order given, each once, never itself. Raises TooManyRelated."""
    numbers = tuple(number for number in dict.fromkeys(one.pk for one in related) if number != row.pk)
    if len(numbers) > MOST_RELATED:
        raise TooManyRelated
    return numbers


def _name_related(row: Article, numbers: Sequence[int]) -> None:
    Related.objects.filter(article=row).delete()
    Related.objects.bulk_create(
        Related(article=row, other_id=number, position=place) for place, number in enumerate(numbers)
    )
