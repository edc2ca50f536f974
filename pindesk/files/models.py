"""What is stored, each content once, and what is on its way there."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from pindesk.files import content
from pindesk.files.rules import pictures
from pindesk.lib import clock

TOKEN_BYTES = 20


def new_token() -> str:
    """Nobody guesses it: 160 random bits, in letters and digits that a file may be called by."""
    return secrets.token_hex(TOKEN_BYTES)


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
    scanned_at = models.DateTimeField(
        null=True, blank=True, help_text="When the scanner for viruses found nothing in it; empty when never asked."
    )
    infection = models.CharField(
        max_length=200, blank=True, help_text="What the scanner called it, when it found something after it was taken."
    )

    objects: ClassVar = StoredFiles.as_manager()

    def __str__(self) -> str:
        return self.sha256

    @property
    def path(self) -> Path:
        return content.path_of(self.sha256)

    @property
    def is_written_anew(self) -> bool:
        """Whether it is a picture that was made here, which may be shown in its place."""
        is_picture = self.content_type in {kind.content_type for kind in pictures.KINDS}
        return is_picture and self.width is not None

    @property
    def awaits_scan(self) -> bool:
        """Whether a scanner is set that has not looked at it yet: staff are warned before they open it."""
        return bool(settings.CLAMD) and self.scanned_at is None


class Uploads(models.QuerySet["Upload"]):
    def waiting(self) -> Uploads:
        """Those that take up room: on their way, or there and not used yet."""
        return self.exclude(state=Upload.State.REFUSED)


class Upload(models.Model):
    """A file on its way in, and until something uses it. `offset` of its `length` bytes have arrived.

    `owner` is a key that the surface makes, like `person:7`; nothing a client says goes into it. `content_type` is that
    of this file under this name; that of `stored` is of whoever sent the content first.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving"
        READY = "ready"
        REFUSED = "refused"

    token = models.CharField(max_length=64, unique=True, default=new_token)
    owner = models.CharField(max_length=100, db_index=True)
    name = models.CharField(max_length=200)
    length = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVING)
    refusal = models.CharField(max_length=40, blank=True)
    secrets = models.JSONField(
        default=dict, blank=True, help_text="What its sender's browser found in it, by kind: how many, and if removed."
    )
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    preview = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    touched_at = models.DateTimeField(default=clock.now, db_index=True)

    objects: ClassVar = Uploads.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(offset__lte=F("length")), name="upload_offset_within_length"),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(stored__isnull=False), name="upload_ready_has_its_file"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_complete(self) -> bool:
        """Whether every byte has arrived; it may still have to be looked at."""
        return self.offset == self.length


def pointing_here() -> list[models.ForeignKey]:
    """The foreign keys of every app that point to stored files, with those that have no name for the way back."""
    return [
        relation.field
        for relation in StoredFile._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
    ]
