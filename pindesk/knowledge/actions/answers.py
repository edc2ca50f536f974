"""What readers did and said, kept without knowing who they are."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from pindesk.accounts.models import Language
from pindesk.knowledge.actions.masking import masked
from pindesk.knowledge.errors import UnknownLanguage, UnknownReason
from pindesk.knowledge.models import Answer, Reason, Step
from pindesk.lib import clock
from pindesk.lib.text import clean_id

KEPT_FOR = timedelta(days=400)  # a year and a month, so that a month can be compared with that of last year
STEP_MAX_CHARS, ANSWER_MAX_CHARS = 100, 500  # of words that are kept
MOST_STEPS = 60  # of one visit; what is more is no reader


def record_step(
    *,
    visit: str,
    kind: str,
    language: str,
    is_customer: bool,
    words: str = "",
    found: int | None = None,
    article: int | None = None,
    topic: str = "",
    now: datetime | None = None,
) -> Step | None:
    """Keep one step of a visit; what looks personal in its words is masked. No event: nobody acts on it.

    `visit` is a random name that the page made up; an empty one, a step said twice in a row, and those of a visit that
    has had 60, are not kept. Raises UnknownLanguage.
    """
    at, name = now or clock.now(), clean_id(visit)
    if language not in Language.values:
        raise UnknownLanguage
    if not name or kind not in Step.Kind.values:
        return None
    said = masked(words)[:STEP_MAX_CHARS]
    earlier = list(Step.objects.filter(visit=name).order_by("-pk")[:MOST_STEPS])
    last = earlier[0] if earlier else None
    key = (kind, said, article, topic)
    if len(earlier) >= MOST_STEPS or (last and (last.kind, last.words, last.article_id, last.topic) == key):
        return None
    return Step.objects.create(
        visit=name,
        kind=kind,
        at=at,
        language=language,
        is_customer=is_customer,
        words=said,
        found=found,
        article_id=article,
        topic=topic[:40],
    )


@transaction.atomic
def answer(
    article: int,
    *,
    visit: str,
    language: str,
    is_solved: bool,
    reason: str = "",
    words: str = "",
    is_customer: bool = False,
    now: datetime | None = None,
) -> Answer:
    """Keep what a reader said to "Did this solve it?" of the article of that number; said again in the same visit, it
    replaces what was said.

    Raises UnknownLanguage, UnknownReason. What looks personal in the words is masked.
    """
    if language not in Language.values:
        raise UnknownLanguage
    if reason and reason not in Reason.values:
        raise UnknownReason
    name = clean_id(visit) or str(uuid4())
    values = {
        "language": language,
        "is_solved": is_solved,
        "reason": "" if is_solved else reason,
        "words": masked(words)[:ANSWER_MAX_CHARS],
        "is_customer": is_customer,
        "at": now or clock.now(),
    }
    return Answer.objects.update_or_create(visit=name, article_id=article, defaults=values)[0]


def forget_old_visits(now: datetime | None = None) -> None:
    """Delete steps and answers older than 400 days. Safe to run twice."""
    before = (now or clock.now()) - KEPT_FOR
    Step.objects.filter(at__lt=before).delete()
    Answer.objects.filter(at__lt=before).delete()
