"""How the actions write to the log: who did it, and that only staff may read it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pindesk.accounts.models import Agent, Membership, Person
from pindesk.events.actions import record

Actor = Person | Agent | None


def actor_key(actor: Actor) -> str:
    """`agent:7`, `person:12` or `system`."""
    if actor is None:
        return "system"
    return f"agent:{actor.pk}" if isinstance(actor, Agent) else f"person:{actor.pk}"


def author(by: Agent | Membership) -> Actor:
    """Whom the log names: customers are people there, whatever account they act for."""
    return by.person if isinstance(by, Membership) else by


def record_on(subject: str, data: Any, *, by: Actor, at: datetime) -> None:
    """Record a staff event about a person, agent, account, team, invitation or the company, for the audit page."""
    record(data, subject=subject, actor=actor_key(by), audience="staff", topics=("people",), at=at)
