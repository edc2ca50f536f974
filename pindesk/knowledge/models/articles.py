"""Articles, their translations, every version of those, and the pictures and links in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pindesk.accounts.models import Language, Person
from pindesk.files.models import StoredFile
from pindesk.knowledge.models.tree import Section
from pindesk.lib import clock


class State(models.TextChoices):
    """Of one translation. `draft` was never published or was withdrawn; `archived` says so at its old address."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Article(models.Model):
    """One answer, in as many languages as it was translated into."""

    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="articles")
    group = models.CharField(max_length=200, null=True, blank=True, unique=True, help_text="Its name for imports.")
    visibility = models.CharField(max_length=200, default="public", help_text="`public`, `signed_in`, `plans:a,b`.")
    source_language = models.CharField(max_length=5, choices=Language, default=Language.EN)
    position = models.PositiveIntegerField(default=0)
    related = models.ManyToManyField("self", through="Related", symmetrical=False, blank=True, related_name="named_by")
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaces")
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    saved_at = models.DateTimeField(default=clock.now, help_text="When it was last saved, in any language.")

    class Meta:
        ordering: ClassVar = ["position", "id"]
        indexes: ClassVar = [
            models.Index(fields=["visibility"], name="knowledge_visibility"),
            models.Index(fields=["-saved_at", "-id"], name="knowledge_saved"),
        ]

    def __str__(self) -> str:
        return f"article {self.pk}"

    @property
    def key(self) -> str:
        """The subject of its events and the topic that pages listen to."""
        return f"article:{self.pk}"


class Related(models.Model):
    """That one article names another at its end, in the order that its editors chose."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="related_rows")
    other = models.ForeignKey(Article, models.CASCADE, related_name="named_rows")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["article", "other"], name="knowledge_related_once")]

    def __str__(self) -> str:
        return f"{self.article_id} names {self.other_id}"


class Translation(models.Model):
    """An article in one language: what editors see is `latest`, what readers see is `published`."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=5, choices=Language)
    external_id = models.CharField(max_length=200, null=True, blank=True, unique=True, help_text="Of the import.")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    latest = models.ForeignKey("Version", models.PROTECT, null=True, blank=True, related_name="+")
    published = models.ForeignKey("Version", models.PROTECT, null=True, blank=True, related_name="+")
    source_version = models.ForeignKey(
        "Version", models.SET_NULL, null=True, blank=True, related_name="+", help_text="What it was translated from."
    )
    slug = models.SlugField(max_length=100, blank=True)
    title = models.CharField(max_length=200, blank=True, help_text="As published, else as last saved.")
    summary = models.CharField(max_length=300, blank=True)
    keywords = models.CharField(max_length=500, blank=True)
    html = models.TextField(blank=True, help_text="The published words, rendered.")
    contents = models.JSONField(default=list, blank=True, help_text="Level, anchor and text of each heading.")
    text = models.TextField(blank=True, help_text="The published words without markup, for the search.")
    rendering = models.PositiveSmallIntegerField(default=0, help_text="Which version of the renderer made it.")
    published_at = models.DateTimeField(null=True, blank=True, help_text="The first time.")
    updated_at = models.DateTimeField(null=True, blank=True, help_text="The last time.")
    review_asked_at = models.DateTimeField(null=True, blank=True)
    review_asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.PositiveBigIntegerField(default=0, help_text="Of the index, when it last changed for readers.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "language"], name="knowledge_one_translation"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published__isnull=False), name="knowledge_published_has_version"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["revision"], name="knowledge_revision"),
            models.Index(fields=["language", "state", "-updated_at"], name="knowledge_lately"),
            # What lists of articles ask about each of them, without reading its words.
            models.Index(
                fields=[
                    "article",
                    "language",
                    "state",
                    "latest",
                    "published",
                    "source_version",
                    "review_asked_at",
                ],
                name="knowledge_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}.{self.language}"

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED


class Version(models.Model):
    """A translation as it was once saved; never changed, never deleted."""

    class Reason(models.TextChoices):
        EDITED = "edited"
        IMPORTED = "imported"
        RESTORED = "restored"

    translation = models.ForeignKey(Translation, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    keywords = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True, help_text="Markdown.")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason, default=Reason.EDITED)
    restores = models.PositiveIntegerField(null=True, blank=True, help_text="The number of the version it brings back.")
    saved_at = models.DateTimeField(default=clock.now)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["translation", "number"], name="knowledge_one_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.translation_id}/{self.number}"


class Image(models.Model):
    """A picture of an article, named `image:KEY` in its Markdown; who may read the article may see it."""

    key = models.CharField(max_length=22, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="images")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "file", "name"], name="knowledge_one_image")
        ]

    def __str__(self) -> str:
        return self.key


class Link(models.Model):
    """A link in the published words of a translation, so that broken ones are found."""

    translation = models.ForeignKey(Translation, models.CASCADE, related_name="links")
    address = models.CharField(max_length=500)
    to_article = models.BigIntegerField(null=True, blank=True, help_text="The number it names, there or not.")
    anchor = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["to_article"], name="knowledge_link_to")]

    def __str__(self) -> str:
        return self.address
