"""What the company decides about its help centre."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Settings(models.Model):
    """One row, absent until something is decided."""

    needs_review = models.BooleanField(default=False, help_text="Somebody else publishes what one has written.")

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(pk=1), name="knowledge_one_settings")]

    def __str__(self) -> str:
        return "settings of the help centre"
