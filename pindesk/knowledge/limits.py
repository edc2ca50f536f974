"""How often one network may search and say something; one count for every surface, in this process."""

from __future__ import annotations

from django.conf import settings

from pindesk.knowledge.errors import TooOften
from pindesk.lib.rate import Bucket

# An office of people who type, or a proxy before many visitors, is one network.
SEARCHES = Bucket(rate=20.0, burst=100.0)
SAYINGS = Bucket(rate=1.0, burst=60.0)  # what readers say is written down


def take_turn(bucket: Bucket, network: str) -> None:
    """Raises TooOften for a network that asks more than people do; not where limits are off, to measure."""
    wait = bucket.take(network) if settings.IS_LIMITED else 0.0
    if wait:
        raise TooOften(wait)


def forget() -> None:
    """Count anew: between tests."""
    SEARCHES.forget()
    SAYINGS.forget()
