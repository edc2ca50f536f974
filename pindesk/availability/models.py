"""The topics that customers choose from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from pindesk.accounts.models import Agent, Team
from pindesk.lib import clock


class Topic(models.Model):
    """What a question is about: decides the team, the promise and which channels may be used."""

    code = models.SlugField(max_length=40, primary_key=True)
    names = models.JSONField(default=dict, help_text="Name by language code.")
    needs_writing = models.BooleanField(default=False, help_text="By ticket or chat, never by phone.")
    usually_investigated = models.BooleanField(default=False, help_text="Ends with another team: a ticket is advised.")
    is_open_to_everyone = models.BooleanField(default=False, help_text="Its ticket path ignores the plan.")
    is_urgent = models.BooleanField(default=False, help_text="Nobody is asked to wait.")
    promise_seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text="If shorter than the plan's, this holds."
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="topics")
    fields = models.JSONField(
        default=list, blank=True, help_text="What a ticket on it asks besides: code, kind, names, is_required, choices."
    )
    helps = models.JSONField(
        default=dict, blank=True, help_text="What helps to answer at once: a list of lines by language code."
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.code

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names.get("en") or self.code


class SettingsVersion(models.Model):
    """What was once set of channels, their hours and holidays, for good; the last that has begun holds."""

    data = models.JSONField(help_text="As `availability.settings.kept` writes it.")
    valid_from = models.DateTimeField(db_index=True)
    by = models.ForeignKey(Agent, models.SET_NULL, null=True, blank=True, related_name="+")
    brings_back = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", help_text="The version whose values it has."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="Taken back before it began.")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"settings {self.pk}"
