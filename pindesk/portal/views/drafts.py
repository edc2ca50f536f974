"""Drafts: what a customer has typed and not sent."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from pindesk.accounts.requests import CustomerRequest, is_still_the_writer
from pindesk.lib import clock
from pindesk.lib.text import number_or_none
from pindesk.portal.gate import customer_required
from pindesk.portal.typed import typed_in
from pindesk.tickets import actions
from pindesk.tickets.access import ticket_for_customer
from pindesk.tickets.actions.attaching import keep_with_draft
from pindesk.tickets.rules import opening_form
from pindesk.ui import formats


@require_POST
@customer_required
def save(request: CustomerRequest, form: str) -> HttpResponse:
    """Keep the form's text; answers the time as the reader writes it, in plain text."""
    if not is_still_the_writer(request):
        raise Http404
    kind, number = _check(request, form)
    typed = typed_in(request)
    actions.save_draft(request.person, f"{kind}:{number}" if number else kind, typed)
    keep_with_draft(typed["uploads"].split(), by=request.person)
    now = clock.now()
    return HttpResponse(
        formats.moment(now, now, request.zone, request.language), content_type="text/plain; charset=utf-8"
    )


@require_POST
@customer_required
def delete(request: CustomerRequest, form: str) -> HttpResponse:
    """Drop the draft and show the empty form."""
    kind, number = _check(request, form)
    actions.discard_draft(request.person, f"{kind}:{number}" if number else kind)
    return HttpResponseRedirect(_page_of(kind, number), status=303)


def _page_of(kind: str, number: int | None) -> str:
    if kind == "reply":
        return reverse("portal:ticket", kwargs={"number": number})
    address = reverse("portal:new_ticket")
    if kind == opening_form(None, is_beside=True):
        return f"{address}?beside=1"
    return f"{address}?follows={number}" if number else address


def _check(request: CustomerRequest, form: str) -> tuple[str, int | None]:
    """What is written, and about which ticket, if any. Raises Http404 where one may not write."""
    if form in (opening_form(None), opening_form(None, is_beside=True)):
        return form, None
    kind, _, text = form.partition(":")
    number = number_or_none(text)
    if kind not in ("reply", "follow-up") or number is None:
        raise Http404
    return kind, ticket_for_customer(request.membership, number).number
