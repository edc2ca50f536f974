"""Changes of topics, each of which makes a new version of the policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from pindesk.accounts.actions.recording import record_on
from pindesk.accounts.models import Agent, Company, Team
from pindesk.availability.events import TopicsSaved
from pindesk.availability.models import Topic
from pindesk.lib import clock

MARKS = ("needs_writing", "usually_investigated", "is_open_to_everyone", "is_urgent")


@transaction.atomic
def save_topics(
    rows: Sequence[Mapping[str, Any]],
    teams: Mapping[str, Team],
    *,
    by: Agent | None = None,
    now: datetime | None = None,
) -> list[Topic]:
    """Create or update topics from rows of `code, names, marks, promise_seconds`, in the order given.

    `teams` says which team answers a topic, by topic code. Records `policy.topics_saved`.
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
    record_on("company", TopicsSaved(len(saved)), by=by, at=now or clock.now())
    return saved
