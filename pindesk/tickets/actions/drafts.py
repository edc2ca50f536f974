"""Drafts: what somebody has typed and not sent. They are no events: nobody else ever sees them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pindesk.accounts.models import Person
from pindesk.availability.answers import PREFIX, answers_in
from pindesk.lib import clock
from pindesk.lib.cards import holds_card_number
from pindesk.lib.text import clean_text, is_far_longer
from pindesk.tickets.errors import TextTooLong, UnknownChoice
from pindesk.tickets.models import Draft

# Not the browser's name for a message: two pages that begin with the same draft send two messages.
FIELDS = ("topic", "subject", "body", "language", "status", "follows", "uploads", "copies", "other_than")
WORDS = ("subject", "body", "uploads")  # without any of these, and without a field, it is no draft
DRAFT_MAX_CHARS = 60_000


def save_draft(person: Person, form: str, data: Mapping[str, Any], now: datetime | None = None) -> Draft | None:
    """Keep what is typed in `form`; all blank: the draft goes.

    Forms are `ticket`, `ticket-beside`, `follow-up:1042`, `reply:1042`, and an agent's `answer:1042` and `note:1042`.
    `uploads` are tokens with spaces between, `other_than` numbers of tickets that it is said not to be about; names
    that begin with `field.` are those of a topic's fields, where a card number is not kept.
    The caller has checked that the person may write there.
    Raises UnknownChoice, TextTooLong.
    """
    if len(form) > 40:
        raise UnknownChoice
    typed = {name: str(data[name]) for name in FIELDS if data.get(name)} | _in_fields(data)
    if is_far_longer("".join(typed.values()), DRAFT_MAX_CHARS):
        raise TextTooLong
    kept = {name: clean_text(text) for name, text in typed.items()}
    if sum(map(len, kept.values())) > DRAFT_MAX_CHARS:
        raise TextTooLong
    if not has_words(kept):
        discard_draft(person, form)
        return None
    at = now or clock.now()
    return Draft.objects.update_or_create(person=person, form=form, defaults={"data": kept, "updated_at": at})[0]


def has_words(typed: Mapping[str, Any]) -> bool:
    """Whether there is anything of somebody's own in a form; a topic and a language alone are not."""
    return any(typed[name] for name in typed if name in WORDS or name.startswith(PREFIX))


def discard_draft(person: Person, form: str) -> None:
    """Drop the draft of that form, if there is one."""
    Draft.objects.filter(person=person, form=form).delete()


def _in_fields(data: Mapping[str, Any]) -> dict[str, str]:
    """What is typed in fields of topics, whichever topic has them."""
    answers = answers_in({name: str(value) for name, value in data.items() if name.startswith(PREFIX)})
    return {PREFIX + code: text for code, text in answers.items() if not holds_card_number(text[:DRAFT_MAX_CHARS])}
