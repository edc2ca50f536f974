"""What waits and what failed, for staff."""

from __future__ import annotations

from django.http import Http404

from pindesk.outbox import transport
from pindesk.outbox.models import Delivery

PAGE = 50


def failed(limit: int = PAGE) -> list[Delivery]:
    """Deliveries that were given up, newest first; bodies left out."""
    return list(
        Delivery.objects.filter(state=Delivery.State.FAILED).defer("text", "html").order_by("-created_at")[:limit]
    )


def tried_in_vain(limit: int = PAGE) -> list[Delivery]:
    """Deliveries that failed at least once and are tried again, the oldest first; bodies left out."""
    waiting = Delivery.objects.filter(state=Delivery.State.QUEUED, attempts__gt=0)
    return list(waiting.defer("text", "html").order_by("created_at")[:limit])


def waiting_count() -> int:
    """How many mails have not left yet."""
    return Delivery.objects.filter(state__in=(Delivery.State.QUEUED, Delivery.State.SENDING)).count()


def is_set_up() -> bool:
    """Whether mails can leave at all; otherwise they wait."""
    return transport.is_set_up()


def delivery_or_404(pk: int) -> Delivery:
    found = Delivery.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
