"""The board of the visitor of a request, with what they can do from each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from pindesk.accounts.requests import Request
from pindesk.availability import board as shared
from pindesk.availability.access import policy_for
from pindesk.availability.board import Board
from pindesk.availability.policy import SIGNED_OUT, Availability, Channel, Customer, Policy
from pindesk.availability.rules import for_page
from pindesk.availability.sentences import Reader
from pindesk.lib import clock
from pindesk.plans.models import Plan
from pindesk.portal.entitlement import plan_line
from pindesk.portal.help import entitlement_in
from pindesk.tickets.access import standing


def board_of(request: Request, words: str = "") -> Board:
    """The board for the visitor of this request; asks again, too, when a trial or a grace is over.

    `words` are what they searched for without finding it: a ticket that is opened from here has them as its subject.
    """
    now = clock.now()
    policy, entitlement = policy_for(now), entitlement_in(request)
    board = shared.board_of(
        policy,
        _answers(request, policy, entitlement.plan, now),
        Reader(now, request.zone, request.language),
        plan=plan_line(request, entitlement),
        act=lambda answer, answers: _action(answer, answers, words),
    )
    instants = [at for at in (board.refresh_at, entitlement.next_change_at) if at and at > now]
    return replace(board, refresh_at=min(instants, default=None))


def _answers(request: Request, policy: Policy, plan: Plan | None, now: datetime) -> dict[str, Availability]:
    languages = dict.fromkeys((request.language, request.person.language if request.person else request.language))
    if request.membership is None:
        return for_page(policy, SIGNED_OUT, None, languages, now)
    customer = Customer(plan=plan.code if plan else None)
    found = standing(request.membership, now)
    request.standing = found  # type: ignore[attr-defined]  # the navigation asks for it, too
    return for_page(policy, customer, None, languages, now, found.situation)


def _action(answer: Availability, answers: Mapping[str, Availability], words: str) -> tuple[str, str]:
    """What to do next from this row: use it, sign in, or the way that works instead."""
    new_ticket = _new_ticket_about(words)
    if answer.channel == Channel.TICKET:
        if answer.is_usable:
            return _("Open a ticket"), new_ticket
        if "signed_out" in answer.reasons:
            return _("Sign in"), sign_in_about(words)
        return _("Topics open to everyone"), new_ticket
    if not answer.is_usable and answers[Channel.TICKET].is_usable:
        return _("Open a ticket instead"), new_ticket
    return "", ""


def _new_ticket_about(words: str) -> str:
    """The address of the form for a ticket, with the words as its subject."""
    address = reverse("portal:new_ticket")
    return f"{address}?{urlencode({'subject': words})}" if words else address


def sign_in_about(words: str) -> str:
    """The address to sign in at: with words, to come to the form for a ticket that has them as its subject."""
    address = reverse("portal:sign_in")
    return f"{address}?{urlencode({'next': _new_ticket_about(words)}, safe='/')}" if words else address
