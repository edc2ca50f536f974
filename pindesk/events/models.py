"""The log itself, how far each consumer has read, and the epoch that a restored backup raises."""

from __future__ import annotations

from django.db import models

from pindesk.events.fields import TransactionIdField

KEY_LENGTH = 80


class Audience(models.TextChoices):
    """Who may learn of an event: `customer` means everybody concerned, `staff` the agents only."""

    CUSTOMER = "customer"
    STAFF = "staff"


class Event(models.Model):
    """One thing that happened. Written by `actions.record`, never changed; `subject`, `actor`, `topics` are keys."""

    epoch = models.PositiveIntegerField()
    xid = TransactionIdField()
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=KEY_LENGTH)
    actor = models.CharField(max_length=KEY_LENGTH)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    topics = models.JSONField()
    data = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["epoch", "xid", "id"], name="event_tail"),
            models.Index(fields=["subject", "id"], name="event_history"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(audience__in=Audience.values), name="event_audience_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Cursor(models.Model):
    """How far one consumer has read, and how it fares: after a failure it rests until `retry_at`."""

    consumer = models.CharField(max_length=60, primary_key=True)
    position = models.CharField(max_length=60)
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)
    retry_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.consumer} at {self.position}"


class LogState(models.Model):
    """One row, absent until a backup is first restored: the epoch in which events are written (1 without a row)."""

    epoch = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"epoch {self.epoch}"
