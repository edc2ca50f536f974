"""Which API tokens there are, and who stands behind one that a program shows."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.http import Http404
from django.utils.crypto import constant_time_compare

from pindesk.accounts.access.visitors import Visitor
from pindesk.accounts.errors import BadAddress
from pindesk.accounts.models import Agent, ApiToken, Level, Membership
from pindesk.accounts.rules import TOKEN, normal_email

Owner = Membership | Agent

_PEOPLE = ("membership__account", "membership__person", "agent__person")


class Shown(NamedTuple):
    """A token that a program showed, and whom it speaks for."""

    token: ApiToken
    visitor: Visitor


def digest_of(secret: str) -> str:
    """What is kept of a token: it is random enough that nobody finds it from that."""
    return hashlib.sha256(secret.encode()).hexdigest()


def visitor_of_token(secret: str, email: str | None = None) -> Shown | None:
    """Whom the token speaks for now, in one query; with an `email`, only if it is that person's. None when it is over.

    It is over when it was revoked, the person is inactive, their security stamp has changed, the membership was removed
    or the agent is no longer one. It proves no more than that somebody has it: the level is that of a claim.
    """
    if not TOKEN.fullmatch(secret):
        return None
    row = ApiToken.objects.select_related(*_PEOPLE).filter(token_hash=digest_of(secret), revoked_at=None).first()
    if row is None or not _is_valid(row) or (email is not None and not _is_address_of(row, email)):
        return None
    person, membership, agent = row.person, row.membership, row.agent
    return Shown(row, Visitor(person, membership, agent, Level.CLAIMED, row.created_at))


def tokens_of(owner: Owner) -> list[ApiToken]:
    """The owner's tokens that can still be used, newest first; one query."""
    return list(tokens_in_use(owner).order_by("-created_at", "-pk"))


def tokens_in_use(owner: Owner) -> QuerySet[ApiToken]:
    """Those that are neither revoked nor ended by another security stamp."""
    name = "agent" if isinstance(owner, Agent) else "membership"
    return ApiToken.objects.filter(
        **{name: owner.pk}, security_stamp=F(f"{name}__person__security_stamp"), revoked_at=None
    )


def token_or_404(owner: Owner, pk: int) -> ApiToken:
    """The owner's token of that number, revoked ones too."""
    mine = {"agent": owner.pk} if isinstance(owner, Agent) else {"membership": owner.pk}
    found = ApiToken.objects.filter(pk=pk, **mine).first()
    if found is None:
        raise Http404
    return found


def _is_valid(row: ApiToken) -> bool:
    is_there = row.agent.is_active if row.agent else row.membership is not None and row.membership.removed_at is None
    person = row.person
    return is_there and person.is_active and constant_time_compare(row.security_stamp, person.security_stamp)


def _is_address_of(row: ApiToken, email: str) -> bool:
    try:
        return constant_time_compare(normal_email(email), row.person.email)
    except BadAddress:
        return False
