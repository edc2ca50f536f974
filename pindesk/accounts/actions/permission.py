"""Who may manage people: what the actions ask before they change anything. Without an actor, it is the system."""

from __future__ import annotations

from pindesk.accounts.actions.recording import Actor
from pindesk.accounts.errors import LastOwner, NotAllowed
from pindesk.accounts.models import Agent, Company, Membership


def lock_people() -> None:
    """Let changes of who may do what wait for each other; before any other row is locked, in the caller's transaction.

    Else two owners who end each other at once leave nobody, and who is ended comes back by what they accept meanwhile.
    """
    Company.objects.select_for_update(no_key=True).first()


def may_manage_people(actor: Agent) -> None:
    """Raises NotAllowed unless the agent is a lead or an owner now; the row is read anew."""
    row = Agent.objects.filter(pk=actor.pk, is_active=True, person__is_active=True).first()
    if row is None or not row.may_lead:
        raise NotAllowed


def agents_lead(by: Actor) -> None:
    """Raises NotAllowed for an agent who does not lead; people act for themselves, and their surface has checked."""
    if isinstance(by, Agent):
        may_manage_people(by)


def may_manage_agent(target: Agent | None, by: Agent) -> None:
    """Raises NotAllowed unless `by` leads now, and is an owner if the target is one. `by` is read anew."""
    may_manage_people(by)
    if target is not None and target.role == Agent.Role.OWNER:
        may_make_owners(by)


def may_make_owners(by: Agent) -> None:
    """Raises NotAllowed unless `by` is an owner now."""
    if not Agent.objects.filter(pk=by.pk, role=Agent.Role.OWNER, is_active=True).exists():
        raise NotAllowed


def may_manage_members(account_id: int | None, by: Agent | Membership) -> None:
    """Raises NotAllowed unless `by` is a lead or owns that account now: an owner may have been removed meanwhile."""
    if isinstance(by, Agent):
        may_manage_people(by)
        return
    own = Membership.objects.filter(pk=by.pk, role=Membership.Role.OWNER, removed_at=None)
    if account_id is None or not own.filter(account_id=account_id).exists():
        raise NotAllowed


def check_owner_left() -> None:
    """Raises LastOwner when no owner can sign in any more."""
    if not Agent.objects.filter(role=Agent.Role.OWNER, is_active=True, person__is_active=True).exists():
        raise LastOwner
