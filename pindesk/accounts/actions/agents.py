"""Agents and their teams."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from pindesk.accounts.actions.permission import (
    agents_lead,
    check_owner_left,
    lock_people,
    may_make_owners,
    may_manage_agent,
)
from pindesk.accounts.actions.recording import Actor, record_on
from pindesk.accounts.actions.sessions import end_sessions
from pindesk.accounts.actions.withdrawing import AS_AGENT, withdraw_after
from pindesk.accounts.errors import UnknownValue
from pindesk.accounts.events import AgentAdded, AgentChanged, PresenceChanged, TeamSaved
from pindesk.accounts.models import Agent, Language, Person, Team, language_codes
from pindesk.accounts.rules import clean_name
from pindesk.lib import clock


@transaction.atomic
def make_agent(
    person: Person,
    *,
    role: str = Agent.Role.AGENT,
    languages: Iterable[str] = (Language.EN,),
    teams: Iterable[Team] = (),
    by: Actor = None,
    now: datetime | None = None,
) -> Agent:
    """Make the person an agent, or one again; who is one already stays as they are. Records `agent.added`.

    Raises UnknownValue for an unknown role, or when no language is known; NotAllowed for an agent who does not lead, or
    makes an owner without being one.
    """
    at = now or clock.now()
    codes = _languages(languages)
    if role not in Agent.Role.values:
        raise UnknownValue
    agents_lead(by)
    if isinstance(by, Agent) and role == Agent.Role.OWNER:
        may_make_owners(by)
    agent, is_new = Agent.objects.select_for_update().get_or_create(
        person=person, defaults={"role": role, "languages": codes, "created_at": at}
    )
    if not is_new and agent.is_active:
        return agent
    agent.role, agent.languages, agent.is_active, agent.deactivated_at = role, codes, True, None
    agent.save(update_fields=["role", "languages", "is_active", "deactivated_at"])
    agent.teams.set(teams)
    record_on(f"agent:{agent.pk}", AgentAdded(role, " ".join(codes)), by=by, at=at)
    return agent


@transaction.atomic
def change_agent(
    agent: Agent,
    *,
    by: Agent,
    role: str | None = None,
    languages: Iterable[str] | None = None,
    teams: Iterable[Team] | None = None,
    is_active: bool | None = None,
    now: datetime | None = None,
) -> Agent:
    """Change what is given. Records one `agent.changed` for each thing that is different afterwards.

    Leads change agents; owners change everybody and alone make owners. Agents change their own languages. A new role
    or the end of being an agent ends the agent's sessions; with less to say, also the invitations that they could no
    longer send, and those that would make them more again. Raises NotAllowed, UnknownValue, LastOwner.
    """
    at = now or clock.now()
    lock_people()
    row = Agent.objects.select_for_update().select_related("person").get(pk=agent.pk)
    _check_may_change(row, by, role, is_self_service=role is None and teams is None and is_active is None)
    was_owner, before = row.role == Agent.Role.OWNER and row.is_active, _rank(row)
    changes: list[tuple[str, str, str]] = []
    if role is not None and role != row.role:
        changes.append(("role", row.role, role))
        row.role = role
    if languages is not None and (codes := _languages(languages)) != row.languages:
        changes.append(("languages", " ".join(row.languages), " ".join(codes)))
        row.languages = codes
    if is_active is not None and is_active != row.is_active:
        changes.append(("is_active", str(row.is_active), str(is_active)))
        row.is_active, row.deactivated_at = is_active, None if is_active else at
        row.presence = Agent.Presence.AWAY
    if teams is not None:
        changes += _set_teams(row, teams)
    row.save()
    if was_owner:
        check_owner_left()
    if any(what in ("role", "is_active") for what, _, _ in changes):
        end_sessions(row.person)
    if _rank(row) < before:
        withdraw_after(row.person, AS_AGENT, by=by, at=at)
    for change in changes:
        record_on(f"agent:{row.pk}", AgentChanged(*change), by=by, at=at)
    return row


@transaction.atomic
def set_presence(agent: Agent, presence: str, *, now: datetime | None = None) -> None:
    """Say that the agent is here or away. Records `agent.presence_changed` when it is news. Raises UnknownValue."""
    if presence not in Agent.Presence.values:
        raise UnknownValue
    if Agent.objects.filter(pk=agent.pk).exclude(presence=presence).update(presence=presence):
        record_on(f"agent:{agent.pk}", PresenceChanged(presence), by=agent, at=now or clock.now())
    agent.presence = presence


@transaction.atomic
def set_letter_keys(agent: Agent, has_letter_keys: bool, *, now: datetime | None = None) -> None:
    """Let single letters act as shortcuts for this agent, or not. Records `agent.changed` when it is news.

    Source: WCAG 2.1.4, for people who speak to their computer.
    """
    if Agent.objects.filter(pk=agent.pk, has_letter_keys=not has_letter_keys).update(has_letter_keys=has_letter_keys):
        event = AgentChanged("keys", str(not has_letter_keys), str(has_letter_keys))
        record_on(f"agent:{agent.pk}", event, by=agent, at=now or clock.now())
    agent.has_letter_keys = has_letter_keys


@transaction.atomic
def save_team(
    *, name: str, code: str = "", position: int | None = None, by: Actor = None, now: datetime | None = None
) -> Team:
    """Create the team of that code, or rename it; without a code one is made from the name. Records `team.saved`.

    Raises BadName, and NotAllowed for agents who do not lead.
    """
    agents_lead(by)
    title = clean_name(name)[:80]
    key = code or _free_code(title)
    place = {} if position is None else {"position": position}
    team, _ = Team.objects.update_or_create(code=key, defaults={"name": title, **place})
    record_on(f"team:{team.pk}", TeamSaved(team.code), by=by, at=now or clock.now())
    return team


def _check_may_change(agent: Agent, by: Agent, role: str | None, *, is_self_service: bool) -> None:
    if role is not None and role not in Agent.Role.values:
        raise UnknownValue
    if is_self_service and by.pk == agent.pk:
        return
    may_manage_agent(agent, by)
    if role == Agent.Role.OWNER:
        may_make_owners(by)


def _rank(agent: Agent) -> int:
    """How much the agent has to say: 0 when no longer one."""
    return 1 + list(Agent.Role.values).index(agent.role) if agent.is_active else 0


def _set_teams(agent: Agent, teams: Iterable[Team]) -> list[tuple[str, str, str]]:
    before = " ".join(sorted(agent.teams.values_list("code", flat=True)))
    agent.teams.set(teams)
    after = " ".join(sorted(agent.teams.values_list("code", flat=True)))
    return [("teams", before[:200], after[:200])] if before != after else []


def _languages(values: Iterable[str]) -> list[str]:
    codes = language_codes(values)
    if not codes:
        raise UnknownValue
    return codes


def _free_code(name: str) -> str:
    base = slugify(name)[:36] or "team"
    taken = set(Team.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, 999))) if code not in taken)
