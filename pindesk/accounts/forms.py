"""allauth's forms with the product's addresses, limits and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account_forms
from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse

from pindesk.accounts.access import may_sign_in, person_by_email
from pindesk.accounts.actions.limits import count_try, forget_tries
from pindesk.accounts.adapter import WORDS
from pindesk.accounts.doors import Door, client_network, try_door
from pindesk.accounts.errors import SignInOver, TooManyTries
from pindesk.accounts.known_browsers import known_browser
from pindesk.accounts.limits import (
    AGENT_CODES,
    CODE_TRIES,
    CODE_TRIES_FROM_NETWORK,
    CUSTOMER_CODES,
    RESET_CODES,
    SECOND_FACTORS,
)
from pindesk.accounts.models import Person
from pindesk.accounts.rules import normal_email
from pindesk.accounts.sessions import AGENT
from pindesk.lib.refusals import Refusal


def _address(value: str) -> str:
    try:
        return normal_email(value)
    except Refusal as refusal:
        raise ValidationError(str(refusal), code=refusal.code) from None


@contextmanager
def _limited() -> Iterator[None]:
    """Has the form say that there were too many tries."""
    try:
        yield
    except TooManyTries as refusal:
        raise ValidationError(str(refusal), code=refusal.code) from None


def _person_to_mail(email: str, door: Door) -> Person | None:
    """Counts the request, then says who may have a code here. Unknown addresses are counted the same."""
    with _limited():
        try_door(door, context.request, email)
    person = person_by_email(email)
    return person if person and may_sign_in(person, context.request.audience) else None


def _count_code(email: str, name: str) -> None:
    """Count a try of the code that went to the address; `name` is that of the code."""
    request = context.request
    with _limited():
        if not known_browser(request, email):
            count_try(CODE_TRIES_FROM_NETWORK, client_network(request))
        count_try(CODE_TRIES, f"{request.session.session_key} {name}")


class RequestCodeForm(account_forms.RequestLoginCodeForm):
    """Asks for the address; says the same whether or not it is known."""

    email = forms.CharField(max_length=320)

    def clean_email(self) -> str:
        email = _address(self.cleaned_data["email"])
        self._user = _person_to_mail(email, AGENT_CODES if context.request.audience == AGENT else CUSTOMER_CODES)
        return email


class ConfirmCodeForm(account_forms.ConfirmLoginCodeForm):
    """Compares the code; five tries for each, however many requests come at once."""

    code = forms.CharField(max_length=20)

    def clean_code(self) -> str:
        state = context.request._login_stage.state
        _count_code(state["email"], str(state["at"]))
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
        person = _person_to_mail(email, RESET_CODES)
        self.users = [person] if person else []
        return email


class ConfirmPasswordCodeForm(account_forms.ConfirmPasswordResetCodeForm):
    """As ConfirmCodeForm, for a new password."""

    code = forms.CharField(max_length=20)

    def clean_code(self) -> str:
        state = context.request.session[PASSWORD_RESET_VERIFICATION_SESSION_KEY]
        _count_code(state["email"], "password")
        return super().clean_code()


class _CountedCode:
    """A code of an app or a recovery code; five tries in five minutes for each person."""

    def clean_code(self) -> str:
        key = str(self.user.pk)  # type: ignore[attr-defined]
        with _limited():
            count_try(SECOND_FACTORS, key)
        code: str = super().clean_code()  # type: ignore[misc]
        forget_tries(SECOND_FACTORS, key)
        return code


class SecondFactorForm(_CountedCode, mfa_forms.AuthenticateForm):
    """The second step of signing in."""


class AgainForm(_CountedCode, mfa_forms.ReauthenticateForm):
    """Proving it once more before a change."""
