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
from pindesk.availability.fields import TopicField
from pindesk.availability.models import Topic
from pindesk.availability.stored import check_same_kinds, fields_in, helps_in, kept_fields
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
    """Create or update topics from rows of `code, names, marks, promise_seconds, fields, helps`, in the order given.

    `teams` says which team answers a topic, by topic code. Records `policy.topics_saved`.
    Raises what `availability.errors` has for fields and lines that cannot be; then none is saved.
    """
    _check(rows)
    saved = [
        Topic.objects.update_or_create(
            code=row["code"],
            defaults={
                "names": row["names"],
                "promise_seconds": row.get("promise_seconds"),
                "team": teams.get(row["code"]),
                "position": position,
                "fields": list(row.get("fields", ())),
                "helps": dict(row.get("helps", {})),
                **{mark: bool(row.get(mark)) for mark in MARKS},
            },
        )[0]
        for position, row in enumerate(rows)
    ]
    Company.objects.update(policy_version=F("policy_version") + 1)
    record_on("company", TopicsSaved(len(saved)), by=by, at=now or clock.now())
    return saved


def _check(rows: Sequence[Mapping[str, Any]]) -> None:
    """Look at all of them, and at the topics that stay as they are, before anything is written."""
    asked: dict[str, tuple[TopicField, ...]] = {}
    for row in rows:
        asked[row["code"]] = fields_in(row.get("fields", ()))
        helps_in(row.get("helps", {}))
    kept = Topic.objects.exclude(code__in=asked).values_list("fields", flat=True)
    check_same_kinds([*asked.values(), *map(kept_fields, kept)])
