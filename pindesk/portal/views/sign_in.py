"""Customers sign in by a mailed code, choose an account, and sign out. The flow is allauth's, the pages are ours."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from pindesk.accounts.access import memberships_of
from pindesk.accounts.actions import choose_account, sign_out
from pindesk.accounts.forms import taken
from pindesk.accounts.requests import Request
from pindesk.accounts.rules import safe_return
from pindesk.portal.sign_in_addresses import for_customers

TOO_MANY = 429


class RequestCode(RequestLoginCodeView):
    """Asks for the e-mail address, and says the same whether or not it is known."""

    template_name = "portal/sign_in/address.html"

    def _redirect_to_pending_stage(self, request: Request, stage: Any) -> None:
        """Somebody who comes back here wants another code or another address, not the page of the last one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "notice": self.request.session.pop("notice", "")}

    def form_invalid(self, form: Any) -> HttpResponse:
        return with_status(super().form_invalid(form), form)


class ConfirmCode(ConfirmLoginCodeView):
    """Takes the code."""

    template_name = "portal/sign_in/code.html"

    def form_valid(self, form: Any) -> HttpResponse:
        return taken(self, form, super().form_valid)

    def form_invalid(self, form: Any) -> HttpResponse:
        if self._action == "verify" and form.has_error("code", "too_many_tries"):
            clear_login(self.request)
            self.request.session["notice"] = " ".join(form.errors["code"])
            return HttpResponseRedirect(self.passthrough_next_url(reverse("account_login")))
        return with_status(super().form_invalid(form), form)


def with_status(response: HttpResponse, form: Any) -> HttpResponse:
    """Say 429 where a limit was the reason."""
    if any(error.code == "too_many_tries" for errors in form.errors.as_data().values() for error in errors):
        response.status_code = TOO_MANY
    return response


request_code = for_customers(RequestCode.as_view())
confirm_code = for_customers(ConfirmCode.as_view())


@require_POST
def leave(request: Request) -> HttpResponse:
    """Sign out of this browser."""
    sign_out(request)
    return HttpResponseRedirect(reverse("portal:home"))


@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: Request) -> HttpResponse:
    """Choose the account to go on in; nobody else's can be chosen."""
    if request.person is None:
        return HttpResponseRedirect(reverse("portal:sign_in"))
    back = safe_return(request.GET.get("next") or request.POST.get("next"), reverse("portal:home"))
    own = list(memberships_of(request.person))
    if request.method == "POST":
        chosen = next((each for each in own if str(each.pk) == request.POST.get("membership")), None)
        if chosen is None:
            raise Http404
        choose_account(request, chosen)
        return HttpResponseRedirect(back)
    return render(request, "portal/sign_in/accounts.html", {"memberships": own, "back": back})
