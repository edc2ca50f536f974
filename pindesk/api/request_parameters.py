"""Which requests are asked for: their status, their order, and words to look for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pindesk.accounts.requests import Request
from pindesk.api.errors import InvalidParameters
from pindesk.api.ticket_shapes import STATUSES
from pindesk.lib.text import clean_line, is_far_longer
from pindesk.tickets.access.requests import ORDERS, Asked
from pindesk.tickets.models import Status
from pindesk.tickets.rules import SEARCH_MAX_CHARS, SEARCH_MAX_WORDS

SOLVED = (Status.SOLVED, Status.CLOSED)
LIST_MAX_CHARS = 200


def asked(request: Request, *, statuses: tuple[str, ...] | None = None, words: str = "") -> Asked:
    """What the parameters say; `statuses` and `words` are what the address says. Raises InvalidParameters."""
    order, is_descending = _order(request)
    wanted = _statuses(request) if statuses is None else statuses
    return Asked(statuses=wanted, words=words, order=order, is_descending=is_descending)


def words_asked(request: Request) -> str:
    """The words of `query`. Raises InvalidParameters."""
    given = request.GET.get("query", "")
    text = "" if is_far_longer(given, SEARCH_MAX_CHARS) else clean_line(given)
    if len(given) > SEARCH_MAX_CHARS or len(text.split()) > SEARCH_MAX_WORDS:
        sentence = _("Give at most %(words)s words and %(chars)s characters.")
        raise InvalidParameters(query=sentence % {"words": SEARCH_MAX_WORDS, "chars": SEARCH_MAX_CHARS})
    if not text:
        raise InvalidParameters(query=_("Give the words to look for."))
    return text


def is_descending_asked(request: Request) -> bool:
    """Whether `sort_order` turns a list round. Raises InvalidParameters."""
    direction = request.GET.get("sort_order") or "asc"
    if direction not in ("asc", "desc"):
        raise InvalidParameters(sort_order=_("Give one of %(known)s.") % {"known": "asc, desc"})
    return direction == "desc"


def _order(request: Request) -> tuple[str, bool]:
    """By `sort_by` and `sort_order`, or by `sort` alone, with a minus for the other way round."""
    sort = request.GET.get("sort") or ""
    name = "sort" if sort else "sort_by"
    order = sort.removeprefix("-") if sort else request.GET.get("sort_by") or "created_at"
    if order not in ORDERS:
        raise InvalidParameters({name: _("Give one of %(known)s.") % {"known": ", ".join(ORDERS)}})
    return order, sort.startswith("-") if sort else is_descending_asked(request)


def _statuses(request: Request) -> tuple[str, ...] | None:
    given = request.GET.get("status") or ""
    if not given:
        return None
    names = {name.strip().lower() for name in given[:LIST_MAX_CHARS].split(",")}
    known = {*STATUSES.values(), "hold"}  # which no customer is shown: nothing has it
    if not names <= known:
        raise InvalidParameters(status=_("Give one of %(known)s.") % {"known": ", ".join(sorted(known))})
    return tuple(status.value for status, shown in STATUSES.items() if shown in names)
