"""What the actions share: the log, the lock on an article, and the revision that searches are brought up to date by."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F

from pindesk.accounts.actions.recording import actor_key
from pindesk.accounts.models import Agent, Person
from pindesk.events.actions import record
from pindesk.knowledge.models import Article, IndexState, Translation

By = Agent | None


def person_of(by: By) -> Person | None:
    return by.person if by else None


def record_on(subject: str, data: Any, *, by: By, at: datetime) -> None:
    """One event for staff; pages of the article and the lists of articles listen to it."""
    record(data, subject=subject, actor=actor_key(by), audience="staff", topics=(subject, "articles"), at=at)


def locked(article: Article) -> Article:
    """The row as it is now, held until the transaction ends, so that changes of one article wait for each other."""
    return Article.objects.select_for_update().get(pk=article.pk)


def raise_revision(*, synonyms: bool = False) -> int:
    """The next revision, in the caller's transaction; others that change what readers find wait for its end.

    So revisions are committed in their order, and a search that has read up to one has missed none.
    """
    changed = {"synonyms_revision": F("revision") + 1} if synonyms else {}
    if not IndexState.objects.filter(pk=1).update(revision=F("revision") + 1, **changed):
        IndexState.objects.get_or_create(pk=1)
        return raise_revision(synonyms=synonyms)
    return IndexState.objects.values_list("revision", flat=True).get(pk=1)


def touch(*translations: Translation) -> None:
    """Note on the rows that they changed for readers; saves only that."""
    revision = raise_revision()
    for translation in translations:
        translation.revision = revision
        translation.save(update_fields=["revision"])
