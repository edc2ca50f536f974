"""A customer's own name, language, time zone and sessions."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pindesk.accounts.access import memberships_of
from pindesk.accounts.actions import change_person, sign_out_everywhere
from pindesk.accounts.errors import BadName, UnknownValue, UnknownZone
from pindesk.accounts.requests import CustomerRequest
from pindesk.accounts.rules import shown_email
from pindesk.accounts.zones import zone_choices
from pindesk.lib import clock
from pindesk.portal.gate import customer_required

FIELDS = {BadName: "name", UnknownValue: "language", UnknownZone: "zone"}


@require_http_methods(["GET", "HEAD", "POST"])
@customer_required
def me(request: CustomerRequest) -> HttpResponse:
    """Show and change the profile; the page comes back in the language that was chosen."""
    person = request.person
    values = {"name": person.name, "language": person.language, "zone": person.zone}
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        values = {field: request.POST.get(field, "") for field in values}
        try:
            change_person(person, name=values["name"], language=values["language"], zone=values["zone"], by=person)
        except tuple(FIELDS) as refusal:
            errors = {FIELDS[type(refusal)]: [str(refusal)]}
        else:
            with translation.override(person.language):
                return HttpResponseRedirect(f"{reverse('portal:me')}?saved=1")
    return render(request, "portal/profile.html", _page(request, values, errors), status=400 if errors else 200)


@require_POST
@customer_required
def end_sessions(request: CustomerRequest) -> HttpResponse:
    """Sign out here and in every other browser."""
    sign_out_everywhere(request.person, by=request.person)
    request.session.flush()
    return HttpResponseRedirect(reverse("portal:sign_in"))


def _page(request: CustomerRequest, values: dict[str, str], errors: dict[str, list[str]]) -> dict[str, Any]:
    account = request.membership.account
    zones = [("", _("As the account: %(zone)s") % {"zone": account.zone}), *zone_choices(clock.now())]
    return {
        "values": values,
        "errors": errors,
        "zones": zones,
        "email": shown_email(request.person.email),
        "memberships": list(memberships_of(request.person)),
        "is_saved": "saved" in request.GET,
        "section": "me",
    }
