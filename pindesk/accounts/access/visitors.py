"""Who is behind a session, and who may have one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import constant_time_compare

from pindesk.accounts.company import current_company
from pindesk.accounts.models import Account, Agent, Level, Membership, Person, Session
from pindesk.accounts.rules import zone_or
from pindesk.accounts.sessions import AGENT, SessionStore
from pindesk.lib.prepared import Prepared, columns, row_of

MEMBERSHIP = "membership"
LEVEL = "level"
AUTHENTICATED_AT = "authenticated_at"

_OF_MEMBERSHIP = columns(Membership)
_AGENT = Prepared(
    lambda person: Agent.objects.filter(person_id=person, is_active=True).values_list(*columns(Agent)), person=int
)


def _membership(person: int, membership: int) -> QuerySet[Membership, Any]:
    others = Membership.objects.filter(person_id=person, removed_at=None).exclude(pk=OuterRef("pk"))
    own = Membership.objects.filter(pk=membership, person_id=person, removed_at=None).annotate(others=Exists(others))
    return own.values_list("others", *_OF_MEMBERSHIP, *columns(Account, "account__"))


_MEMBERSHIP = Prepared(_membership, person=int, membership=int)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in browser: a customer (without a membership until an account is chosen) or an agent."""

    person: Person
    membership: Membership | None
    agent: Agent | None
    level: Level
    authenticated_at: datetime
    has_other_accounts: bool = False

    @property
    def language(self) -> str:
        return self.person.language

    @property
    def zone(self) -> ZoneInfo:
        """The person's own zone, else the account's, else the company's."""
        other = self.membership.account.zone if self.membership else current_company().zone
        return zone_or(self.person.zone, other)


def visitor_of(store: SessionStore) -> Visitor | None:
    """Who the session speaks for now, by at most two queries; None when it is over.

    It is over when the person is inactive, their security stamp or password has changed, the membership was removed
    or the agent is no longer one.
    """
    if not store.session_key or not store.get(SESSION_KEY) or store.person is None:
        return None
    person = store.person
    is_same = constant_time_compare(store.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    if not person.is_active or not is_same:
        return None
    membership, agent, has_others = None, None, False
    if store.audience == AGENT:
        found = _AGENT.first(person=person.pk)
        if found is None:
            return None
        agent = row_of(Agent, found)
        agent.person = person
    elif store.get(MEMBERSHIP):
        found = _MEMBERSHIP.first(person=person.pk, membership=store[MEMBERSHIP])
        if found is None:
            return None
        has_others, *values = found
        membership = row_of(Membership, values[: len(_OF_MEMBERSHIP)])
        membership.account = row_of(Account, values[len(_OF_MEMBERSHIP) :])
        membership.person = person
    at = datetime.fromisoformat(store[AUTHENTICATED_AT])
    return Visitor(person, membership, agent, Level(store[LEVEL]), at, bool(has_others))


def session_visitor(cookie_value: str | None, audience: str) -> Visitor | None:
    """The visitor behind a cookie, for handlers that Django's middleware does not see. `audience`: customer, agent."""
    return visitor_of(SessionStore(cookie_value, audience)) if cookie_value else None


def memberships_of(person: Person) -> QuerySet[Membership]:
    """The accounts that the person belongs to now, oldest membership first."""
    return Membership.objects.filter(person=person, removed_at=None).select_related("account").order_by("created_at")


def agent_of(person: Person) -> Agent | None:
    """The person as an agent, if they are one now."""
    return Agent.objects.filter(person=person, is_active=True).first()


def may_sign_in(person: Person, audience: str) -> bool:
    """Whether the person is active and a customer of some account, or an agent, as the audience asks. One query."""
    if not person.is_active:
        return False
    if audience == AGENT:
        return Agent.objects.filter(person=person, is_active=True).exists()
    return Membership.objects.filter(person=person, removed_at=None).exists()


def person_by_email(email: str) -> Person | None:
    """The person with that stored (normal) address."""
    return Person.objects.filter(email=email).first()


def open_sessions(person: Person, at: datetime) -> int:
    """In how many browsers the person is signed in at that instant."""
    return Session.objects.filter(person=person, expire_date__gt=at).count()
