"""Drafts: what a customer has typed and not sent."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from pindesk.accounts.requests import CustomerRequest
from pindesk.lib import clock
from pindesk.portal.gate import customer_required
from pindesk.tickets import actions
from pindesk.tickets.access import ticket_for_customer
from pindesk.ui import formats


@require_POST
@customer_required
def save(request: CustomerRequest, form: str) -> HttpResponse:
    """Keep the form's text; answers the time as the reader writes it, in plain text."""
    _check(request, form)
    actions.save_draft(request.person, form, request.POST)
    return HttpResponse(formats.clock(clock.now(), request.zone, request.language), content_type="text/plain")


@require_POST
@customer_required
def delete(request: CustomerRequest, form: str) -> HttpResponse:
    """Drop the draft and show the empty form."""
    number = _check(request, form)
    actions.discard_draft(request.person, form)
    target = reverse("portal:ticket", kwargs={"number": number}) if number else reverse("portal:new_ticket")
    return HttpResponseRedirect(target, status=303)


def _check(request: CustomerRequest, form: str) -> int | None:
    """The number of the ticket that is answered, None for a new one. Raises Http404 where one may not write."""
    if form == "ticket":
        return None
    kind, _, number = form.partition(":")
    if kind != "reply" or not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    return ticket_for_customer(request.membership, int(number)).number
