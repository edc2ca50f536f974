"""The plan of an account: another one, a trial, and by hand that it has paid or has not."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pindesk.accounts.access.customers import account_or_404
from pindesk.accounts.requests import AgentRequest
from pindesk.plans.access import known_plan
from pindesk.plans.actions import begin_trial, change_plan, note_payment
from pindesk.plans.errors import TrialIsOver, UnknownPlan
from pindesk.workspace.views.accounts import NOBODY, account_page, to

LAST_YEAR = 2199


@require_POST
def create(request: AgentRequest, pk: int) -> HttpResponse:
    """Put the account on another plan from now on."""
    account = account_or_404(pk)
    change_plan(account, known_plan(request.POST.get("plan", "")), by=request.agent)
    return to(account, "saved")


@require_POST
def create_trial(request: AgentRequest, pk: int) -> HttpResponse:
    """Let the account try a plan until a day; a mistake brings the form back with what was chosen."""
    account = account_or_404(pk)
    values = {name: request.POST.get(name, "") for name in ("plan", "last_on", "then")}
    last_on = _day(values["last_on"])
    if last_on is None:
        return account_page(request, account, NOBODY, {}, values, {"last_on": [_("Give a day.")]})
    try:
        then = known_plan(values["then"]) if values["then"] else None
        begin_trial(account, known_plan(values["plan"]), last_on=last_on, then=then, by=request.agent)
    except UnknownPlan as refusal:
        return account_page(request, account, NOBODY, {}, values, {"plan": [str(refusal)]})
    except TrialIsOver as refusal:
        return account_page(request, account, NOBODY, {}, values, {"last_on": [str(refusal)]})
    return to(account, "saved")


@require_POST
def create_arrears(request: AgentRequest, pk: int) -> HttpResponse:
    """Note that a payment failed."""
    account = account_or_404(pk)
    note_payment(account, has_failed=True, by=request.agent)
    return to(account, "saved")


@require_POST
def delete_arrears(request: AgentRequest, pk: int) -> HttpResponse:
    """Note that the payment came in."""
    account = account_or_404(pk)
    note_payment(account, has_failed=False, by=request.agent)
    return to(account, "saved")


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year <= LAST_YEAR else None
