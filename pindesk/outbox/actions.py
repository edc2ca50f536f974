"""Putting a mail into the outbox, and trying again what failed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import get_random_string

from pindesk.lib import clock
from pindesk.lib.sealing import seal
from pindesk.lib.text import clean_line
from pindesk.outbox import transport
from pindesk.outbox.models import Delivery
from pindesk.outbox.tasks import deliver

SEALED_FOR = "outbox"
UNTRIED_FOR = timedelta(minutes=10)  # younger ones have a task of their own


def send_mail(
    *,
    to: str,
    subject: str,
    text: str,
    language: str,
    purpose: str,
    reference: str,
    html: str = "",
    key: str = "",
    sender_name: str = "",
    is_secret: bool = False,
    headers: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> Delivery:
    """Write a mail in the caller's transaction; it is sent after the commit, and tried again for a day.

    The same `key` twice gives the first delivery. Secret bodies (codes, links) are sealed at rest and wiped once sent.
    Raises RuntimeError outside a transaction: a mail must never tell of a change that was not kept.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A mail is written in the transaction of the change it tells of.")
    if key and (earlier := Delivery.objects.filter(key=key).first()):
        return earlier
    domain = settings.MAIL_FROM.rpartition("@")[2].rstrip(">") or "localhost"
    delivery = Delivery.objects.create(
        key=key or get_random_string(32),
        purpose=purpose,
        reference=reference,
        message_id=make_msgid(idstring=get_random_string(8), domain=domain),
        to=to,
        sender_name=clean_line(sender_name)[:120],
        language=language,
        subject=clean_line(subject)[:255],
        text=seal(text, SEALED_FOR) if is_secret else text,
        html=seal(html, SEALED_FOR) if is_secret and html else html,
        headers={name: clean_line(value) for name, value in (headers or {}).items()},
        is_secret=is_secret,
        created_at=now or clock.now(),
    )
    deliver.enqueue(delivery.pk)
    return delivery


def try_again(delivery: Delivery) -> None:
    """Queue a failed delivery anew; one that was sent, or whose secret body is wiped, stays as it is."""
    with transaction.atomic():
        waiting = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED, is_secret=False)
        if waiting.update(state=Delivery.State.QUEUED, attempts=0, error=""):
            deliver.enqueue(delivery.pk)


def queue_unsent(now: datetime | None = None) -> int:
    """Queue again what was written while no mail server was set up; answers how many. Does nothing without one."""
    if not transport.is_set_up():
        return 0
    untried = Delivery.objects.filter(state=Delivery.State.QUEUED, attempts=0)
    with transaction.atomic():
        waiting = untried.filter(created_at__lt=(now or clock.now()) - UNTRIED_FOR).values_list("pk", flat=True)[:1000]
        for pk in waiting:
            deliver.enqueue(pk)
    return len(waiting)
