"""What the company decides about its help centre."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from pindesk.accounts.actions.permission import agents_lead
from pindesk.knowledge.actions.recording import By, record_on
from pindesk.knowledge.events import SettingsChanged
from pindesk.knowledge.models import Settings
from pindesk.lib import clock


@transaction.atomic
def change_settings(*, needs_review: bool, by: By, now: datetime | None = None) -> None:
    """Say whether somebody else publishes what one has written. Records `knowledge.settings_changed` when it is news.

    Raises NotAllowed for an agent who does not lead.
    """
    agents_lead(by)
    row, _ = Settings.objects.select_for_update().get_or_create(pk=1)
    if row.needs_review != needs_review:
        row.needs_review = needs_review
        row.save()
        record_on("articles", SettingsChanged(needs_review), by=by, at=now or clock.now())
