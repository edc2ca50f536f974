"""The kinds of events that plans record."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pindesk.accounts.access.trail import tell
from pindesk.events.kinds import kind


@kind("subscription.started")
@dataclass(frozen=True, slots=True)
class SubscriptionStarted:
    plan: str


@kind("plans.saved")
@dataclass(frozen=True, slots=True)
class PlansSaved:
    count: int


tell("plans.saved", lambda: _("has new values for its plans (%(count)s)"))


tell("subscription.started", lambda: _("is on another plan: %(plan)s"))
