"""The page behind a mailed invitation: it only shows; its button accepts, because scanners follow links."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from pindesk.accounts.actions import accept_invitation, open_invitation, sign_in
from pindesk.accounts.models import Level
from pindesk.accounts.requests import Request
from pindesk.accounts.rules import shown_email
from pindesk.accounts.second_factors import has_second_factor
from pindesk.accounts.sessions import AGENT, CUSTOMER


@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, token: str) -> HttpResponse:
    """Show the invitation; when sent, accept it and sign in. The mailbox is proven by the link, as by a code."""
    if request.method == "POST":
        return _accept(request, token)
    invitation = open_invitation(token)
    values = {"invitation": invitation, "email": shown_email(invitation.email)}
    return render(request, "portal/sign_in/invitation.html", values)


def _accept(request: Request, token: str) -> HttpResponse:
    invitation, person, membership = accept_invitation(token)
    if not invitation.agent_role:
        sign_in(request, person, CUSTOMER, membership=membership, level=Level.CLAIMED)
        return HttpResponseRedirect(reverse("portal:home"))
    if not has_second_factor(person):
        sign_in(request, person, AGENT, level=Level.CLAIMED)
    return HttpResponseRedirect(reverse("sign_in_done"))
