"""Playing the written conversations along a clock that ends now: who writes when, and how each ticket ends."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from pindesk.accounts.models import Agent, Membership
from pindesk.demo.conversations import conversations
from pindesk.demo.handed import handed_in
from pindesk.demo.people import AGENTS, TEAMS
from pindesk.demo.script import Conversation, Turn
from pindesk.demo.told import told_in_form
from pindesk.knowledge.models import Article
from pindesk.tickets import actions
from pindesk.tickets.models import Ticket

# How long ago a conversation that ends so was opened, in hours: from, to.
OPENED_HOURS_AGO = {
    "received": (0.5, 21),
    "in_progress": (2, 22),
    "waiting": (20, 150),
    "on_hold": (3, 26),
    "solved": (30, 280),
    "closed": (24 * 23, 24 * 300),
}
STEPS_AT_ONCE = 200  # in one transaction: quick, and no writer is held up for long

Step = tuple[datetime, Callable[[datetime], None]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who can answer and who can ask; `others` are those about whom it does not matter who they are."""

    agents: list[Agent]
    members: list[Membership]
    others: list[Membership]


def play(desk: Desk, now: datetime) -> None:
    """Let every conversation happen, in the order of time, the last step before `now`; the same each time."""
    chance = random.Random(1042)  # noqa: S311 - a story, not a secret
    steps = [step for language, one in conversations() for step in _Play(desk, language, one, now, chance).steps()]
    steps += [(now - timedelta(days=days), _close) for days in range(280, 0, -7)]
    pending = iter(sorted(steps, key=lambda step: step[0]))
    while batch := list(islice(pending, STEPS_AT_ONCE)):
        with transaction.atomic():
            for at, step in batch:
                step(at)


def _close(at: datetime) -> None:
    actions.close_solved(now=at)


class _Play:
    """One conversation with its people and its times."""

    def __init__(self, desk: Desk, language: str, one: Conversation, now: datetime, chance: random.Random) -> None:
        self.one, self.language, self.now = one, language, now
        self.member = _asks(desk, language, one, chance)
        self.colleagues = [_named(desk, name) for name in one.copies]
        self.agent = chance.choice(_answers(desk, language, one))
        earliest, latest = OPENED_HOURS_AGO[one.ends]
        told = timedelta(minutes=sum(turn.after_minutes for turn in one.turns) + 10)
        self.at = now - max(timedelta(hours=chance.uniform(earliest, latest)), told)
        self.uploads = handed_in(one, self.member.person)
        self.ticket: Ticket | None = None

    def steps(self) -> Iterator[Step]:
        at = self.at
        yield at, self._open
        for place, turn in enumerate(self.one.turns):
            at += timedelta(minutes=turn.after_minutes)
            yield at, self._write(turn, is_last=place == len(self.one.turns) - 1)
        if self.one.ends in ("solved", "closed"):
            if self._ends_by_customer():
                yield at + timedelta(minutes=5), self._solve
            yield at + timedelta(minutes=6), self._rate

    def _ends_by_customer(self) -> bool:
        return not self.one.turns or self.one.turns[-1].by == "customer"

    def _open(self, at: datetime) -> None:
        self.ticket = actions.open_ticket(
            membership=self.member,
            topic=self.one.topic,
            subject=self.one.subject,
            body=self.one.opening,
            language=self.language,
            copies=[member.person_id for member in self.colleagues],
            articles_read=list(Article.objects.filter(group__in=self.one.read).values_list("pk", flat=True)),
            fields=told_in_form(self.one, self.member, at),
            uploads=self.uploads,
            now=at,
        )

    def _write(self, turn: Turn, *, is_last: bool) -> Callable[[datetime], None]:
        def step(at: datetime) -> None:
            assert self.ticket is not None
            if turn.by == "customer":
                self._read()
                actions.reply(self.ticket, by=self.member.person, body=turn.text, now=at)
                return
            actions.assign(self.ticket, to=self.agent, by=self.agent, now=at - timedelta(minutes=2))
            if turn.by == "note":
                actions.add_note(self.ticket, by=self.agent, body=turn.text, now=at)
            else:
                status = self._last_status() if is_last else None
                actions.reply(self.ticket, by=self.agent, body=turn.text, status=status, now=at)

        return step

    def _last_status(self) -> str | None:
        return {"closed": "solved", "received": None}.get(self.one.ends, self.one.ends)

    def _solve(self, at: datetime) -> None:
        assert self.ticket is not None
        actions.solve(self.ticket, by=self.member.person, now=at)

    def _rate(self, at: datetime) -> None:
        """Who is done has read the answer; some say whether it helped."""
        assert self.ticket is not None
        self._read()
        if self.one.rated:
            score, text = self.one.rated
            actions.rate(self.ticket, by=self.member.person, score=score, text=text, now=at)

    def _read(self) -> None:
        assert self.ticket is not None
        self.ticket.refresh_from_db()
        actions.mark_read(self.ticket, by=self.member.person)


def _answers(desk: Desk, language: str, one: Conversation) -> list[Agent]:
    """Agents of the topic's team who speak the language, else all who do."""
    team = next(code for code, _name, topics in TEAMS if one.topic in topics)
    at_home = {row.email for row in AGENTS if team in row.teams}
    speakers = [agent for agent in desk.agents if language in agent.languages]
    return [agent for agent in speakers if agent.person.email in at_home] or speakers


def _asks(desk: Desk, language: str, one: Conversation, chance: random.Random) -> Membership:
    """Somebody who writes in that language and may open a ticket on that topic."""
    speakers = [member for member in desk.others if member.person.language == language]
    return chance.choice([_named(desk, one.by)] if one.by else speakers)


def _named(desk: Desk, name: str) -> Membership:
    """The customer whose address begins so."""
    return next(member for member in desk.members if member.person.email.startswith(f"{name}@"))
