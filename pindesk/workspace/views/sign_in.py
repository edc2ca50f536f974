"""Agents sign in. The flows are allauth's; these views add what its pages lack: notices and honest status codes."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.stagekit import clear_login
from allauth.account.views import (
    ConfirmLoginCodeView,
    ConfirmPasswordResetCodeView,
    LoginView,
    PasswordResetView,
    RequestLoginCodeView,
)
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from pindesk.accounts.actions import sign_out
from pindesk.accounts.forms import taken
from pindesk.accounts.requests import Request

TOO_MANY = 429


class _Entrance:
    """What the pages of the entrance share."""

    def _redirect_to_pending_stage(self, request: Request, stage: Any) -> None:
        """Somebody who comes back to a first page wants to begin anew."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notice = self.request.session.pop("notice", "")  # type: ignore[attr-defined]
        return {**super().get_context_data(**kwargs), "notice": notice}  # type: ignore[misc]

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == 200 and _is_limited(form):
            response.status_code = TOO_MANY
        return response


class Password(_Entrance, LoginView):
    """Address and password; from here also by passkey or mailed code."""


class RequestCode(_Entrance, RequestLoginCodeView):
    """Asks for the address that a code goes to."""


class ConfirmCode(_Entrance, ConfirmLoginCodeView):
    """Takes the code."""

    def form_valid(self, form: Any) -> HttpResponse:
        return taken(self, form, super().form_valid)

    def form_invalid(self, form: Any) -> HttpResponse:
        if _is_limited(form):
            clear_login(self.request)
            self.request.session["notice"] = " ".join(form.errors["code"])
            return HttpResponseRedirect(self.passthrough_next_url(reverse("account_request_login_code")))
        return super().form_invalid(form)


class ResetPassword(_Entrance, PasswordResetView):
    """Asks for the address that a code for a new password goes to."""


class ConfirmPasswordCode(_Entrance, ConfirmPasswordResetCodeView):
    """Takes that code."""


def _is_limited(form: Any) -> bool:
    return any(error.code == "too_many_tries" for errors in form.errors.as_data().values() for error in errors)


password = Password.as_view()
request_code = RequestCode.as_view()
confirm_code = ConfirmCode.as_view()
reset_password = ResetPassword.as_view()
confirm_password_code = ConfirmPasswordCode.as_view()


@require_POST
def leave(request: Request) -> HttpResponse:
    """Sign out of this browser."""
    sign_out(request)
    return HttpResponseRedirect(reverse("account_login"))


def done(request: Request) -> HttpResponse:
    """Where agents begin."""
    return HttpResponseRedirect(reverse("workspace:tickets"))
