"""What is stored, each content once."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef

from pindesk.files import content
from pindesk.lib import clock


class StoredFiles(models.QuerySet["StoredFile"]):
    def unused(self) -> StoredFiles:
        """Those that no row of any other table points to."""
        found = self
        for field in pointing_here():
            rows = field.model._base_manager.filter(**{field.attname: OuterRef("pk")})
            found = found.filter(~Exists(rows))
        return found


class StoredFile(models.Model):
    """One content, in the file `path`. Who may see it is known to the rows that point here, never to this one."""

    sha256 = models.CharField(max_length=64, unique=True)
    bytes = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    stored_at = models.DateTimeField(
        default=clock.now, help_text="When somebody last handed this content in; unused, it is kept a week longer."
    )

    objects: ClassVar = StoredFiles.as_manager()

    def __str__(self) -> str:
        return self.sha256

    @property
    def path(self) -> Path:
        return content.path_of(self.sha256)


def pointing_here() -> list[models.ForeignKey]:
    """The foreign keys of every app that point to stored files, with those that have no name for the way back."""
    return [
        relation.field
        for relation in StoredFile._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
    ]
