"""What an agent's page of one ticket shows beside its conversation, in few queries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, F, IntegerField, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat
from django.http import Http404

from pindesk.accounts.models import Account, Agent, Company, Person, Team
from pindesk.availability.models import Topic
from pindesk.events.models import Event
from pindesk.knowledge.access.suggesting import KNOWN, translations_of
from pindesk.lib.prepared import Prepared, columns, row_of
from pindesk.plans.models import Subscription
from pindesk.tickets.access.followers import still_there
from pindesk.tickets.models import Draft, Participant, Rating, Ticket
from pindesk.tickets.rules import desk_form

FORMS = ("reply", "note")
NO_PLACE = Value(0)
MOST_READ = 10  # articles that a ticket names


@dataclass(frozen=True, slots=True)
class Desk:
    """A ticket on an agent's desk. Names of topic and plan are by language; the draft is the agent's, last saved."""

    ticket: Ticket
    topic_names: dict[str, str]
    plan_names: dict[str, str]
    grace_until: datetime | None  # of a payment of the account that failed
    draft_form: str  # reply, note or ""
    draft_body: str
    draft_uploads: tuple[str, ...]  # tokens
    draft_at: datetime | None
    rating: Rating | None


@dataclass(slots=True)
class Choices:
    """What a ticket can be set to, and everybody's names by event key (`agent:7`), those no longer active too.

    `followers` are who follows it now, by number.
    """

    agents: dict[int, str] = field(default_factory=dict)
    teams: dict[int, str] = field(default_factory=dict)
    followers: dict[int, str] = field(default_factory=dict)
    topics: dict[str, dict[str, str]] = field(default_factory=dict)  # names by language
    former: set[str] = field(default_factory=set)  # topics that are no longer offered
    names: dict[str, str] = field(default_factory=dict)
    articles: list[list[str]] = field(default_factory=list)  # translations of those that were read, see `known_from`
    policy_version: int = 0  # by which `availability.access.topics_of_version` has what topics ask


def desk_of(agent: Agent, number: int, at: datetime) -> Desk:
    """The ticket of that number with its plan at the instant `at` and the agent's draft; one query. Raises Http404.

    Its `account`, `requester` and `rating` are at hand.
    """
    forms = {f"{kind}_form": desk_form(kind, number) for kind in FORMS}
    found = _DESK.first(number=number, at=at, person=agent.person_id, **forms)
    if found is None:
        raise Http404
    ticket = row_of(Ticket, found[:_ACCOUNT])
    ticket.account = row_of(Account, found[_ACCOUNT:_REQUESTER]) if ticket.account_id else None
    ticket.requester = row_of(Person, found[_REQUESTER:_REST])
    rating = row_of(Rating, found[_REST:_RATED]) if found[_REST] is not None else None
    topic_names, plan_names, grace_until, form, data, draft_at = found[_RATED:]
    kind = next((kind for kind in FORMS if form == desk_form(kind, number)), "")
    body, uploads = (data or {}).get("body", ""), tuple((data or {}).get("uploads", "").split())
    return Desk(ticket, topic_names, plan_names or {}, grace_until, kind, body, uploads, draft_at, rating)


def choices_for(ticket: Ticket) -> Choices:
    """Agents, teams and topics to choose from, the names of all who take part, and what was read before; one query."""
    read = [*ticket.articles_read[:MOST_READ], *[0] * MOST_READ][:MOST_READ]
    return _sorted_out(_CHOICES.rows(ticket=ticket.number, subject=ticket.key, **dict(zip(_READ, read, strict=True))))


def _desk(number: int, at: datetime, person: int, reply_form: str, note_form: str) -> QuerySet[Ticket, Any]:
    plan = Subscription.objects.running_at(at).filter(account=OuterRef("account")).order_by("-starts_at")
    draft = Draft.objects.filter(person_id=person, form__in=[reply_form, note_form]).order_by("-updated_at")
    rows = Ticket.objects.filter(number=number).annotate(
        plan_names=Subquery(plan.values("plan__names")[:1]),
        grace_until=Subquery(plan.values("grace_until")[:1]),
        draft_form=Subquery(draft.values("form")[:1]),
        draft_data=Subquery(draft.values("data")[:1]),
        draft_at=Subquery(draft.values("updated_at")[:1]),
    )
    own = (
        *columns(Ticket),
        *columns(Account, "account__"),
        *columns(Person, "requester__"),
        *columns(Rating, "rating__"),
    )
    return rows.values_list(*own, "topic__names", "plan_names", "grace_until", "draft_form", "draft_data", "draft_at")


_DESK = Prepared(_desk, number=int, at=datetime, person=int, reply_form=str, note_form=str)
_ACCOUNT = len(columns(Ticket))
_REQUESTER = _ACCOUNT + len(columns(Account))
_REST = _REQUESTER + len(columns(Person))
_RATED = _REST + len(columns(Rating))


def _choices(ticket: int, subject: str, **read: int) -> QuerySet[Any, Any]:
    agents, topics = Agent.objects.order_by(), Topic.objects.order_by()
    taking_part = Participant.objects.filter(ticket_id=ticket).order_by()
    added = Event.objects.filter(subject=subject, kind__in=("ticket.copied", "ticket.copy_removed")).order_by()
    once = added.values(person=Cast(KT("data__person"), BigIntegerField()))
    return _named("agent", agents.filter(is_active=True), F("pk"), F("person__name")).union(
        _named("agent gone", agents.filter(is_active=False), F("pk"), F("person__name")),
        _named("team", Team.objects.order_by(), F("pk"), F("name"), F("position")),
        _named("topic", topics.filter(is_active=True), F("pk"), F("names"), F("position")),
        _named("topic gone", topics.filter(is_active=False), F("pk"), F("names"), F("position")),
        _named("person", taking_part.filter(still_there()), F("person_id"), F("person__name")),
        _named("person gone", taking_part, F("person_id"), F("person__name")),
        _named("person gone", Person.objects.order_by().filter(pk__in=once), F("pk"), F("name")),
        _named("article", translations_of(read.values()), _joined(*KNOWN[:-1]), F(KNOWN[-1])),
        _named("policy", Company.objects.order_by(), F("policy_version"), F("zone")),
        all=True,
    )


def _joined(*columns: str) -> Concat:
    between = [part for column in columns for part in (Value("|"), Cast(column, TextField()))]
    return Concat(*between[1:], output_field=TextField())


def _named(kind: str, rows: QuerySet[Any], key: F | Concat, name: F, place: F | Value = NO_PLACE) -> QuerySet[Any, Any]:
    columns = {"kind": Value(kind, TextField()), "key": Cast(key, TextField()), "shown": Cast(name, TextField())}
    return rows.annotate(**columns, place=Cast(place, IntegerField())).values_list("kind", "key", "shown", "place")


_READ = tuple(f"read_{place}" for place in range(MOST_READ))
_CHOICES = Prepared(_choices, ticket=int, subject=str, **dict.fromkeys(_READ, int))


def _sorted_out(rows: Iterable[tuple[Any, ...]]) -> Choices:
    """By the place that a lead gave, then by name; in Python, so that both databases sort alike."""
    found = Choices()
    for kind, key, shown, _place in sorted(rows, key=lambda row: (row[3], row[2].casefold())):
        what, _, gone = kind.partition(" ")
        if what == "article":
            found.articles.append([*key.split("|"), shown])
            continue
        if what == "topic":
            found.topics[key] = json.loads(shown)
            found.former |= {key} if gone else set()
            continue
        if what == "policy":
            found.policy_version = int(key)
            continue
        found.names[f"{what}:{key}"] = shown
        if not gone:
            chosen = {"agent": found.agents, "team": found.teams, "person": found.followers}[what]
            chosen[int(key)] = shown
    return found
