"""Where articles stand: categories, and the sections within them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class _Named(models.Model):
    """Has a code, a place, and a name and a line of description in each language."""

    code = models.SlugField(max_length=60, unique=True)
    names = models.JSONField(default=dict, help_text="Name by language code.")
    descriptions = models.JSONField(default=dict, blank=True, help_text="One line by language code.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        return named(self.names, language) or self.code

    def description(self, language: str) -> str:
        return named(self.descriptions, language)


class Category(_Named):
    """A part of the help centre, as readers see it on its first page."""

    class Meta:
        ordering: ClassVar = ["position", "id"]


class Section(_Named):
    """Articles about one thing."""

    category = models.ForeignKey(Category, models.PROTECT, related_name="sections")

    class Meta:
        ordering: ClassVar = ["position", "id"]


def named(words: dict[str, str], language: str) -> str:
    """The word of that language, else the English one, else any; empty where there is none."""
    return words.get(language) or words.get("en") or next((word for word in words.values() if word), "")
