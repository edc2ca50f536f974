"""Who takes part in a ticket, and who of the account could."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, QuerySet

from pindesk.accounts.models import Membership
from pindesk.lib.prepared import Prepared
from pindesk.tickets.models import Participant


class Colleague(NamedTuple):
    """Somebody of the account."""

    person: int
    name: str
    email: str
    is_following: bool


def colleagues_of(membership: Membership, number: int = 0) -> list[Colleague]:
    """Everybody of the member's account by name, and whether they follow the ticket of that number; one query."""
    found = [Colleague(*row) for row in _COLLEAGUES.rows(account=membership.account_id, number=number)]
    return sorted(found, key=lambda one: (one.name.casefold(), one.person))


def _colleagues(account: int, number: int) -> QuerySet[Membership, Any]:
    follows = Participant.objects.filter(ticket_id=number, person=OuterRef("person"))
    rows = Membership.objects.filter(account_id=account, removed_at=None, person__is_active=True)
    return rows.annotate(is_following=ExpressionWrapper(Exists(follows), BooleanField())).values_list(
        "person_id", "person__name", "person__email", "is_following"
    )


_COLLEAGUES = Prepared(_colleagues, account=int, number=int)


def askers_of(membership: Membership) -> list[tuple[int, str]]:
    """Who belongs or belonged to the account, by name, as number and name; one query."""
    rows = _EVERYBODY.rows(account=membership.account_id)
    return sorted(((person, name) for person, name in set(rows)), key=lambda one: (one[1].casefold(), one[0]))


_EVERYBODY = Prepared(
    lambda account: Membership.objects.filter(account_id=account).values_list("person_id", "person__name"), account=int
)
