"""Sending one delivery, safe to run twice, waiting longer after each failure."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from pindesk.lib import clock
from pindesk.outbox import transport
from pindesk.outbox.models import Delivery

log = logging.getLogger("pindesk.outbox")

WAITS = tuple(timedelta(seconds=s) for s in (30, 120, 600, 1800, 3600, 3 * 3600, 6 * 3600, 12 * 3600))
CLAIM_LASTS = timedelta(minutes=5)  # a process killed while sending; the mail keeps its Message-ID


@task()
def deliver(pk: int) -> None:
    """Send the delivery if it still waits and mail is set up; otherwise leave it, or try again later."""
    if not transport.is_set_up():
        return
    at = clock.now()
    delivery = _claim(pk, at)
    if delivery is None:
        _look_again(pk)
        return
    if delivery.expires_at and delivery.expires_at <= at:
        _finish(delivery, state=Delivery.State.FAILED, error="Expired")
        return
    try:
        transport.send(delivery)
    except Exception as error:
        _failed(delivery, error)
    else:
        _finish(delivery, state=Delivery.State.SENT, sent_at=clock.now(), error="")


def _claim(pk: int, at: datetime) -> Delivery | None:
    free = Q(state=Delivery.State.QUEUED) | Q(state=Delivery.State.SENDING, claimed_at__lt=at - CLAIM_LASTS)
    with transaction.atomic():
        claimed = Delivery.objects.filter(free, pk=pk).update(state=Delivery.State.SENDING, claimed_at=at)
    return Delivery.objects.get(pk=pk) if claimed else None


def _look_again(pk: int) -> None:
    """Where a claim still holds: whoever made it may have been killed while sending."""
    with transaction.atomic():
        if Delivery.objects.filter(pk=pk, state=Delivery.State.SENDING).exists():
            deliver.using(run_after=timezone.now() + CLAIM_LASTS).enqueue(pk)


def _failed(delivery: Delivery, error: Exception) -> None:
    """Keep the class of the error only: its text may name the customer's address."""
    attempts = delivery.attempts + 1
    name = type(error).__name__
    log.warning("a mail was not sent", extra={"delivery": delivery.pk, "attempt": attempts, "failure": name})
    if attempts > len(WAITS) or transport.is_final(error):
        _finish(delivery, state=Delivery.State.FAILED, attempts=attempts, error=name)
        return
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.QUEUED, attempts=attempts, error=name)
        deliver.using(run_after=timezone.now() + WAITS[attempts - 1], priority=delivery.priority).enqueue(delivery.pk)


def _finish(delivery: Delivery, **values: object) -> None:
    wiped = {"text": "", "html": ""} if delivery.is_secret else {}
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(**values, **wiped)
