"""A large database in bulk: the only place that does not go through the actions (a test compares the rows)."""

from __future__ import annotations

import random
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from pindesk.accounts.actions import begin_set_up, finish_set_up
from pindesk.accounts.models import Account, Agent, Membership, Person, Team
from pindesk.availability import shipped
from pindesk.availability.actions import save_topics
from pindesk.events.models import Event
from pindesk.lib import clock
from pindesk.plans.actions import save_plans
from pindesk.plans.models import Subscription
from pindesk.tickets.models import ON_US, Message, Origin, Participant, Priority, Reading, Status, Ticket, Wording
from pindesk.tickets.rules import folded

BATCH = 2000
WORDS = [
    "bounce",
    "list",
    "send",
    "template",
    "domain",
    "invoice",
    "import",
    "key",
    "stats",
    "open",
    "click",
    "sender",
    "reply",
    "contact",
    "plan",
    "report",
]
SHARES = [(Status.CLOSED, 70), (Status.SOLVED, 12), (Status.WAITING, 8), (Status.IN_PROGRESS, 5), (Status.RECEIVED, 4)]
SHARES.append((Status.ON_HOLD, 1))


def seed(tickets: int, *, quiet: bool = False) -> None:
    """Fill an empty, migrated database with `tickets` tickets of three messages each."""
    random.seed(1)
    now = clock.now()
    ground = _Ground(max(10, tickets // 12), now)
    _bar("tickets", tickets, lambda numbers: _tickets(ground, numbers, now), quiet)
    if connection.vendor == "postgresql":
        _advance_sequences()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def help_centre() -> None:
    """The demo's help centre, by the actions."""
    from pindesk.demo.help_centre import import_help_centre

    import_help_centre(Agent.objects.order_by("pk")[0], clock.now())


class _Ground:
    """Accounts, people, agents, teams and topics that the tickets belong to."""

    def __init__(self, accounts: int, now: datetime) -> None:
        finish_set_up(
            begin_set_up(),
            owner_name="Olive Owner",
            owner_email="owner@example.com",
            password=secrets.token_urlsafe(24),
            company_name="Larkmail",
            languages=["en", "fr", "de", "es"],
            zone="Europe/Paris",
            now=now,
        )
        plans = save_plans(shipped.PLANS, now=now)
        names = ("Sending", "Deliverability", "Billing")
        self.teams = Team.objects.bulk_create(
            Team(code=name.lower(), name=name, position=place) for place, name in enumerate(names)
        )
        codes = [row["code"] for row in shipped.TOPICS]
        self.topics = save_topics(
            shipped.TOPICS, {code: self.teams[place % 3] for place, code in enumerate(codes)}, now=now
        )
        self.agents = self._agents(now)
        self.accounts = Account.objects.bulk_create(
            Account(name=f"Account {number}", language=random.choice(["en", "fr", "de", "es"]), created_at=now)
            for number in range(accounts)
        )
        self.people = Person.objects.bulk_create(
            Person(email=f"person{number}@example.com", name=f"Person {number}", created_at=now)
            for number in range(accounts)
        )
        Membership.objects.bulk_create(
            Membership(account=account, person=person, role="owner")
            for account, person in zip(self.accounts, self.people, strict=True)
        )
        started = now - timedelta(days=400)
        Subscription.objects.bulk_create(
            Subscription(account=account, plan=random.choice(plans[1:]), starts_at=started) for account in self.accounts
        )

    def _agents(self, now: datetime) -> list[Agent]:
        people = Person.objects.bulk_create(
            Person(email=f"agent{number}@example.com", name=f"Agent {number}", created_at=now) for number in range(12)
        )
        agents = Agent.objects.bulk_create(Agent(person=person, languages=["en", "fr"]) for person in people)
        for place, agent in enumerate(agents):
            agent.teams.add(self.teams[place % 3])
        return agents


def _tickets(ground: _Ground, numbers: range, now: datetime) -> None:
    rows = [_ticket(ground, number, now) for number in numbers]
    Ticket.objects.bulk_create(rows)
    Participant.objects.bulk_create(
        Participant(ticket=row, person_id=row.requester_id, role="requester", reply_key=f"{row.number:024}")
        for row in rows
    )
    messages = Message.objects.bulk_create(message for row in rows for message in _messages(ground, row))
    Wording.objects.bulk_create(_wordings(rows, messages))
    Reading.objects.bulk_create(
        Reading(ticket=row, person_id=row.requester_id, read_at=row.last_reply_at) for row in rows if not row.closed_at
    )
    Event.objects.bulk_create(_events(rows, messages))


def _ticket(ground: _Ground, number: int, now: datetime) -> Ticket:
    place = random.randrange(len(ground.accounts))
    status = random.choices([s for s, _ in SHARES], [share for _, share in SHARES])[0]
    is_ours = status in ON_US
    oldest = 3 if is_ours else 13 if status == Status.SOLVED else 365  # days; what was solved before that is closed
    created = now - timedelta(seconds=random.randrange(3 * 3600, 86_400 * oldest))
    moved = created + timedelta(hours=2)
    topic = random.choice(ground.topics)
    is_answered = status != Status.RECEIVED
    return Ticket(
        number=1001 + number,
        account=ground.accounts[place],
        requester=ground.people[place],
        subject=" ".join(random.choices(WORDS, k=5)).capitalize(),
        topic=topic,
        language=random.choice(["en", "fr", "de", "es"]),
        status=status,
        priority=Priority.NORMAL,
        team_id=topic.team_id,
        assignee=random.choice(ground.agents) if is_answered else None,
        promise_seconds=86_400,
        first_reply_due_at=created + timedelta(days=1),
        first_replied_at=created + timedelta(hours=1) if is_answered else None,
        next_due_at=(moved if is_answered else created) + timedelta(days=1) if is_ours else None,
        solved_at=moved if status in (Status.SOLVED, Status.CLOSED) else None,
        closed_at=moved + timedelta(days=14) if status == Status.CLOSED else None,
        created_at=created,
        updated_at=moved,
        customer_updated_at=moved,
        last_reply_at=moved,
        last_reply_by=ground.people[place],
    )


def _messages(ground: _Ground, row: Ticket) -> Iterator[Message]:
    for place in range(3):
        is_agent = place == 1
        author = random.choice(ground.agents).person_id if is_agent else row.requester_id
        yield Message(
            ticket=row,
            author_id=author,
            is_from_agent=is_agent,
            via=Origin.WORKSPACE if is_agent else Origin.PORTAL,
            body=" ".join(random.choices(WORDS, k=60)),
            language="" if place else row.language,
            created_at=row.created_at + timedelta(hours=place),
        )


def _wordings(rows: Sequence[Ticket], messages: Sequence[Message]) -> Iterator[Wording]:
    for place, row in enumerate(rows):
        bodies = (message.body for message in messages[3 * place : 3 * place + 3])
        yield Wording(ticket=row, text=folded("\n".join((row.subject, *bodies))))


def _events(rows: Sequence[Ticket], messages: Sequence[Message]) -> Iterator[Event]:
    for place, row in enumerate(rows):
        first, answer, thanks = messages[3 * place : 3 * place + 3]
        opened = {"message": first.pk, "topic": row.topic_id, "promise_seconds": 86_400, "follows": None}
        yield _event(row, "ticket.opened", f"person:{row.requester_id}", opened, first.created_at)
        for message in (answer, thanks):
            data = {"message": message.pk, "is_from_agent": message is answer, "is_first": message is answer}
            yield _event(row, "ticket.replied", "system", {**data, "status": "waiting"}, message.created_at)


def _event(row: Ticket, kind: str, actor: str, data: dict[str, Any], at: datetime) -> Event:
    topics = [f"ticket:{row.number}", "workspace", f"person:{row.requester_id}", f"account:{row.account_id}"]
    return Event(
        epoch=1,
        kind=kind,
        subject=f"ticket:{row.number}",
        actor=actor,
        audience="customer",
        topics=topics,
        data=data,
        at=at,
    )


def _bar(name: str, total: int, write: Callable[[range], None], quiet: bool) -> None:
    for start in range(0, total, BATCH):
        with transaction.atomic():
            write(range(start, min(start + BATCH, total)))
        if not quiet:
            share = min(1, (start + BATCH) / total)
            sys.stderr.write(f"\r  seeding {name} [{'#' * int(30 * share):30}] {share:4.0%}")
    if not quiet:
        sys.stderr.write("\n")


def _advance_sequences() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('tickets_ticket', 'number'), MAX(number)) FROM tickets_ticket"
        )
