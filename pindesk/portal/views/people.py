"""Who belongs to a customer's account; its owners invite and remove people here."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pindesk.accounts.access import customers
from pindesk.accounts.actions import invite_member, remove_membership, sign_out, withdraw_invitation
from pindesk.accounts.errors import AddressTaken, BadAddress, BadName, TooManyTries, UnknownValue
from pindesk.accounts.requests import CustomerRequest
from pindesk.accounts.words import member_role_words
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.portal import people
from pindesk.portal.gate import customer_required

# Where a refused invitation says so; the empty name is the form as a whole.
FIELDS: dict[type[Refusal], str] = {
    BadAddress: "email",
    AddressTaken: "email",
    BadName: "name",
    UnknownValue: "role",
    TooManyTries: "",
}


@require_safe
@customer_required
def index(request: CustomerRequest) -> HttpResponse:
    """The people of the account, open invitations and, for owners, the form that invites."""
    values = {"name": "", "email": "", "language": request.membership.account.language, "role": "member"}
    return render(request, "portal/people.html", _page(request, values, {}))


@require_POST
@customer_required
def invite(request: CustomerRequest) -> HttpResponse:
    """Mail an invitation; a mistake brings the form back with what was typed."""
    values = {field: request.POST.get(field, "") for field in ("name", "email", "language", "role")}
    membership = request.membership
    try:
        invite_member(
            membership.account,
            email=values["email"],
            name=values["name"],
            language=values["language"],
            role=values["role"],
            by=membership,
        )
    except tuple(FIELDS) as refusal:
        page = _page(request, values, {_field(refusal, values): [str(refusal)]})
        return render(request, "portal/people.html", page, status=_status(refusal))
    return _done("invited", "#invited")


@require_POST
@customer_required
def withdraw(request: CustomerRequest, pk: int) -> HttpResponse:
    """Make an invitation void."""
    withdraw_invitation(customers.invitation_to_or_404(request.membership.account, pk), by=request.membership)
    return _done("withdrawn")


@require_POST
@customer_required
def remove(request: CustomerRequest, pk: int) -> HttpResponse:
    """Take somebody out of the account; who leaves it themselves is signed out."""
    membership = customers.member_or_404(request.membership.account, pk)
    remove_membership(membership, by=request.membership)
    if membership.pk == request.membership.pk:
        sign_out(request)
        return HttpResponseRedirect(reverse("portal:sign_in"))
    return _done("removed")


def _page(request: CustomerRequest, values: dict[str, str], errors: dict[str, list[str]]) -> dict[str, Any]:
    reader = request.membership
    return {
        "members": people.members(customers.members_of(reader.account), reader),
        "invitations": people.invited(customers.open_invitations_to(reader.account, clock.now()), reader),
        "roles": [(code, word.capitalize()) for code, word in member_role_words().items()],
        "values": values,
        "errors": errors,
        "done": _done_words().get(request.GET.get("done", ""), ""),
        "section": "people",
    }


def _field(refusal: Refusal, values: dict[str, str]) -> str:
    """A value that no list offers can be a role or a language."""
    if isinstance(refusal, UnknownValue) and values["role"] in member_role_words():
        return "language"
    return FIELDS[type(refusal)]


def _status(refusal: Refusal) -> int:
    return refusal.status if isinstance(refusal, TooManyTries) else 400


def _done_words() -> dict[str, str]:
    return {
        "invited": _("The invitation is on its way."),
        "withdrawn": _("The invitation is withdrawn."),
        "removed": _("The person is no longer in your account."),
    }


def _done(what: str, part: str = "") -> HttpResponse:
    """Back to the page, which says what was done; `part` is where it shows, else browsers keep the form's own."""
    return HttpResponseRedirect(f"{reverse('portal:people')}?done={what}{part}")
