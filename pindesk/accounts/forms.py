"""allauth's forms with the product's addresses, limits and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account import forms as account_forms
from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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

# What is said of a field that was left empty, and of one with what no person types, by the field's name.
EMPTY = {
    "email": gettext_lazy("Enter your e-mail address."),
    "login": gettext_lazy("Enter your e-mail address."),
    "password": gettext_lazy("Enter your password."),
    "oldpassword": gettext_lazy("Enter your present password."),
    "password1": gettext_lazy("Enter a new password."),
    "password2": gettext_lazy("Enter the new password once more."),
    "code": gettext_lazy("Enter the code."),
}
BAD = {
    "email": gettext_lazy("Enter a complete e-mail address, like name@example.com."),
    "login": gettext_lazy("Enter a complete e-mail address, like name@example.com."),
}


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


class _Login(account_forms.LoginForm):
    """allauth's, with the address as text: it is checked as ours are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(max_length=320)
        self.order_fields(["login", "password"])


class _OwnWords:
    """Says in our words what is missing; in Django's, some languages address people another way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            empty = EMPTY.get(name)
            if empty:
                bad = BAD.get(name, empty)
                field.error_messages |= {"required": empty, "max_length": bad, "null_characters_not_allowed": bad}


class _TwoPasswords(_OwnWords):
    """The new password, typed twice."""

    def clean(self) -> dict[str, Any]:
        """In the place of allauth's, which does the same in its words."""
        given: dict[str, Any] = self.cleaned_data  # type: ignore[attr-defined]
        if given.get("password2") and given.get("password1", given["password2"]) != given["password2"]:
            self.add_error("password2", _("The two passwords are not the same."))  # type: ignore[attr-defined]
        return given


class RequestCodeForm(_OwnWords, account_forms.RequestLoginCodeForm):
    """Asks for the address; says the same whether or not it is known."""

    email = forms.CharField(max_length=320)

    def clean_email(self) -> str:
        email = _address(self.cleaned_data["email"])
        self._user = _person_to_mail(email, AGENT_CODES if context.request.audience == AGENT else CUSTOMER_CODES)
        return email


class ConfirmCodeForm(_OwnWords, account_forms.ConfirmLoginCodeForm):
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


class SignInForm(_OwnWords, _Login):
    """Address and password of an agent."""

    def clean_login(self) -> str:
        return _address(self.cleaned_data["login"])

    def user_credentials(self) -> dict[str, str]:
        return {"email": self.cleaned_data["login"], "password": self.cleaned_data["password"]}


class ResetPasswordForm(_OwnWords, account_forms.ResetPasswordForm):
    """Asks for the address that a code to set a new password goes to."""

    email = forms.CharField(max_length=320)

    def clean_email(self) -> str:
        email = _address(self.cleaned_data["email"])
        person = _person_to_mail(email, RESET_CODES)
        self.users = [person] if person else []
        return email


class ConfirmPasswordCodeForm(_OwnWords, account_forms.ConfirmPasswordResetCodeForm):
    """As ConfirmCodeForm, for a new password."""

    code = forms.CharField(max_length=20)

    def clean_code(self) -> str:
        state = context.request.session[PASSWORD_RESET_VERIFICATION_SESSION_KEY]
        _count_code(state["email"], "password")
        return super().clean_code()


class NewPasswordForm(_TwoPasswords, account_forms.ResetPasswordKeyForm):
    """A new password, after a mailed code."""


class ChangePasswordForm(_TwoPasswords, account_forms.ChangePasswordForm):
    """Another password, by who knows the present one."""


class FirstPasswordForm(_TwoPasswords, account_forms.SetPasswordForm):
    """A password for who had none."""


class PasswordAgainForm(_OwnWords, account_forms.ReauthenticateForm):
    """Proving it by the password before a change."""


class _CountedCode(_OwnWords):
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


class AddAppForm(_OwnWords, totp_forms.ActivateTOTPForm):
    """Shows the secret, and takes the first code that the app makes of it."""
