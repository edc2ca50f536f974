"""The kinds of events that the outbox records."""

from dataclasses import dataclass

from pindesk.events.kinds import kind


@kind("delivery.queued_again")
@dataclass(frozen=True, slots=True)
class QueuedAgain:
    purpose: str
