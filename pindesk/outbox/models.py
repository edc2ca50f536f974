"""What is to leave the house, and how far it got."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pindesk.lib import clock


class Delivery(models.Model):
    """One mail to one address, written in the transaction of the change it tells of."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    key = models.CharField(max_length=120, unique=True, help_text="Idempotency key: the same key is sent once.")
    purpose = models.CharField(max_length=40, help_text="Like `ticket.received`.")
    reference = models.CharField(max_length=80, help_text="Key of what it is about, like `ticket:1042`.")
    message_id = models.CharField(max_length=200, unique=True, help_text="The header, angle brackets included.")
    to = models.EmailField(max_length=254)
    sender_name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    is_secret = models.BooleanField(default=False, help_text="The bodies are sealed, and wiped once sent or given up.")
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True, blank=True, help_text="Not sent any more from then on, like a code.")
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["created_at"], condition=~Q(state="sent"), name="outbox_unsent"),
            models.Index(fields=["reference", "created_at"], name="outbox_about"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

    @property
    def priority(self) -> int:
        """Of its task: somebody sits and waits for a code, however many other mails a slow server holds up."""
        return 50 if self.is_secret else 0
