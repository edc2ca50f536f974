"""Whether the help centre helped: what was searched, read and answered, by nobody in particular.

A visit is a random name that a page made up and forgets with its tab; no person, address or browser is kept with it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pindesk.accounts.models import Language
from pindesk.knowledge.models.articles import Article
from pindesk.lib import clock


class Step(models.Model):
    """One thing done in a visit."""

    class Kind(models.TextChoices):
        SEARCHED = "searched"
        OPENED = "opened"  # from what a search found, however short it stayed open
        READ = "read"  # it stayed open for as long as one needs to read its beginning
        WROTE = "wrote"

    visit = models.CharField(max_length=36)
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(default=clock.now)
    language = models.CharField(max_length=5, choices=Language)
    is_customer = models.BooleanField(default=False, help_text="Signed in, so could have written to us.")
    words = models.CharField(max_length=100, blank=True, help_text="What was searched; what looks personal is masked.")
    found = models.PositiveIntegerField(null=True, blank=True, help_text="How many articles the words brought.")
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="+")
    topic = models.CharField(max_length=40, blank=True, help_text="Of the ticket that was opened after it.")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["visit"], name="knowledge_visit"),
            models.Index(fields=["at"], name="knowledge_step_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.words or self.article_id or self.topic}"


class Reason(models.TextChoices):
    """Why an article did not help."""

    NOT_MY_QUESTION = "not_my_question"
    UNCLEAR = "unclear"
    DID_NOT_WORK = "did_not_work"
    OUTDATED = "outdated"


class Answer(models.Model):
    """What a reader said to "Did this solve it?"; once for an article in a visit, the last word counts."""

    visit = models.CharField(max_length=36)
    article = models.ForeignKey(Article, models.CASCADE, related_name="answers")
    language = models.CharField(max_length=5, choices=Language)
    is_solved = models.BooleanField()
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    words = models.CharField(
        max_length=500, blank=True, help_text="In the reader's words; what looks personal is masked."
    )
    is_customer = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["visit", "article"], name="knowledge_one_answer")]
        indexes: ClassVar = [models.Index(fields=["at"], name="knowledge_answer_at")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.is_solved}"
