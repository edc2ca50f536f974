"""Customers' accounts and who belongs to them: any of them for staff, for customers the one they act for."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404

from pindesk.accounts.models import Account, Invitation, Membership

PAGE = 25


class AccountLine(NamedTuple):
    """One row of the list; `people` is how many belong to it now."""

    pk: int
    name: str
    reference: str
    language: str
    country: str
    created_at: datetime
    people: int


def accounts_like(words: str, *, offset: int = 0, limit: int = PAGE) -> list[AccountLine]:
    """Accounts whose name holds the words, whose reference begins with them, or in which such an address is; all
    without words. By name; one query."""
    rows = Account.objects.annotate(people=Count("memberships", filter=Q(memberships__removed_at=None)))
    if words:
        present = Membership.objects.filter(account=OuterRef("pk"), removed_at=None)
        rows = rows.filter(
            Q(name__icontains=words)
            | Q(reference__istartswith=words)
            | Exists(present.filter(person__email__startswith=words.lower()))
        )
    found = rows.order_by("name", "pk").values_list(*AccountLine._fields)[offset : offset + limit]
    return [AccountLine(*row) for row in found]


def has_accounts() -> bool:
    """Whether the company has any customer yet; one query."""
    return Account.objects.exists()


def account_or_404(pk: int) -> Account:
    found = Account.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def members_of(account: Account) -> list[Membership]:
    """Who belongs to the account now, with their person, owners first; one query."""
    rows = Membership.objects.filter(account=account, removed_at=None).select_related("person")
    return sorted(rows, key=lambda one: (one.role != Membership.Role.OWNER, one.person.name.casefold()))


def member_or_404(account: Account, pk: int) -> Membership:
    """The membership of that number in this account, ended ones too."""
    found = Membership.objects.select_related("person").filter(account=account, pk=pk).first()
    if found is None:
        raise Http404
    return found


def open_invitations_to(account: Account, at: datetime) -> list[Invitation]:
    """Invitations into the account that can still be accepted, newest first; one query. Of customers, only owners may
    read their addresses."""
    rows = Invitation.objects.filter(account=account, accepted_at=None, withdrawn_at=None, expires_at__gt=at)
    return list(rows.order_by("-created_at"))


def invitation_to_or_404(account: Account, pk: int) -> Invitation:
    """The invitation of that number into this account."""
    found = Invitation.objects.filter(account=account, pk=pk).first()
    if found is None:
        raise Http404
    return found
