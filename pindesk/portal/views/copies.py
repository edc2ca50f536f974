"""Who follows a ticket: adding colleagues, taking somebody off, following and no longer following oneself."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from pindesk.accounts.requests import CustomerRequest
from pindesk.lib.refusals import Refusal
from pindesk.portal.forms import numbers
from pindesk.portal.gate import customer_required
from pindesk.portal.views.tickets import address, ticket_page
from pindesk.tickets import actions
from pindesk.tickets.access import sheet_for_customer, ticket_for_customer


@require_POST
@customer_required
def create(request: CustomerRequest, number: int) -> HttpResponse:
    """Add the colleagues that were chosen; a refusal brings the page back and says why."""
    sheet = sheet_for_customer(request.membership, number)
    try:
        actions.copy_to(sheet.ticket, numbers(request.POST.getlist("copies")), by=request.membership)
    except Refusal as refusal:
        return ticket_page(request, sheet, refusal=refusal, copies_errors=[str(refusal)])
    return HttpResponseRedirect(f"{address(number)}#people", status=303)


@require_POST
@customer_required
def delete(request: CustomerRequest, number: int, person: int) -> HttpResponse:
    """Take somebody off; who takes themselves off a colleague's ticket may no longer see it, and comes to the list."""
    actions.remove_copy(ticket_for_customer(request.membership, number), person, by=request.membership)
    if person == request.person.pk and not request.membership.is_owner:
        return HttpResponseRedirect(reverse("portal:tickets"), status=303)
    return HttpResponseRedirect(f"{address(number)}#people", status=303)
