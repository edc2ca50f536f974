"""allauth's forms with the product's addresses, limits and words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from pindesk.accounts.access import may_sign_in, person_by_email
from pindesk.accounts.actions.limits import Limit, count_try, forget_tries
from pindesk.accounts.adapter import WORDS, client_address
from pindesk.accounts.errors import SignInOver
from pindesk.accounts.limits import (
    CODE_TRIES,
    CODE_TRIES_FROM_IP,
    CODES_FROM_IP,
    CODES_TO_ADDRESS,
    SECOND_FACTORS,
)
from pindesk.accounts.models import Person
from pindesk.accounts.rules import normal_email
from pindesk.lib.refusals import Refusal


def _address(value: str) -> str:
    try:
        return normal_email(value)
    except Refusal as refusal:
        raise ValidationError(str(refusal), code=refusal.code) from None


def _count(limit: Limit, key: str) -> None:
    try:
        count_try(limit, key)
    except Refusal as refusal:
        raise ValidationError(str(refusal), code=refusal.code) from None


def _person_to_mail(email: str) -> Person | None:
    """Counts the request, then says who may have a code here. Unknown addresses are counted the same."""
    _count(CODES_FROM_IP, client_address(context.request))
    _count(CODES_TO_ADDRESS, email)
    person = person_by_email(email)
    return person if person and may_sign_in(person, context.request.audience) else None


class RequestCodeForm(account_forms.RequestLoginCodeForm):
    """Asks for the address; says the same whether or not it is known."""

    email = forms.CharField(max_length=320)

    def clean_email(self) -> str:
        email = _address(self.cleaned_data["email"])
        self._user = _person_to_mail(email)
        return email


class ConfirmCodeForm(account_forms.ConfirmLoginCodeForm):
    """Compares the code; five tries for each, however many requests come at once."""

    code = forms.CharField(max_length=20)

    def clean_code(self) -> str:
        request = context.request
        _count(CODE_TRIES_FROM_IP, client_address(request))
        _count(CODE_TRIES, f"{request.session.session_key} {request._login_stage.state['at']}")
        return super().clean_code()


def taken(view: Any, form: ConfirmCodeForm, go_on: Callable[[ConfirmCodeForm], HttpResponse]) -> HttpResponse:
    """Go on with a right code; one that another request has used meanwhile reads like a wrong one."""
    try:
        return go_on(form)
    except SignInOver:
        form.add_error("code", WORDS["incorrect_code"])
        response: HttpResponse = view.form_invalid(form)
        return response


class SignInForm(account_forms.LoginForm):
    """Address and password of an agent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(max_length=320)
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        return _address(self.cleaned_data["login"])

    def user_credentials(self) -> dict[str, str]:
        return {"email": self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class ResetPasswordForm(account_forms.ResetPasswordForm):
    """Asks for the address that a code to set a new password goes to."""

    email = forms.CharField(max_length=320)

    def clean_email(self) -> str:
        email = _address(self.cleaned_data["email"])
        person = _person_to_mail(email)
        self.users = [person] if person else []
        return email


class ConfirmPasswordCodeForm(account_forms.ConfirmPasswordResetCodeForm):
    """As ConfirmCodeForm, for a new password."""

    code = forms.CharField(max_length=20)

    def clean_code(self) -> str:
        request = context.request
        _count(CODE_TRIES_FROM_IP, client_address(request))
        _count(CODE_TRIES, f"{request.session.session_key} password")
        return super().clean_code()


class _CountedCode:
    """A code of an app or a recovery code; five tries in five minutes for each person."""

    def clean_code(self) -> str:
        key = str(self.user.pk)  # type: ignore[attr-defined]
        _count(SECOND_FACTORS, key)
        code: str = super().clean_code()  # type: ignore[misc]
        forget_tries(SECOND_FACTORS, key)
        return code


class SecondFactorForm(_CountedCode, mfa_forms.AuthenticateForm):
    """The second step of signing in."""


class AgainForm(_CountedCode, mfa_forms.ReauthenticateForm):
    """Proving it once more before a change."""
