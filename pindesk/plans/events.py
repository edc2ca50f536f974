"""The kinds of events that plans record."""

from dataclasses import dataclass

from pindesk.events.kinds import kind


@kind("subscription.started")
@dataclass(frozen=True, slots=True)
class SubscriptionStarted:
    plan: str
