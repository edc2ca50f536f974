"""Signing in and out: sessions that rotate, and end everywhere at once."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from pindesk.accounts.access import (
    AUTHENTICATED_AT,
    LEVEL,
    MEMBERSHIP,
    Visitor,
    memberships_of,
    visitor_of,
)
from pindesk.accounts.actions.permission import may_manage_agent
from pindesk.accounts.actions.recording import Actor, record_on
from pindesk.accounts.errors import NotAllowed, SignInOver
from pindesk.accounts.events import CredentialsChanged, SignedIn, SignedOut, SignedOutEverywhere
from pindesk.accounts.known_browsers import remember_browser
from pindesk.accounts.models import Agent, Level, Membership, Person, Session, new_stamp
from pindesk.accounts.requests import Request
from pindesk.accounts.sessions import AGENT, SessionStore
from pindesk.lib import clock

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(
    request: Request,
    person: Person,
    audience: str,
    *,
    membership: Membership | None = None,
    level: Level,
    now: datetime | None = None,
) -> None:
    """Make the browser speak for the person, under a new session key; the old session is gone, the browser is known.

    `audience` need not be that of the request: the cookie of the other one is then set too. A customer with one
    account is in it at once, one with several chooses. Records `person.signed_in`. Raises NotAllowed for inactive
    people, customers without an account and people who are no agents, and SignInOver as `open_session` does.
    """
    is_own = request.audience == audience
    store = request.session if is_own else SessionStore(None, audience)
    open_session(store, person, membership=membership, level=level, now=now)
    remember_browser(request, person.email)
    if is_own:
        _attach(request, visitor_of(store))
    else:
        request.other_sessions.append(store)


def open_session(
    store: SessionStore,
    person: Person,
    *,
    membership: Membership | None = None,
    level: Level,
    now: datetime | None = None,
) -> SessionStore:
    """Fill `store` with a session of the person, saved under a new key. Raises NotAllowed as `sign_in` does.

    The row of the old session is taken away first. Of several requests with one code only that which takes it goes on;
    the others get SignInOver.
    """
    at = now or clock.now()
    person.refresh_from_db(fields=["security_stamp", "password", "is_active"])
    own = _checked(person, store.audience, membership)
    chosen = membership or (own[0] if len(own) == 1 else None)
    with transaction.atomic():
        is_somebody_else = store.get(SESSION_KEY) not in (None, str(person.pk))
        if store.session_key and Session.objects.filter(pk=store.session_key).delete()[0] != 1:
            raise SignInOver
        if is_somebody_else:
            store.clear()
        store._session_key = None
        store[SESSION_KEY] = str(person.pk)
        store[BACKEND_SESSION_KEY] = BACKEND
        store[HASH_SESSION_KEY] = person.get_session_auth_hash()
        store[LEVEL] = int(level)
        store[AUTHENTICATED_AT] = at.isoformat()
        store.pop(MEMBERSHIP, None)
        if chosen:
            store[MEMBERSHIP] = chosen.pk
        store.create()
        store.person = person
        Person.objects.filter(pk=person.pk).update(last_login=at)
        record_on(f"person:{person.pk}", SignedIn(store.audience, int(level)), by=person, at=at)
    return store


def choose_account(request: Request, membership: Membership) -> None:
    """Go on in this account. Raises NotAllowed for a membership that is somebody else's or over."""
    if request.person is None or membership not in memberships_of(request.person):
        raise NotAllowed
    request.session[MEMBERSHIP] = membership.pk
    request.session.cycle_key()
    _attach(request, visitor_of(request.session))


def sign_out(request: Request, *, now: datetime | None = None) -> None:
    """End this browser's session of the request's audience. Twice is once. Records `person.signed_out`."""
    person = request.person
    if person is not None:
        with transaction.atomic():
            request.session.flush()
            at = now or clock.now()
            record_on(f"person:{person.pk}", SignedOut(request.audience), by=person, at=at)
    else:
        request.session.flush()
    _attach(request, None)


@transaction.atomic
def sign_out_everywhere(person: Person, *, by: Actor, now: datetime | None = None) -> None:
    """End every session of the person, of both audiences, in every browser. Records `person.signed_out_everywhere`.

    By themselves, or by a lead; of an owner by an owner. Raises NotAllowed.
    """
    at = now or clock.now()
    _check_may_end(person, by)
    ended = end_sessions(person)
    record_on(f"person:{person.pk}", SignedOutEverywhere(ended), by=by, at=at)


@transaction.atomic
def credentials_changed(person: Person, what: str, *, by: Actor, keep: SessionStore | None = None) -> None:
    """After a change of password, second factor or passkey: every session but `keep` ends.

    Records `person.credentials_changed`; `what` is a code like `password`.
    """
    end_sessions(person, keep=keep)
    record_on(f"person:{person.pk}", CredentialsChanged(what), by=by, at=clock.now())


def end_sessions(person: Person, *, keep: SessionStore | None = None) -> int:
    """Change the security stamp and drop the rows; returns how many. Only inside another action's transaction."""
    person.security_stamp = new_stamp()
    person.save(update_fields=["security_stamp"])
    rows = Session.objects.filter(person=person)
    if keep is not None and keep.session_key:
        rows = rows.exclude(session_key=keep.session_key)
        keep[HASH_SESSION_KEY] = person.get_session_auth_hash()
    return rows.delete()[0]


def prune_sessions(now: datetime | None = None) -> None:
    """Drop the rows of sessions that are over."""
    Session.objects.filter(expire_date__lte=now or clock.now()).delete()


def _checked(person: Person, audience: str, membership: Membership | None) -> list[Membership]:
    """The accounts that a customer may go on in. Raises NotAllowed."""
    if not person.is_active:
        raise NotAllowed
    if audience == AGENT:
        if not Agent.objects.filter(person=person, is_active=True).exists():
            raise NotAllowed
        return []
    own = list(memberships_of(person))
    if not own or (membership is not None and membership not in own):
        raise NotAllowed
    return own


def _check_may_end(person: Person, by: Actor) -> None:
    own = by.person_id if isinstance(by, Agent) else by.pk if by else person.pk
    if own == person.pk:
        return
    if not isinstance(by, Agent):
        raise NotAllowed
    may_manage_agent(Agent.objects.filter(person=person).first(), by)


def _attach(request: Request, visitor: Visitor | None) -> None:
    request.visitor = visitor
    request.person = visitor.person if visitor else None
    request.membership = visitor.membership if visitor else None
    request.agent = visitor.agent if visitor else None
    request.user = request.person or AnonymousUser()
