"""What an account pays for, in the agents' words: its plans over time, a trial, a payment that failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from pindesk.accounts.requests import AgentRequest
from pindesk.plans.models import Subscription
from pindesk.plans.rules import NOTHING, Entitlement, entitlement
from pindesk.ui import formats


class Paid(NamedTuple):
    """`plan` is the code of the one that runs; `state` of the account, `state_kind` near, breached or "" for it.

    `lines` are names of plans and when they ran, newest first; `billing` says how old what billing said is.
    """

    plan: str
    state: str
    state_kind: str
    has_failed: bool
    lines: list[tuple[str, str]]
    billing: str


def paid(request: AgentRequest, rows: Sequence[Subscription], now: datetime) -> Paid:
    """The same, of the account's subscriptions, newest first."""
    running = next((row for row in rows if row.is_running_at(now)), None)
    entitled = entitlement(running.plan, running.trial_ends_at, running.grace_until, now) if running else NOTHING
    state, kind = _state(request, entitled, rows)
    return Paid(
        plan=running.plan_id if running else "",
        state=state,
        state_kind=kind,
        has_failed=entitled.grace_until is not None,
        lines=[(row.plan.name(request.language), _when(request, row, now)) for row in rows],
        billing=_billing(request, rows, now),
    )


def _state(request: AgentRequest, entitled: Entitlement, rows: Sequence[Subscription]) -> tuple[str, str]:
    """What is not as usual, the worst first."""
    if entitled.grace_until is not None:
        when = {"when": formats.full(entitled.grace_until, request.zone, request.language)}
        if entitled.is_in_grace:
            return _("A payment failed. Everything works as before until %(when)s.") % when, "near"
        words = _("A payment failed. Since %(when)s only topics that are open to everyone are served.")
        return words % when, "breached"
    if entitled.trial_until is None:
        return "", ""
    day = formats.last_date(entitled.trial_until, request.zone, request.language)
    then = next((row.plan.name(request.language) for row in rows if row.starts_at == entitled.trial_until), "")
    if then:
        return _("On trial until %(day)s, then %(plan)s.") % {"day": day, "plan": then}, ""
    return _("On trial until %(day)s, then no plan.") % {"day": day}, ""


def _when(request: AgentRequest, row: Subscription, now: datetime) -> str:
    zone, language = request.zone, request.language
    start = formats.date(row.starts_at, zone, language)
    if row.ends_at is None:
        return (_("since %(day)s") if row.starts_at <= now else _("from %(day)s")) % {"day": start}
    values = {"start": start, "end": formats.last_date(row.ends_at, zone, language)}
    return (_("trial, %(start)s to %(end)s") if row.trial_ends_at else _("%(start)s to %(end)s")) % values


def _billing(request: AgentRequest, rows: Sequence[Subscription], now: datetime) -> str:
    state = next((getattr(row.account, "billing_state", None) for row in rows), None)
    if state is not None:
        return _("As billing said %(ago)s.") % {"ago": formats.ago(state.heard_at, now, request.language)}
    return _("Billing has not said anything about it yet.") if settings.BILLING_SECRETS else ""
