"""A customer's API tokens for the account they act for: the list, making one, revoking one."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pindesk.accounts.access import token_or_404, tokens_of
from pindesk.accounts.actions import create_api_token, revoke_api_token
from pindesk.accounts.errors import BadTokenName, TooManyTokens
from pindesk.accounts.requests import CustomerRequest
from pindesk.portal.gate import customer_required


@require_http_methods(["GET", "HEAD", "POST"])
@customer_required
def index(request: CustomerRequest) -> HttpResponse:
    """The list; a token that is made here is shown in the answer and nowhere else."""
    if request.method != "POST":
        return _page(request)
    name = request.POST.get("name", "")
    try:
        token, secret = create_api_token(request.membership, name=name, by=request.person)
    except BadTokenName as refusal:
        return _page(request, name=name, errors={"name": [str(refusal)]}, status=refusal.status)
    except TooManyTokens as refusal:
        return _page(request, name=name, errors={"": [str(refusal)]}, status=refusal.status)
    return _page(request, secret=secret, made=token.name)


@require_POST
@customer_required
def revoke(request: CustomerRequest, pk: int) -> HttpResponse:
    """End a token of this account."""
    revoke_api_token(token_or_404(request.membership, pk), by=request.person)
    return HttpResponseRedirect(f"{reverse('portal:tokens')}?revoked=1")


def _page(
    request: CustomerRequest,
    *,
    name: str = "",
    errors: dict[str, list[str]] | None = None,
    secret: str = "",
    made: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = [(row, reverse("portal:revoke_token", kwargs={"pk": row.pk})) for row in tokens_of(request.membership)]
    values = {"rows": rows, "name": name, "errors": errors or {}, "secret": secret, "made": made, "section": "me"}
    is_revoked = "revoked" in request.GET
    return render(request, "portal/tokens.html", {**values, "is_revoked": is_revoked}, status=status)
