"""Where the visitor's account stands, in the customer's words: its plan, its trial, a payment that failed."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from pindesk.accounts.requests import Request
from pindesk.availability.policy import Policy
from pindesk.plans.rules import Entitlement
from pindesk.ui import formats

PAYMENT = "payment"  # the topic, which is open to everyone where a company has it


class Notice(NamedTuple):
    """What a customer is told before anything else: `kind` is near or breached, `ask_href` where to write about it."""

    kind: str
    title: str
    text: str
    pay_href: str
    ask_href: str


def plan_line(request: Request, entitlement: Entitlement) -> str:
    """The plan by its name, and until when it is tried; empty where there is none."""
    if entitlement.plan is None:
        return ""
    name = entitlement.plan.name(request.language)
    if entitlement.trial_until is None:
        return name
    until = formats.last_date(entitlement.trial_until, request.zone, request.language)
    return _("%(plan)s, trial until %(day)s") % {"plan": name, "day": until}


def notice_of(request: Request, entitlement: Entitlement, policy: Policy) -> Notice | None:
    """What to say of a payment that failed, and what to do; nothing where none did."""
    if entitlement.grace_until is None:
        return None
    when = {"when": formats.full(entitlement.grace_until, request.zone, request.language)}
    if entitlement.is_in_grace:
        kind, title = "near", _("Your last payment did not go through.")
        text = _("Everything works as before until %(when)s. Please check your payment details before then.") % when
    else:
        kind, title = "breached", _("Your plan is paused: a payment is missing.")
        text = _("It has been paused since %(when)s. As soon as the payment is made, everything works again.") % when
    return Notice(kind, title, text, request.company.dashboard_url, _ask_href(policy))


def _ask_href(policy: Policy) -> str:
    topic = policy.topics.get(PAYMENT)
    if topic is None or not topic.is_open_to_everyone:
        return ""
    return f"{reverse('portal:new_ticket')}?topic={PAYMENT}"
