"""Agents and their teams."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from pindesk.accounts.actions.people import may_manage_people
from pindesk.accounts.actions.recording import Actor, record_on
from pindesk.accounts.actions.sessions import end_sessions
from pindesk.accounts.errors import LastOwner, NotAllowed, UnknownValue
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

    Raises UnknownValue for an unknown role, or when no language is known.
    """
    at = now or clock.now()
    codes = _languages(languages)
    if role not in Agent.Role.values:
        raise UnknownValue
    agent, is_new = Agent.objects.select_for_update().get_or_create(
        person=person, defaults={"role": role, "languages": codes, "created_at": at}
    )
    if not is_new and agent.is_active:
        return agent
    agent.role, agent.languages, agent.is_active = role, codes, True
    agent.save(update_fields=["role", "languages", "is_active"])
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
    or the end of being an agent ends the agent's sessions. Raises NotAllowed, UnknownValue, LastOwner.
    """
    row = Agent.objects.select_for_update().select_related("person").get(pk=agent.pk)
    _check_may_change(row, by, role, is_self_service=role is None and teams is None and is_active is None)
    was_owner = row.role == Agent.Role.OWNER and row.is_active
    changes: list[tuple[str, str, str]] = []
    if role is not None and role != row.role:
        changes.append(("role", row.role, role))
        row.role = role
    if languages is not None and (codes := _languages(languages)) != row.languages:
        changes.append(("languages", " ".join(row.languages), " ".join(codes)))
        row.languages = codes
    if is_active is not None and is_active != row.is_active:
        changes.append(("is_active", str(row.is_active), str(is_active)))
        row.is_active = is_active
        row.presence = Agent.Presence.AWAY
    if teams is not None:
        changes += _set_teams(row, teams)
    row.save()
    if was_owner:
        _check_owner_left()
    if any(what in ("role", "is_active") for what, _, _ in changes):
        end_sessions(row.person)
    for change in changes:
        record_on(f"agent:{row.pk}", AgentChanged(*change), by=by, at=now or clock.now())
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
    if isinstance(by, Agent):
        may_manage_people(by)
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
    may_manage_people(by)
    touches_owner = Agent.Role.OWNER in (agent.role, role)
    if touches_owner and by.role != Agent.Role.OWNER:
        raise NotAllowed


def _check_owner_left() -> None:
    if not Agent.objects.filter(role=Agent.Role.OWNER, is_active=True, person__is_active=True).exists():
        raise LastOwner


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
