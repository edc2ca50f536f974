"""Addresses of the agents' sign-in and security pages, under allauth's names; what allauth has beyond is not routed.

Included by the root without a namespace, because allauth looks its names up so. The views of second factors bring
12 MB of cryptography with them, so they are imported when the first of their pages is asked for.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.module_loading import import_string
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView

from pindesk.workspace.views import set_up, sign_in

_not_kept = cache_control(private=True, no_store=True)  # what a page of secrets shows stays in no browser
_to_sign_in = RedirectView.as_view(pattern_name="account_login")


def _mfa(name: str) -> Callable[..., HttpResponseBase]:
    """The view `name` of allauth's second factors, such as `totp.activate_totp`; imported when it is asked."""
    module, _, view = name.partition(".")

    def show(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        found: Callable[..., HttpResponseBase] = import_string(f"allauth.mfa.{module}.views.{view}")
        return found(request, **parts)

    return show


urlpatterns = [
    path("set-up/<str:token>", _not_kept(set_up.show), name="set_up"),
    path("set-up/<str:token>/test-mail", _not_kept(set_up.send_test_mail), name="set_up_test_mail"),
    # Open to everybody.
    path("workspace/sign-in", sign_in.password, name="account_login"),
    path("workspace/sign-in/code", sign_in.request_code, name="account_request_login_code"),
    path("workspace/sign-in/code/confirm", _not_kept(sign_in.confirm_code), name="account_confirm_login_code"),
    path("workspace/sign-in/second-step", _not_kept(_mfa("base.authenticate")), name="mfa_authenticate"),
    path("workspace/sign-in/passkey", _mfa("webauthn.login_webauthn"), name="mfa_login_webauthn"),
    path("workspace/sign-in/password", sign_in.reset_password, name="account_reset_password"),
    path(
        "workspace/sign-in/password/code",
        _not_kept(sign_in.confirm_password_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "workspace/sign-in/password/new",
        _not_kept(account.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path("workspace/sign-in/password/done", _to_sign_in, name="account_password_reset_completed"),
    path("workspace/sign-in/new", _to_sign_in, name="account_signup"),  # nobody signs up; allauth wants the name
    path("workspace/sign-out", sign_in.leave, name="account_logout"),
    path("workspace", sign_in.done, name="sign_in_done"),
    # For agents.
    path("workspace/security", _mfa("base.index"), name="mfa_index"),
    path("workspace/security/again", _not_kept(account.reauthenticate), name="account_reauthenticate"),
    path("workspace/security/again/code", _not_kept(_mfa("base.reauthenticate")), name="mfa_reauthenticate"),
    path(
        "workspace/security/again/passkey",
        _mfa("webauthn.reauthenticate_webauthn"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("workspace/security/password", _not_kept(account.password_change), name="account_change_password"),
    path("workspace/security/password/first", _not_kept(account.password_set), name="account_set_password"),
    path("workspace/security/app/add", _not_kept(_mfa("totp.activate_totp")), name="mfa_activate_totp"),
    path("workspace/security/app/remove", _mfa("totp.deactivate_totp"), name="mfa_deactivate_totp"),
    path(
        "workspace/security/recovery-codes",
        _not_kept(_mfa("recovery_codes.view_recovery_codes")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "workspace/security/recovery-codes/new",
        _not_kept(_mfa("recovery_codes.generate_recovery_codes")),
        name="mfa_generate_recovery_codes",
    ),
    path("workspace/security/passkeys", _mfa("webauthn.list_webauthn"), name="mfa_list_webauthn"),
    path("workspace/security/passkeys/add", _mfa("webauthn.add_webauthn"), name="mfa_add_webauthn"),
    path("workspace/security/passkeys/<int:pk>/name", _mfa("webauthn.edit_webauthn"), name="mfa_edit_webauthn"),
    path("workspace/security/passkeys/<int:pk>/remove", _mfa("webauthn.remove_webauthn"), name="mfa_remove_webauthn"),
]
