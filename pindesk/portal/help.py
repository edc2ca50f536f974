"""What the pages of the help centre share: who reads, where articles stand, and how often one may ask."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from pindesk.accounts.doors import client_network
from pindesk.accounts.requests import Request
from pindesk.knowledge.rules import NOBODY, Reader
from pindesk.lib import clock
from pindesk.lib.rate import Bucket
from pindesk.plans.access import plan_of
from pindesk.plans.models import Plan

SEARCHES_PER_SECOND, SEARCHES_AT_ONCE = 20.0, 100.0  # an office of people who type shares one address
WORDS_PER_SECOND, WORDS_AT_ONCE = 1.0, 60.0  # of what readers say, which is written down

_searches = Bucket(rate=SEARCHES_PER_SECOND, burst=SEARCHES_AT_ONCE)
_sayings = Bucket(rate=WORDS_PER_SECOND, burst=WORDS_AT_ONCE)


def plan_in(request: Request) -> Plan | None:
    """The plan of the visitor's account; asked of the database once in a request."""
    if not hasattr(request, "plan"):
        plan = plan_of(request.membership.account_id, clock.now()) if request.membership else None
        request.plan = plan  # type: ignore[attr-defined]
    found: Plan | None = request.plan  # type: ignore[attr-defined]
    return found


def reader_of(request: Request) -> Reader:
    """The visitor as a reader of articles."""
    if request.membership is None:
        return NOBODY
    plan = plan_in(request)
    return Reader(is_signed_in=True, plan=plan.code if plan else None)


def address_of(article: int, slug: str) -> str:
    """The address of an article in the language of the page."""
    return reverse("portal:article", kwargs={"number": article, "slug": slug})


def links_at() -> str:
    """Where the words of an article find others."""
    return reverse("portal:help")


def images_at() -> str:
    return reverse("portal:article_image", kwargs={"key": "k"})[:-1]


def search_wait_seconds(request: Request) -> float:
    """How long this network address has to wait before its next search; 0 is go on."""
    return _wait(_searches, request)


def saying_wait_seconds(request: Request) -> float:
    """The same for what is written down."""
    return _wait(_sayings, request)


def _wait(bucket: Bucket, request: Request) -> float:
    if not settings.IS_LIMITED:
        return 0.0
    return bucket.take(client_network(request))
