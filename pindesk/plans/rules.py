"""Decisions about subscriptions: what an account is served at an instant, and grace. No database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from pindesk.plans.models import Plan

GRACE = timedelta(days=7)  # elapsed, whatever the clocks do meanwhile. Source: RULES 2.


class Span(NamedTuple):
    """One stretch of an account's time on a plan, named by its code; the end is exclusive, None: open."""

    plan: str
    starts_at: datetime
    ends_at: datetime | None = None
    trial_ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Where an account stands at an instant: the plan that it `booked`, and the `plan` that it is served.

    They differ when a payment failed and the grace is over. `trial_until` and `grace_until` are aware, in UTC.
    """

    booked: Plan | None = None
    is_unpaid: bool = False
    trial_until: datetime | None = None
    grace_until: datetime | None = None

    @property
    def plan(self) -> Plan | None:
        return None if self.is_unpaid else self.booked

    @property
    def is_in_grace(self) -> bool:
        return self.grace_until is not None and not self.is_unpaid

    @property
    def next_change_at(self) -> datetime | None:
        """When it will be another by itself, as far as is known."""
        known = (self.trial_until, self.grace_until if self.is_in_grace else None)
        return min((at for at in known if at), default=None)


NOTHING = Entitlement()


def entitlement(booked: Plan, trial_until: datetime | None, grace_until: datetime | None, at: datetime) -> Entitlement:
    """The entitlement at the instant `at` of an account whose subscription runs then; the end of grace is exclusive."""
    return Entitlement(booked, grace_until is not None and grace_until <= at, trial_until, grace_until)


def grace_until(failed_at: datetime, before: datetime | None) -> datetime:
    """Until when all runs as before after a failed payment; one that fails again lengthens nothing."""
    return before or failed_at + GRACE


def spans_of_trial(plan: str, starts_at: datetime, until: datetime, then: str | None) -> list[Span]:
    """A trial and what follows it; one that is over before it starts leaves only that."""
    after = [Span(then, max(starts_at, until))] if then else []
    return [Span(plan, starts_at, until, until), *after] if until > starts_at else after
