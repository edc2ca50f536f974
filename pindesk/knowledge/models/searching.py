"""What the search is brought up to date by, and what means the same to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pindesk.accounts.models import Language


class IndexState(models.Model):
    """One row: how often something changed that a search can find. Raised in the transaction of each such change."""

    revision = models.PositiveBigIntegerField(default=0)
    synonyms_revision = models.PositiveBigIntegerField(default=0, help_text="When the synonyms last changed.")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(pk=1), name="knowledge_one_index")]

    def __str__(self) -> str:
        return str(self.revision)


class Synonyms(models.Model):
    """Words of one language that mean the same to the search."""

    language = models.CharField(max_length=5, choices=Language)
    words = models.JSONField(default=list, help_text="Two or more words or phrases.")

    class Meta:
        ordering: ClassVar = ["language", "id"]

    def __str__(self) -> str:
        return ", ".join(self.words)
