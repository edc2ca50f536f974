"""What waits and what failed, for staff."""

from __future__ import annotations

from pindesk.outbox.models import Delivery


def failed(limit: int = 100) -> list[Delivery]:
    """Deliveries that were given up, newest first; bodies left out."""
    return list(
        Delivery.objects.filter(state=Delivery.State.FAILED).defer("text", "html").order_by("-created_at")[:limit]
    )
