"""Where django-allauth meets the product: sessions, mails, limits and words are ours, the flows are its own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pindesk.accounts.access import may_sign_in
from pindesk.accounts.actions.sessions import credentials_changed, sign_in, sign_out
from pindesk.accounts.company import current_company
from pindesk.accounts.doors import came_in, client_address, try_door
from pindesk.accounts.errors import KeysMissing, NotAllowed, TooManyTries
from pindesk.accounts.limits import CODE_LIFE, PASSWORDS
from pindesk.accounts.mails import write_mail
from pindesk.accounts.models import Level, Person
from pindesk.accounts.requests import Request
from pindesk.accounts.rules import safe_return
from pindesk.accounts.sessions import AGENT
from pindesk.lib.sealing import seal, unseal

NOTICE = "notice"

WORDS = {
    "email_password_mismatch": gettext_lazy("The e-mail address or the password is not right."),
    "enter_current_password": gettext_lazy("This is not your present password."),
    "incorrect_code": gettext_lazy("This code is not right, or no longer valid. Check the newest mail."),
    "incorrect_password": gettext_lazy("This is not your password."),
    "invalid_login": gettext_lazy("The e-mail address or the password is not right."),
    "too_many_login_attempts": gettext_lazy("Too many wrong codes. Ask for a new one."),
    "rate_limited": gettext_lazy("Too many tries. Wait a minute and try again."),
    "same_as_current": gettext_lazy("This is the present value already."),
}

# What a notice says was changed, by allauth's name of the mail.
CHANGES = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "account/email/password_set": gettext_lazy("A password was set."),
    "account/email/password_reset": gettext_lazy("Your password was set anew by a mailed code."),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added."),
    "mfa/email/totp_deactivated": gettext_lazy("The authenticator app was removed."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made; the old ones are void."),
}

CODE_MAILS = {"account/email/login_code": "sign_in_code", "account/email/password_reset_code": "password_code"}


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks for accounts. The audience of the request decides who may come in, and how far."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WORDS}

    # -- who comes in, and where to

    def login(self, request: Request, user: Any) -> None:
        sign_in(request, user, request.audience, level=_level(request, user))

    def logout(self, request: Request) -> None:
        sign_out(request)

    def pre_login(self, request: Request, user: Any, **login: Any) -> HttpResponse | None:
        """Raises NotAllowed for whoever proved to be somebody who may not come in here."""
        if not may_sign_in(user, request.audience):
            raise NotAllowed
        return None

    def post_login(self, request: Request, user: Any, **login: Any) -> HttpResponse:
        """To the page they came for; customers of several accounts choose one first."""
        response = super().post_login(request, user, **login)
        if request.audience == AGENT or request.membership:
            return response
        query = QueryDict(mutable=True)
        query["next"] = response["Location"]
        return HttpResponseRedirect(f"{reverse('portal_accounts')}?{query.urlencode(safe='/')}")

    def get_login_stages(self) -> list[str]:
        """Customers come in by the mailed code alone; agents show their second factor as well, if they have one."""
        stages = ["allauth.account.stages.LoginByCodeStage"]
        if context.request.audience == AGENT:
            stages.append("allauth.mfa.stages.AuthenticateStage")
        return stages

    def get_login_redirect_url(self, request: Request) -> str:
        return reverse("sign_in_done")

    def get_logout_redirect_url(self, request: Request) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: Request) -> str:
        return reverse("mfa_index")

    def is_open_for_signup(self, request: Request) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        return bool(url) and safe_return(url, "") == url

    def get_client_ip(self, request: Request) -> str:
        return client_address(request)

    # -- passwords

    def pre_authenticate(self, request: Request, **credentials: Any) -> None:
        try:
            try_door(PASSWORDS, request, str(credentials.get("email", "")).lower())
        except TooManyTries as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from None

    def authenticate(self, request: Request, **credentials: Any) -> Any:
        """The person with these credentials, if they may come in here; the others look like a wrong password."""
        person = super().authenticate(request, **credentials)
        if person is None or not may_sign_in(person, request.audience):
            return None
        came_in(PASSWORDS, request, person.email)
        return person

    def reauthenticate(self, user: Any, password: str) -> bool:
        person = self.authenticate(context.request, email=user.email, password=password)
        return person is not None and person.pk == user.pk

    def set_password(self, user: Any, password: str) -> None:
        """Every other browser is signed out."""
        request = context.request
        with transaction.atomic():
            user.set_password(password)
            user.save(update_fields=["password"])
            keep = request.session if request.person == user else None
            credentials_changed(user, "password", by=user, keep=keep)

    def _delete_login_attempts_cached_email(self, request: Request, **credentials: Any) -> None:
        """Nothing to delete: the tries are in the database and run out by themselves."""

    # -- mails and notices

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Codes go to people who may come in; whoever may not gets a neutral mail, by the same work."""
        person = Person.objects.filter(email=email).first()
        language = person.language if person else self.request.language
        reference = f"person:{person.pk}" if person else "person"
        purpose = CODE_MAILS.get(template_prefix, "unknown_address")
        with transaction.atomic():
            write_mail(
                purpose,
                to=email,
                language=language,
                reference=reference,
                is_secret=True,
                lasts=CODE_LIFE,
                name=person.name if person else "",
                code=context.get("code", ""),
                minutes=int(CODE_LIFE.total_seconds() // 60),
            )

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        with transaction.atomic():
            write_mail(
                "security",
                to=user.email,
                language=user.language,
                reference=f"person:{user.pk}",
                name=user.name,
                change=_in(user.language, CHANGES[template_prefix]),
            )

    def add_message(self, request: Request, level: int, *_: Any, message: Any = None, **__: Any) -> None:
        """Only what went wrong is said on the next page; what was done is plain to see there."""
        if message:
            request.session[NOTICE] = str(message)


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's hooks for second factors: secrets are sealed at rest, and bound to the public address."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This code is not right, or was used. Enter the one that your app shows now."),
        "cannot_delete_authenticator": gettext_lazy("Your company asks for a second step. Add another one first."),
    }

    def encrypt(self, text: str) -> str:
        return seal(text, "second factor")

    def decrypt(self, encrypted_text: str) -> str:
        """Raises KeysMissing for what another key has sealed."""
        from cryptography.fernet import InvalidToken

        try:
            return unseal(encrypted_text, "second factor")
        except InvalidToken as error:
            raise KeysMissing from error

    def get_totp_issuer(self) -> str:
        return current_company().name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The name passkeys are bound to. Without TLS only `localhost` can have any, whatever our address says."""
        address = settings.PUBLIC_URL if settings.IS_BEHIND_TLS else f"//{context.request.get_host()}"
        return {"id": urlsplit(address).hostname or "", "name": current_company().name}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 the name of allauth
        return _("Passkey")


def _level(request: Request, person: Person) -> Level:
    """A mailed code alone proves a mailbox; a password or passkey more."""
    methods = {record["method"] for record in get_authentication_records(request, person)}
    return Level.SIGNED_IN if methods & {"password", "mfa"} else Level.CLAIMED


def _in(language: str, words: Any) -> str:
    with translation.override(language):
        return str(words)
