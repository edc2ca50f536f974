"""What follows a change of somebody's authenticator app, passkeys or recovery codes, which allauth keeps."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

from pindesk.accounts.actions.sessions import credentials_changed
from pindesk.accounts.company import current_company
from pindesk.accounts.models import Agent, Person
from pindesk.accounts.requests import Request

SECOND_STEP = "second_factor"  # in the session: whether the agent has one; see `has_second_factor`


def listen() -> None:
    """Connect to allauth's signals; once at start."""
    for signal, what in (
        (authenticator_added, "added"),
        (authenticator_removed, "removed"),
        (authenticator_reset, "reset"),
    ):
        signal.connect(_RECEIVERS[what], dispatch_uid=f"pindesk.accounts.{what}")


def has_second_factor(person: Person) -> bool:
    """Whether an app or a passkey is asked for when they sign in."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=person, type__in=kinds).exists()


def lacks_second_factor(agent: Agent) -> bool:
    """Whether the company asks for a second step and the agent has none yet; a query only if it asks."""
    return current_company().require_agent_2fa and not has_second_factor(agent.person)


def _changed(request: Request, user: Person, authenticator: Authenticator, what: str) -> None:
    keep = request.session if getattr(request, "person", None) == user else None
    if keep is not None:
        keep.pop(SECOND_STEP, None)
    credentials_changed(user, f"{authenticator.type} {what}", by=user, keep=keep)


def _added(request: Request, user: Person, authenticator: Authenticator, **_: Any) -> None:
    _changed(request, user, authenticator, "added")


def _removed(request: Request, user: Person, authenticator: Authenticator, **_: Any) -> None:
    _changed(request, user, authenticator, "removed")


def _reset(request: Request, user: Person, authenticator: Authenticator, **_: Any) -> None:
    _changed(request, user, authenticator, "reset")


_RECEIVERS = {"added": _added, "removed": _removed, "reset": _reset}
