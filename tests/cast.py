"""The people of the tests: who they are, what they pay for, and what they ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from pindesk.accounts.models import Account, Agent, Company, Membership, Person, Team
from pindesk.availability.actions import save_topics
from pindesk.plans.actions import save_plans, subscribe

# A Friday five minutes before chat and phone close, 17:55 in Paris.
FRIDAY_1755 = datetime(2027, 7, 16, 15, 55, tzinfo=UTC)
LONG_AGO = datetime(2025, 1, 6, 9, 0, tzinfo=UTC)
DAY_SECONDS = 24 * 60 * 60

PLANS = (
    {"code": "free", "names": {"en": "Free", "fr": "Gratuit"}, "channels": [], "promise_seconds": None},
    {"code": "starter", "names": {"en": "Starter"}, "channels": ["ticket"], "promise_seconds": DAY_SECONDS},
    {"code": "business", "names": {"en": "Business"}, "channels": ["ticket", "chat"], "promise_seconds": DAY_SECONDS},
    {
        "code": "premium",
        "names": {"en": "Premium"},
        "channels": ["ticket", "chat", "phone"],
        "promise_seconds": DAY_SECONDS,
    },
)
TOPICS = (
    {"code": "sending", "names": {"en": "Sending", "fr": "Envoi", "de": "Versand", "es": "Envío"}},
    {"code": "api", "names": {"en": "API"}},
    {"code": "invoice", "names": {"en": "Invoices", "fr": "Factures"}, "needs_writing": True},
    {
        "code": "deliverability",
        "names": {"en": "Deliverability", "de": "Zustellbarkeit"},
        "needs_writing": True,
        "usually_investigated": True,
    },
    {
        "code": "account_unlock",
        "names": {"en": "Unlock an account"},
        "needs_writing": True,
        "usually_investigated": True,
        "is_open_to_everyone": True,
        "is_urgent": True,
        "promise_seconds": 4 * 60 * 60,
    },
    {"code": "other", "names": {"en": "Something else", "fr": "Autre", "de": "Etwas anderes", "es": "Otra cosa"}},
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Customers are memberships and agents are agents: what the actions take. Both have a `.person`."""

    alice: Membership  # Premium; English, in a French company in Paris
    bob: Membership  # her colleague, German
    mallory: Membership  # another account, Business, in New York
    frieda: Membership  # the Free plan, German
    ada: Agent  # answers in English and French, in Support
    lin: Agent  # leads, answers in English and German, in Support and Billing


def make_cast(at: datetime = LONG_AGO) -> Cast:
    """Write Larkmail, its plans, topics and teams, and the six people, as of `at`."""
    Company.objects.create(pk=1, name="Larkmail", languages=["en", "fr", "de", "es"], zone="Europe/Paris", set_up_at=at)
    support = Team.objects.create(code="support", name="Support", position=0)
    billing = Team.objects.create(code="billing", name="Billing", position=1)
    plans = {plan.code: plan for plan in save_plans(PLANS, now=at)}
    save_topics(TOPICS, {topic["code"]: billing if topic["code"] == "invoice" else support for topic in TOPICS}, now=at)

    lenoir = Account.objects.create(name="Atelier Lenoir", language="fr", country="FR", created_at=at)
    quinn = Account.objects.create(name="Quinn Trading", country="US", zone="America/New_York", created_at=at)
    vogel = Account.objects.create(
        name="Vogel Keramik", language="de", country="DE", zone="Europe/Berlin", created_at=at
    )
    for account, plan in ((lenoir, "premium"), (quinn, "business"), (vogel, "free")):
        subscribe(account, plans[plan], now=at)
    return Cast(
        alice=_member(lenoir, "Alice Lenoir", "en", Membership.Role.OWNER, at),
        bob=_member(lenoir, "Bob Garnier", "de", Membership.Role.MEMBER, at),
        mallory=_member(quinn, "Mallory Quinn", "en", Membership.Role.OWNER, at),
        frieda=_member(vogel, "Frieda Vogel", "de", Membership.Role.OWNER, at),
        ada=_agent("Ada Okafor", Agent.Role.AGENT, ["en", "fr"], [support], at),
        lin=_agent("Lin Chen", Agent.Role.LEAD, ["en", "de"], [support, billing], at),
    )


def _person(name: str, language: str, at: datetime) -> Person:
    address = f"{name.split()[0].lower()}@example.com"
    return Person.objects.create(email=address, name=name, language=language, created_at=at)


def _member(account: Account, name: str, language: str, role: str, at: datetime) -> Membership:
    return Membership.objects.create(account=account, person=_person(name, language, at), role=role, created_at=at)


def _agent(name: str, role: str, languages: list[str], teams: list[Team], at: datetime) -> Agent:
    agent = Agent.objects.create(
        person=_person(name, languages[0], at),
        role=role,
        languages=languages,
        presence=Agent.Presence.HERE,
        created_at=at,
    )
    agent.teams.set(teams)
    return agent
