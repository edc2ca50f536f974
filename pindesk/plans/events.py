"""The kinds of events that plans record."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pindesk.accounts.access.trail import tell
from pindesk.events.kinds import kind


@kind("subscription.started")
@dataclass(frozen=True, slots=True)
class SubscriptionStarted:
    plan: str


@kind("subscription.planned")
@dataclass(frozen=True, slots=True)
class SubscriptionPlanned:
    plan: str  # begins later


@kind("subscription.trial_started")
@dataclass(frozen=True, slots=True)
class TrialStarted:
    plan: str
    then: str  # the plan after it; "" for none


@kind("subscription.ended")
@dataclass(frozen=True, slots=True)
class SubscriptionEnded:
    pass


@kind("account.payment_failed")
@dataclass(frozen=True, slots=True)
class PaymentFailed:
    pass


@kind("account.payment_received")
@dataclass(frozen=True, slots=True)
class PaymentReceived:
    pass


@kind("plans.saved")
@dataclass(frozen=True, slots=True)
class PlansSaved:
    count: int


tell("plans.saved", lambda: _("has new values for its plans (%(count)s)"))
tell("subscription.started", lambda: _("is on another plan: %(plan)s"))
tell("subscription.planned", lambda: _("will be on another plan: %(plan)s"))
tell("subscription.trial_started", lambda: _("is trying a plan: %(plan)s"))
tell("subscription.ended", lambda: _("has no plan any longer"))
tell("account.payment_failed", lambda: _("has not paid"))
tell("account.payment_received", lambda: _("has paid"))
