"""What the pages of the help centre share: who reads, and where articles stand."""

from __future__ import annotations

from django.urls import reverse

from pindesk.accounts.requests import Request
from pindesk.knowledge.rules import NOBODY, Reader
from pindesk.lib import clock
from pindesk.plans.access import entitlement_of
from pindesk.plans.models import Plan
from pindesk.plans.rules import NOTHING, Entitlement


def entitlement_in(request: Request) -> Entitlement:
    """Where the visitor's account stands now; asked of the database once in a request."""
    if not hasattr(request, "entitlement"):
        at = clock.now()
        entitlement = entitlement_of(request.membership.account_id, at) if request.membership else NOTHING
        request.entitlement = entitlement  # type: ignore[attr-defined]
    found: Entitlement = request.entitlement  # type: ignore[attr-defined]
    return found


def plan_in(request: Request) -> Plan | None:
    """The plan that the visitor's account is served."""
    return entitlement_in(request).plan


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
