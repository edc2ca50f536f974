"""Saying whether the answer helped."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from pindesk.accounts.requests import CustomerRequest
from pindesk.portal.gate import customer_required
from pindesk.portal.views.tickets import address, ticket_page
from pindesk.tickets import actions
from pindesk.tickets.access import sheet_for_customer
from pindesk.tickets.errors import RatingTooLong


@require_POST
@customer_required
def create(request: CustomerRequest, number: int) -> HttpResponse:
    """Rate, or rate anew; words that are too many come back with the page."""
    sheet, text = sheet_for_customer(request.membership, number), request.POST.get("text")
    try:
        actions.rate(sheet.ticket, by=request.person, score=request.POST.get("score", ""), text=text)
    except RatingTooLong as refusal:
        return ticket_page(request, sheet, refusal=refusal, rating_errors=[str(refusal)], rating_text=text or "")
    return HttpResponseRedirect(f"{address(number)}#rating", status=303)
