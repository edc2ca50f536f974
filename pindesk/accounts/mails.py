"""The mails that accounts send: codes, links and notices about security. Plain text, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from pindesk.accounts.company import current_company
from pindesk.outbox.actions import send_mail
from pindesk.outbox.models import Delivery

# A function each, so that the words are found by Babel and read in the language of the mail.
SUBJECTS: dict[str, Callable[[], str]] = {
    "sign_in_code": lambda: _("Your sign-in code for %(company)s"),
    "password_code": lambda: _("Your code to set a new password at %(company)s"),
    "unknown_address": lambda: _("Sign-in at %(company)s: this address is not known"),
    "invitation": lambda: _("Your invitation to %(company)s"),
    "security": lambda: _("The sign-in settings of your %(company)s account were changed"),
    "test": lambda: _("A test mail from %(company)s"),
}


def write_mail(
    purpose: str,
    *,
    to: str,
    language: str,
    reference: str,
    is_secret: bool = False,
    key: str = "",
    lasts: timedelta | None = None,
    **values: Any,
) -> Delivery:
    """Put the mail `accounts/mail/<purpose>.txt` into the outbox, in the caller's transaction.

    After `lasts` it is not sent any more. `reference` is the key of what it is about, like `person:7`. The code of a
    secret mail is in its text only: subjects are kept in the clear.
    """
    company = current_company().name
    with translation.override(language):
        words = {"company": company, **values}
        return send_mail(
            to=to,
            subject=SUBJECTS[purpose]() % words,
            text=render_to_string(f"accounts/mail/{purpose}.txt", words),
            language=language,
            purpose=f"accounts.{purpose}",
            reference=reference,
            sender_name=company,
            is_secret=is_secret,
            key=key,
            lasts=lasts,
        )
