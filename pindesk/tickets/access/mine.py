"""The lists of a customer: which of their tickets, in which order, how many hold something new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, ExpressionWrapper, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex

from pindesk.accounts.models import Membership
from pindesk.lib.prepared import Prepared
from pindesk.lib.text import number_or_none
from pindesk.tickets.access.customers import permitted_to
from pindesk.tickets.access.unread import unread_by
from pindesk.tickets.models import OPEN, Status, Ticket, TicketQuerySet
from pindesk.tickets.rules import spellings

STATES: Mapping[str, Q] = {
    "all": Q(),
    "open": Q(status__in=OPEN),
    "waiting": Q(status=Status.WAITING),
    "solved": Q(status__in=(Status.SOLVED, Status.CLOSED)),
}
MINE, ACCOUNT = "", "account"
UNREAD_UP_TO = 100
_NUMBERS = {"person", "account", "number", "requester"}  # of what a statement is given; all else is text


class TicketLine(NamedTuple):
    """One row of "my tickets"; times are aware, in UTC. `topic_names` are by language."""

    number: int
    subject: str
    topic_id: str
    topic_names: dict[str, str]
    status: str
    customer_updated_at: datetime
    first_replied_at: datetime | None
    next_due_at: datetime | None
    solved_at: datetime | None
    requester_id: int
    requester_name: str
    last_reply_at: datetime | None
    last_reply_by_id: int | None
    last_reply_by_name: str | None
    is_last_reply_from_agent: bool
    is_unread: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for. `whose` is "" (what one follows), `account` or the number of a person in it, both for
    owners alone; `words` are searched in numbers, subjects and replies."""

    state: str = "all"
    words: str = ""
    topic: str = ""
    whose: str = MINE


LINE_COLUMNS = (  # of rows `with_unread`
    "number", "subject", "topic_id", "topic__names", "status", "customer_updated_at", "first_replied_at", "next_due_at",
    "solved_at", "requester_id", "requester__name", "last_reply_at", "last_reply_by_id", "last_reply_by__name",
    "is_last_reply_from_agent", "is_unread",
)  # fmt: skip


def tickets_of(
    membership: Membership, wanted: Wanted | None = None, *, open_first: bool = False, limit: int = 25, offset: int = 0
) -> Sequence[TicketLine]:
    """The member's tickets, last moved first; one query. One of the number that is searched comes before all others."""
    asked = wanted or Wanted()
    words = spellings(asked.words)
    number, whose = number_or_none(asked.words.lstrip("#")), number_or_none(asked.whose)
    sees_all = membership.is_owner and (asked.whose == ACCOUNT or whose is not None)
    values: dict[str, Any] = {"person": membership.person_id, "account": membership.account_id}
    if number is not None:
        values["number"] = number
    if asked.topic:
        values["topic"] = asked.topic
    if sees_all and whose is not None:
        values["requester"] = whose
    for place, (plain, german) in enumerate(words):
        values |= {f"plain{place}": plain, f"german{place}": german}
    shape = _Shape(asked.state, sees_all, open_first, len(words), frozenset(values), offset, limit)
    return [TicketLine(*row) for row in _lines(shape).rows(**values)]


def with_unread(rows: QuerySet[Ticket], person: int) -> QuerySet[Ticket]:
    """The rows with whether each holds something new to the person."""
    return rows.annotate(is_unread=ExpressionWrapper(unread_by(person), BooleanField()))


def unread_count(membership: Membership, beside: int = 0) -> int:
    """How many of the tickets that the member follows hold something new, counted up to 100; one query.

    `beside` is the number of one not to count: who looks at its page is reading it.
    """
    return len(_UNREAD.rows(person=membership.person_id, account=membership.account_id, beside=beside))


class _Shape(NamedTuple):
    """What decides how the statement is written."""

    state: str
    sees_all: bool
    open_first: bool
    words: int
    names: frozenset[str]
    offset: int
    limit: int


@lru_cache(maxsize=256)
def _lines(shape: _Shape) -> Prepared:
    def build(person: int, account: int, **values: Any) -> QuerySet[Ticket, Any]:
        rows = permitted_to(person, account, shape.sees_all).filter(STATES[shape.state])
        if "topic" in values:
            rows = rows.filter(topic_id=values["topic"])
        if "requester" in values:
            rows = rows.filter(requester_id=values["requester"], account_id=account)
        if shape.words:
            rows = searched(rows, shape.words, values)
        ordered = with_unread(rows, person).order_by(
            *_first(shape.open_first, values), "-customer_updated_at", "-number"
        )
        return ordered.values_list(*LINE_COLUMNS)[shape.offset : shape.offset + shape.limit]

    return Prepared(build, **{name: int if name in _NUMBERS else str for name in sorted(shape.names)})


def searched(rows: TicketQuerySet, words: int, values: dict[str, Any]) -> TicketQuerySet:
    """Those whose wording holds every word, or that have the number. Both sides are folded: the database only looks
    where a text is in a text, as either one does alike."""
    found = Q()
    for place in range(words):
        plain, german = (StrIndex("wording__text", Value(values[f"{kind}{place}"])) for kind in ("plain", "german"))
        rows = rows.alias(**{f"plain_at{place}": plain, f"german_at{place}": german})
        found &= Q(**{f"plain_at{place}__gt": 0}) | Q(**{f"german_at{place}__gt": 0})
    return rows.filter(found | Q(number=values["number"]) if "number" in values else found)


def _first(open_first: bool, values: dict[str, Any]) -> list[Case]:
    """What comes before the order of time."""
    firsts = [Q(number=values["number"])] if "number" in values else []
    firsts += [STATES["open"]] if open_first else []
    return [Case(When(first, then=Value(0)), default=Value(1)) for first in firsts]


def _unread(person: int, account: int, beside: int) -> QuerySet[Ticket, Any]:
    rows = Ticket.objects.filter(Q(account_id=account) | Q(account_id=None), unread_by(person)).exclude(number=beside)
    return rows.order_by().values_list("number")[:UNREAD_UP_TO]


_UNREAD = Prepared(_unread, person=int, account=int, beside=int)
