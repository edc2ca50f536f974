"""The first set-up in the browser: one page, opened by the link that the server printed, closed for good afterwards."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from pindesk.accounts.actions import change_agent, check_set_up, finish_set_up, save_team, sign_in
from pindesk.accounts.actions.limits import count_try
from pindesk.accounts.errors import BadAddress, UnknownValue, UnknownZone
from pindesk.accounts.limits import TEST_MAILS
from pindesk.accounts.mails import write_mail
from pindesk.accounts.models import Agent, Level
from pindesk.accounts.requests import Request
from pindesk.accounts.rules import clean_name, normal_email
from pindesk.accounts.sessions import AGENT
from pindesk.accounts.zones import zone_choices
from pindesk.availability import shipped
from pindesk.availability.actions import save_topics
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.plans.actions import save_plans

FIELDS = {BadAddress: "owner_email", UnknownValue: "languages", UnknownZone: "zone"}
TEXTS = ("owner_name", "owner_email", "company_name", "zone")


@sensitive_variables("token")
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, token: str) -> HttpResponse:
    """Ask for the owner, the company and its languages; once sent, the owner is signed in. Raises Http404 when done."""
    check_set_up(token)
    values: dict[str, Any] = dict.fromkeys(TEXTS, "")
    values |= {"zone": shipped.ZONE, "languages": list(shipped.LANGUAGES)}
    if request.method != "POST":
        return _page(request, token, values, {})
    values = {name: request.POST.get(name, "") for name in TEXTS}
    values["languages"] = request.POST.getlist("languages")
    errors = _errors(values)
    if errors:
        return _page(request, token, values, errors)
    try:
        agent = _finish(request, token, values)
    except ValidationError as error:
        return _page(request, token, values, {"password": error.messages})
    except tuple(FIELDS) as refusal:
        return _page(request, token, values, {FIELDS[type(refusal)]: [str(refusal)]})
    sign_in(request, agent.person, AGENT, level=Level.SIGNED_IN)
    return HttpResponseRedirect(reverse("sign_in_done"))


@require_POST
def send_test_mail(request: Request, token: str) -> HttpResponse:
    """Send a mail to the address in the form, to see whether mail works. What was typed is shown again."""
    company = check_set_up(token)
    values: dict[str, Any] = {name: request.POST.get(name, "") for name in TEXTS}
    values["languages"] = request.POST.getlist("languages")
    try:
        address = normal_email(values["owner_email"])
    except BadAddress as refusal:
        return _page(request, token, values, {"owner_email": [str(refusal)]})
    count_try(TEST_MAILS, "set-up")
    with transaction.atomic():
        write_mail("test", to=address, language=request.language, reference=f"company:{company.pk}")
    return _page(request, token, values, {}, mailed_to=address)


@transaction.atomic
def _finish(request: Request, token: str, values: dict[str, Any]) -> Agent:
    agent = finish_set_up(token, **values, password=request.POST.get("password", ""), language=request.language)
    team = save_team(code="support", name=_("Support"), by=agent)
    change_agent(agent, teams=[team], by=agent)
    save_plans(shipped.PLANS, by=agent)
    save_topics(shipped.TOPICS, {row["code"]: team for row in shipped.TOPICS}, by=agent)
    return agent


def _errors(values: dict[str, Any]) -> dict[str, list[str]]:
    """Both names, told apart; the rest is checked by the action."""
    errors = {}
    for field in ("owner_name", "company_name"):
        try:
            clean_name(values[field])
        except Refusal as refusal:
            errors[field] = [str(refusal)]
    return errors


def _page(
    request: Request,
    token: str,
    values: dict[str, Any],
    errors: dict[str, list[str]],
    mailed_to: str = "",
) -> HttpResponse:
    page = {
        "token": token,
        "values": values,
        "errors": errors,
        "zones": zone_choices(clock.now()),
        "plans": shipped.PLANS,
        "mail_is_set": bool(settings.SMTP),
        "mail_from": settings.MAIL_FROM,
        "public_url": settings.PUBLIC_URL,
        "mailed_to": mailed_to,
        "type_password_again": bool(request.POST.get("password")) and "password" not in errors,
    }
    return render(request, "workspace/set_up.html", page, status=400 if errors else 200)
