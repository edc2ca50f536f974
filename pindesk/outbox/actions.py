"""Putting a mail into the outbox, and trying again what failed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.crypto import get_random_string
from django_tasks_db.models import DBTaskResult

from pindesk.events.actions import record
from pindesk.lib import clock
from pindesk.lib.sealing import seal
from pindesk.lib.text import clean_line
from pindesk.outbox import transport
from pindesk.outbox.events import QueuedAgain
from pindesk.outbox.models import Delivery
from pindesk.outbox.tasks import deliver

SEALED_FOR = "outbox"
UNTRIED_FOR = timedelta(minutes=5)  # younger ones have a task of their own


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
    lasts: timedelta | None = None,
    now: datetime | None = None,
) -> Delivery:
    """Write a mail in the caller's transaction; it is sent after the commit, and tried again for a day.

    After `lasts` it is not sent any more. The same `key` twice gives the first delivery. Secret bodies (codes, links)
    are sealed at rest and wiped once sent.
    Raises RuntimeError outside a transaction: a mail must never tell of a change that was not kept.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A mail is written in the transaction of the change it tells of.")
    if key and (earlier := Delivery.objects.filter(key=key).first()):
        return earlier
    at = now or clock.now()
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
        created_at=at,
        expires_at=at + lasts if lasts else None,
    )
    deliver.using(priority=delivery.priority).enqueue(delivery.pk)
    return delivery


def try_again(delivery: Delivery, *, actor: str = "system", now: datetime | None = None) -> None:
    """Queue a failed delivery anew; one that was sent, or whose secret body is wiped, stays as it is.

    `actor` is an event key of somebody who may. Records `delivery.queued_again`.
    """
    with transaction.atomic():
        waiting = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED, is_secret=False)
        if waiting.update(state=Delivery.State.QUEUED, attempts=0, error=""):
            deliver.enqueue(delivery.pk)
            record(
                QueuedAgain(delivery.purpose),
                subject=f"delivery:{delivery.pk}",
                actor=actor,
                audience="staff",
                topics=(),
                at=now or clock.now(),
            )


def queue_unsent(now: datetime | None = None) -> int:
    """Queue again what was written while no mail server was set, and what a killed process was sending.

    Answers how many. Does nothing without a mail server.
    """
    if not transport.is_set_up():
        return 0
    before = (now or clock.now()) - UNTRIED_FOR
    untried = Q(state=Delivery.State.QUEUED, attempts=0, created_at__lt=before)
    abandoned = Q(state=Delivery.State.SENDING, claimed_at__lt=before)
    with transaction.atomic():
        waiting = list(Delivery.objects.filter(untried | abandoned).order_by("-is_secret", "pk")[:1000])
        has_task = _having_a_task() if waiting else set()
        forgotten = [delivery for delivery in waiting if delivery.pk not in has_task]
        for delivery in forgotten:
            deliver.using(priority=delivery.priority).enqueue(delivery.pk)
    return len(forgotten)


def _having_a_task() -> set[int]:
    """The deliveries that a task waits for or is at."""
    tasks = DBTaskResult.objects.filter(task_path=deliver.module_path, finished_at=None)
    return {args["args"][0] for args in tasks.values_list("args_kwargs", flat=True)}
