"""API tokens: making one, revoking it, and noting that it was used."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from pindesk.accounts.access.tokens import Owner, digest_of, tokens_in_use
from pindesk.accounts.actions.recording import Actor, record_on
from pindesk.accounts.errors import NotAllowed, TooManyTokens
from pindesk.accounts.events import TokenCreated, TokenRevoked
from pindesk.accounts.models import Agent, ApiToken, Membership, Person
from pindesk.accounts.rules import TOKEN_BYTES, TOKEN_PREFIX, TOKENS_MAX, clean_token_name
from pindesk.lib import clock

NOTED_EVERY = timedelta(minutes=5)  # a program may ask many times a second


@transaction.atomic
def create_api_token(owner: Owner, *, name: str, by: Actor = None, now: datetime | None = None) -> tuple[ApiToken, str]:
    """Make a token that speaks for the member or agent; answers it and its secret, which is kept nowhere.

    `name` says what it is for. Records `person.token_created`. Raises BadTokenName, TooManyTokens, and NotAllowed for
    an owner who is no longer one.
    """
    at, title = now or clock.now(), clean_token_name(name)
    person = Person.objects.select_for_update(no_key=True).get(pk=owner.person_id)  # their tokens are counted in turn
    if not person.is_active or not _is_there(owner):
        raise NotAllowed
    if tokens_in_use(owner).count() >= TOKENS_MAX:
        raise TooManyTokens(TOKENS_MAX)
    secret = TOKEN_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    token = ApiToken.objects.create(
        membership=owner if isinstance(owner, Membership) else None,
        agent=owner if isinstance(owner, Agent) else None,
        name=title,
        token_hash=digest_of(secret),
        security_stamp=person.security_stamp,
        created_at=at,
    )
    record_on(f"person:{person.pk}", TokenCreated(token.pk), by=by, at=at)
    return token, secret


@transaction.atomic
def revoke_api_token(token: ApiToken, *, by: Actor, now: datetime | None = None) -> None:
    """End the token at once; twice is once. Records `person.token_revoked`."""
    at = now or clock.now()
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
        record_on(f"person:{token.person.pk}", TokenRevoked(token.pk), by=by, at=at)


def note_token_use(token: ApiToken, *, now: datetime | None = None) -> None:
    """Keep when the token was last used, to five minutes."""
    at = now or clock.now()
    before = at - NOTED_EVERY
    if token.last_used_at is not None and token.last_used_at > before:
        return
    is_due = Q(last_used_at=None) | Q(last_used_at__lte=before)
    ApiToken.objects.filter(is_due, pk=token.pk).update(last_used_at=at)


def _is_there(owner: Owner) -> bool:
    if isinstance(owner, Agent):
        return Agent.objects.filter(pk=owner.pk, is_active=True).exists()
    return Membership.objects.filter(pk=owner.pk, removed_at=None).exists()
