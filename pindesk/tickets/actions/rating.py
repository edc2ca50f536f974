"""Rating how a solved ticket was answered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pindesk.accounts.models import Person
from pindesk.lib import clock
from pindesk.lib.text import clean_text, is_far_longer
from pindesk.tickets import rules
from pindesk.tickets.actions.writing import record_on
from pindesk.tickets.errors import NotSolved, NotTheAsker, RatingTooLong, UnknownChoice
from pindesk.tickets.events import TicketRated
from pindesk.tickets.models import Rating, Ticket


@transaction.atomic
def rate(ticket: Ticket, *, by: Person, score: str, text: str | None = None, now: datetime | None = None) -> Rating:
    """Say whether the answer helped (`good`, `bad`), once or anew; without a `text` the one that is there stays.

    Records `ticket.rated` for staff where anything is new.
    Raises NotTheAsker, NotSolved, UnknownChoice, RatingTooLong.
    """
    at, words = now or clock.now(), None if text is None else _checked(text)
    row = Ticket.objects.select_for_update().get(pk=ticket.pk)
    if row.requester_id != by.pk:
        raise NotTheAsker
    if not rules.may_rate(row.status, row.solved_at, at):
        raise NotSolved
    if score not in Rating.Score.values:
        raise UnknownChoice
    return _write(row, by, score, words, at)


def _checked(text: str) -> str:
    if is_far_longer(text, rules.RATING_MAX_CHARS):
        raise RatingTooLong
    words = clean_text(text)
    if len(words) > rules.RATING_MAX_CHARS:
        raise RatingTooLong
    return words


def _write(ticket: Ticket, by: Person, score: str, words: str | None, at: datetime) -> Rating:
    before = Rating.objects.filter(ticket=ticket).first()
    old, row = (before.score, before) if before else (None, Rating(ticket=ticket, created_at=at))
    text = row.text if words is None else words
    if (old, row.text) == (score, text):
        return row
    row.person, row.agent_id, row.score, row.text, row.updated_at = by, ticket.assignee_id, score, text, at
    row.save()
    record_on(ticket, TicketRated(score, old), by=by, audience="staff", at=at)
    return row
