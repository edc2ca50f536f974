"""Customers' accounts: finding one, adding one, its plan and its people."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindesk.accounts.access import customers
from pindesk.accounts.actions import invite_member, remove_membership, withdraw_invitation
from pindesk.accounts.actions.permission import may_manage_people
from pindesk.accounts.errors import AddressTaken, BadAddress, BadName, TooManyTries, UnknownValue, UnknownZone
from pindesk.accounts.models import Account
from pindesk.accounts.requests import AgentRequest
from pindesk.accounts.words import member_role_words
from pindesk.accounts.zones import zone_choices
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import clean_line, number_or_none
from pindesk.outbox import access as outbox
from pindesk.plans import access as plan_access
from pindesk.plans.actions import open_account
from pindesk.plans.errors import UnknownPlan
from pindesk.tickets.access.staff import account_tickets, open_counts
from pindesk.workspace.paid import paid
from pindesk.workspace.words import status_words

FIELDS = {BadName: "name", UnknownValue: "country", UnknownZone: "zone"}
INVITE_FIELDS: dict[type[Refusal], str] = {
    BadAddress: "email",
    AddressTaken: "email",
    BadName: "name",
    UnknownValue: "role",
    TooManyTries: "",
}
NEW = {"name": "", "language": "en", "country": "", "zone": "", "plan": ""}
NOBODY = {"name": "", "email": "", "language": "", "role": "owner"}
MOST_PAGES = 400
WORDS_CHARS = 120


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """A page of accounts, by name; `?q=` looks in names, references and addresses."""
    words, page = clean_line(request.GET.get("q", ""))[:WORDS_CHARS], _page_number(request)
    start = (page - 1) * customers.PAGE
    found = customers.accounts_like(words, offset=start, limit=customers.PAGE + 1)
    shown = found[: customers.PAGE]
    keys = [line.pk for line in shown]
    names = {plan.code: plan.name(request.language) for plan in plan_access.plans()}
    codes = plan_access.plan_codes_of(keys, clock.now())
    context = {
        "section": "accounts",
        "accounts": [(line, names.get(codes.get(line.pk, ""), "")) for line in shown],
        "open_counts": open_counts(keys),
        "words": words,
        "page": page,
        "first": start + 1,
        "has_more": len(found) > customers.PAGE and page < MOST_PAGES,
        "may_manage": request.agent.may_lead,
    }
    return render(request, "workspace/accounts/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: AgentRequest) -> HttpResponse:
    """The form of a new account, for leads."""
    may_manage_people(request.agent)
    values, errors = NEW | {"zone": request.company.zone}, {}
    if request.method == "POST":
        values = {name: request.POST.get(name, "") for name in NEW}
        try:
            return to(_opened(request, values), "added")
        except UnknownPlan as refusal:
            errors = {"plan": [str(refusal)]}
        except tuple(FIELDS) as refusal:
            errors = {FIELDS[type(refusal)]: [str(refusal)]}
    context = {"section": "accounts", "values": values, "errors": errors, "zones": zone_choices(clock.now())}
    context["plan_options"] = [(plan.code, plan.name(request.language)) for plan in plan_access.plans()]
    return render(request, "workspace/accounts/new.html", context, status=400 if errors else 200)


@require_safe
def show(request: AgentRequest, pk: int) -> HttpResponse:
    """What is known of one account."""
    return account_page(request, customers.account_or_404(pk), NOBODY, {})


@require_POST
def create_invitation(request: AgentRequest, pk: int) -> HttpResponse:
    """Mail an invitation into the account; a mistake brings the form back with what was typed."""
    account = customers.account_or_404(pk)
    values = {name: request.POST.get(name, "") for name in NOBODY}
    try:
        invite_member(
            account,
            email=values["email"],
            name=values["name"],
            language=values["language"],
            role=values["role"],
            by=request.agent,
        )
    except tuple(INVITE_FIELDS) as refusal:
        return account_page(request, account, values, {INVITE_FIELDS[type(refusal)]: [str(refusal)]})
    return to(account, "invited")


@require_POST
def withdraw(request: AgentRequest, pk: int, invitation: int) -> HttpResponse:
    """Make an invitation into the account void."""
    account = customers.account_or_404(pk)
    withdraw_invitation(customers.invitation_to_or_404(account, invitation), by=request.agent)
    return to(account, "saved")


@require_POST
def remove_member(request: AgentRequest, pk: int, membership: int) -> HttpResponse:
    """Take somebody out of the account; their sessions in it end."""
    account = customers.account_or_404(pk)
    remove_membership(customers.member_or_404(account, membership), by=request.agent)
    return to(account, "saved")


def _opened(request: AgentRequest, values: dict[str, str]) -> Account:
    return open_account(
        name=values["name"],
        language=values["language"],
        country=values["country"],
        zone=values["zone"],
        plan=plan_access.known_plan(values["plan"]),
        by=request.agent,
    )


def account_page(
    request: AgentRequest,
    account: Account,
    values: dict[str, str],
    errors: dict[str, list[str]],
    trial: dict[str, str] | None = None,
    trial_errors: dict[str, list[str]] | None = None,
) -> HttpResponse:
    """The page of an account, with what was typed into its forms and why it was not taken."""
    now = clock.now()
    context = {
        "section": "accounts",
        "account": account,
        "paid": paid(request, plan_access.subscriptions_of(account.pk), now),
        "plan_options": [(one.code, one.name(request.language)) for one in plan_access.plans()],
        "members": customers.members_of(account),
        "roles": member_role_words(),
        "invitations": customers.open_invitations_to(account, now),
        "tickets": account_tickets(account.pk),
        "statuses": status_words(),
        "values": values | {"language": values["language"] or account.language},
        "errors": errors,
        "trial": trial or {"plan": "", "last_on": "", "then": ""},
        "trial_errors": trial_errors or {},
        "may_manage": request.agent.may_lead,
        "mail_waits": request.agent.may_lead and not outbox.is_set_up(),
        "done": next((each for each in ("added", "saved", "invited") if each in request.GET), ""),
    }
    status = 400 if errors or trial_errors else 200
    return render(request, "workspace/accounts/show.html", context, status=status)


def to(account: Account, done: str) -> HttpResponse:
    """Back to the page of the account, which says what was done."""
    return HttpResponseRedirect(f"{reverse('workspace:account', kwargs={'pk': account.pk})}?{done}=1", status=303)


def _page_number(request: AgentRequest) -> int:
    page = number_or_none(request.GET.get("page") or "1", 3)
    if page is None or not 0 < page <= MOST_PAGES:
        raise Http404
    return page
