"""Topics of the cast that ask for more: saved by the action, so that every process hears of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pindesk.availability.actions import save_topics
from pindesk.availability.models import Topic
from tests.cast import TOPICS

DOMAIN: Mapping[str, Any] = {
    "code": "domain",
    "kind": "domain",
    "names": {"en": "Sending domain", "de": "Absenderdomain"},
    "hints": {"en": "The part after the @."},
    "is_required": True,
}
SINCE: Mapping[str, Any] = {"code": "since", "kind": "date", "names": {"en": "Since when"}}
BOUNCE: Mapping[str, Any] = {"code": "bounce", "kind": "text", "names": {"en": "What the bounce says"}}
REASON: Mapping[str, Any] = {
    "code": "reason",
    "kind": "choice",
    "names": {"en": "Reason", "de": "Grund"},
    "is_required": True,
    "choices": [
        {"code": "twice", "names": {"en": "Charged twice", "de": "Doppelt abgebucht"}},
        {"code": "mistake", "names": {"en": "Bought by mistake"}},
    ],
}
CARD_END: Mapping[str, Any] = {"code": "card_end", "kind": "last_four", "names": {"en": "Last four digits"}}


def ask(
    code: str,
    fields: Sequence[Mapping[str, Any]] = (),
    helps: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Let a topic of the cast ask for these fields, and show these lines; the others stay as they are."""
    teams = {topic.code: topic.team for topic in Topic.objects.select_related("team") if topic.team}
    place, row = next((place, row) for place, row in enumerate(TOPICS) if row["code"] == code)
    save_topics([{**row, "fields": list(fields), "helps": helps or {}}], teams)
    Topic.objects.filter(code=code).update(position=place)  # where it stood among the others
