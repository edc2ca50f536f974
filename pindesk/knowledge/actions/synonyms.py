"""Words that mean the same to the search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pindesk.accounts.actions.permission import agents_lead
from pindesk.knowledge.actions.recording import By, raise_revision, record_on
from pindesk.knowledge.actions.writing import check_language
from pindesk.knowledge.errors import TooFewSynonyms, TooManySynonyms
from pindesk.knowledge.events import SynonymsChanged
from pindesk.knowledge.models import Synonyms
from pindesk.lib import clock
from pindesk.lib.text import clean_line

MOST_WORDS, MOST_GROUPS, LONGEST = 12, 500, 60


@transaction.atomic
def save_synonyms(
    row: Synonyms | None = None, *, language: str, words: Sequence[str], by: By, now: datetime | None = None
) -> Synonyms:
    """Add a group of words (`row` is None) or change it. Records `knowledge.synonyms_changed`.

    Raises NotAllowed for an agent who does not lead, UnknownLanguage, TooFewSynonyms, TooManySynonyms.
    """
    agents_lead(by)
    check_language(language)
    cleaned = list(dict.fromkeys(word for word in (clean_line(word)[:LONGEST] for word in words) if word))
    if not 2 <= len(cleaned) <= MOST_WORDS:
        raise TooFewSynonyms
    if row is None and Synonyms.objects.filter(language=language).count() >= MOST_GROUPS:
        raise TooManySynonyms
    row = row or Synonyms()
    row.language, row.words = language, cleaned
    row.save()
    _changed(language, by, now)
    return row


@transaction.atomic
def delete_synonyms(row: Synonyms, *, by: By, now: datetime | None = None) -> None:
    """Forget a group. Records `knowledge.synonyms_changed`. Raises NotAllowed for an agent who does not lead."""
    agents_lead(by)
    if Synonyms.objects.filter(pk=row.pk).delete()[0]:
        _changed(row.language, by, now)


def _changed(language: str, by: By, now: datetime | None) -> None:
    raise_revision(synonyms=True)
    record_on("articles", SynonymsChanged(language), by=by, at=now or clock.now())
