"""Changes of topics, each of which makes a new version of the policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from pindesk.accounts.models import Company, Team
from pindesk.availability.models import Topic

MARKS = ("needs_writing", "usually_investigated", "is_open_to_everyone", "is_urgent")


@transaction.atomic
def save_topics(rows: Sequence[Mapping[str, Any]], teams: Mapping[str, Team]) -> list[Topic]:
    """Create or update topics from rows of `code, names, marks, promise_seconds`, in the order given.

    `teams` says which team answers a topic, by topic code.
    """
    saved = [
        Topic.objects.update_or_create(
            code=row["code"],
            defaults={
                "names": row["names"],
                "promise_seconds": row.get("promise_seconds"),
                "team": teams.get(row["code"]),
                "position": position,
                **{mark: bool(row.get(mark)) for mark in MARKS},
            },
        )[0]
        for position, row in enumerate(rows)
    ]
    Company.objects.update(policy_version=F("policy_version") + 1)
    return saved
