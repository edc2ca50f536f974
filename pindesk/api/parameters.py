"""What a request asks for besides its path: language, order, and limits of how often."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pindesk.accounts.doors import client_network
from pindesk.accounts.models import Language
from pindesk.accounts.requests import Request
from pindesk.api.errors import InvalidParameters, RecordNotFound, TooManyRequests
from pindesk.knowledge.access.catalogue import ORDERS
from pindesk.knowledge.access.readers import reader_for
from pindesk.knowledge.errors import TooOften
from pindesk.knowledge.limits import SEARCHES, take_turn
from pindesk.knowledge.rules import Reader
from pindesk.lib import clock


def reader_of(request: Request) -> Reader:
    """The customer of the browser's session, or nobody."""
    return reader_for(request.membership, clock.now())


def language_asked(request: Request, locale: str | None = None) -> str | None:
    """The language of the path, else of the parameter `locale`; None where neither names one.

    Raises RecordNotFound for an unknown one in the path, InvalidParameters for one in the parameter.
    """
    if locale is not None:
        named = Language.of_locale(locale)
        if named is None:
            raise RecordNotFound
        return named
    asked = request.GET.get("locale")
    if not asked:
        return None
    found = Language.of_locale(asked.partition(",")[0])
    if found is None:
        raise InvalidParameters(locale=_("Give one of %(known)s.") % {"known": ", ".join(sorted(Language.values))})
    return found


def order_asked(request: Request) -> tuple[str, bool]:
    """By what to sort, and whether the other way round. Raises InvalidParameters."""
    order = request.GET.get("sort_by") or "position"
    direction = request.GET.get("sort_order") or "asc"
    if order not in ORDERS:
        raise InvalidParameters(sort_by=_("Give one of %(known)s.") % {"known": ", ".join(ORDERS)})
    if direction not in ("asc", "desc"):
        raise InvalidParameters(sort_order=_("Give one of %(known)s.") % {"known": "asc, desc"})
    return order, direction == "desc"


def limit_searches(request: Request) -> None:
    """Raises TooManyRequests for a network address that searches more than people do."""
    try:
        take_turn(SEARCHES, client_network(request))
    except TooOften as refusal:
        raise TooManyRequests(refusal.wait_seconds) from refusal
