"""How a mail leaves: by SMTP, or into a folder of `.eml` files where the demo shows them."""

from __future__ import annotations

from email.errors import MessageError
from email.utils import format_datetime, formataddr, parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings

from pindesk.lib import clock
from pindesk.lib.sealing import unseal
from pindesk.outbox.models import Delivery


def is_set_up() -> bool:
    """Whether mails can leave at all; otherwise they wait."""
    return bool(settings.MAIL_FOLDER or settings.SMTP)


def send(delivery: Delivery) -> None:
    """Hand the mail over. Raises OSError or smtplib's errors; nothing is kept here."""
    message = compose(delivery)
    if settings.MAIL_FOLDER:
        _into_folder(delivery, message.message().as_bytes())
        return
    from django.core.mail.backends.smtp import EmailBackend

    backend: Any = EmailBackend(**(settings.SMTP or {}), fail_silently=False)
    backend.send_messages([message])


def is_final(error: Exception) -> bool:
    """Whether trying again is of no use: the other side refused for good (SMTP 5xx), or no mail can be made of it.

    A line break in a header is a ValueError; so is a bad certificate, which is an OSError too and may be mended.
    """
    if isinstance(error, MessageError | ValueError) and not isinstance(error, OSError):
        return True
    code = getattr(error, "smtp_code", 0)
    if refused := getattr(error, "recipients", None):
        code = min(answer[0] for answer in refused.values())
    return 500 <= code < 600 and type(error).__name__ in ("SMTPRecipientsRefused", "SMTPDataError", "SMTPSenderRefused")


def compose(delivery: Delivery) -> Any:
    """Django's message for the delivery, bodies unsealed."""
    from django.core.mail import EmailMultiAlternatives

    text, html = delivery.text, delivery.html
    if delivery.is_secret:
        text, html = unseal(text, "outbox"), unseal(html, "outbox") if html else ""
    name, address = parseaddr(settings.MAIL_FROM)
    headers = {
        "Message-ID": delivery.message_id,
        "Date": format_datetime(clock.now()),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": delivery.language,
        **delivery.headers,
    }
    sender = formataddr((delivery.sender_name or name, address))
    message = EmailMultiAlternatives(delivery.subject, text, sender, [delivery.to], headers=headers)
    if html:
        message.attach_alternative(html, "text/html")
    return message


def _into_folder(delivery: Delivery, content: bytes) -> None:
    folder = Path(settings.MAIL_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{delivery.pk:08}"
    draft.write_bytes(content)
    draft.rename(folder / f"{delivery.pk:08}.eml")
