"""Rows of "people in your account": who they are, in words, and what the reader may do about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pindesk.accounts.models import Invitation, Membership
from pindesk.accounts.rules import shown_email
from pindesk.accounts.words import member_role_words


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the account."""

    pk: int
    name: str
    email: str
    role: str
    is_reader: bool
    is_only_owner: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """One open invitation; `email` is empty for readers who may not see it, `until` is aware."""

    pk: int
    name: str
    email: str
    role: str
    until: datetime


def members(rows: Iterable[Membership], reader: Membership) -> list[Member]:
    """The people of the reader's account, in the order of `rows`."""
    rows, words = list(rows), member_role_words()
    owners = [row.pk for row in rows if row.is_owner]
    return [
        Member(
            pk=row.pk,
            name=row.person.name,
            email=shown_email(row.person.email),
            role=words[row.role],
            is_reader=row.pk == reader.pk,
            is_only_owner=owners == [row.pk],
        )
        for row in rows
    ]


def invited(rows: Iterable[Invitation], reader: Membership) -> list[Invited]:
    """The open invitations of the reader's account; only owners read where they were sent."""
    words = member_role_words()
    return [
        Invited(
            pk=row.pk,
            name=row.name,
            email=shown_email(row.email) if reader.is_owner else "",
            role=words[row.account_role],
            until=row.expires_at,
        )
        for row in rows
    ]
