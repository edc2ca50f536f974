"""Making invitations void when who sent them, or whom they are for, may do less than before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from pindesk.accounts.actions.recording import Actor, record_on
from pindesk.accounts.events import InvitationWithdrawn
from pindesk.accounts.models import Agent, Invitation, Membership, Person

OPEN = Q(accepted_at=None, withdrawn_at=None)
AS_AGENT = ~Q(agent_role="")


def inviter_may(invitation: Invitation) -> bool:
    """Whether who sent the invitation could send it now."""
    inviter = invitation.invited_by
    if inviter is None or not inviter.is_active:
        return False
    agent = Agent.objects.filter(person=inviter, is_active=True).first()
    leads = agent is not None and agent.may_lead
    if invitation.agent_role:
        is_owner = agent is not None and agent.role == Agent.Role.OWNER
        return leads and (is_owner or invitation.agent_role != Agent.Role.OWNER)
    own = Membership.objects.filter(person=inviter, role=Membership.Role.OWNER, removed_at=None)
    return leads or own.filter(account=invitation.account_id).exists()


def withdraw_after(person: Person, coming: Q, *, by: Actor, at: datetime) -> None:
    """After the person lost a right: void what they sent and could not send now, and, of what is `coming`, what would
    bring them back. Records `invitation.withdrawn` for each; in the caller's transaction, once the right is gone."""
    sent = Invitation.objects.filter(OPEN, invited_by=person).select_related("invited_by")
    to_them = Invitation.objects.filter(OPEN, coming, email=person.email).values_list("pk", flat=True)
    withdraw_all({*to_them, *(each.pk for each in sent if not inviter_may(each))}, by=by, at=at)


def withdraw_all(numbers: Iterable[int], *, by: Actor, at: datetime) -> None:
    """Void those of these invitations that are open still. Records `invitation.withdrawn` for each."""
    for pk in sorted(numbers):
        if Invitation.objects.filter(OPEN, pk=pk).update(withdrawn_at=at):
            record_on(f"invitation:{pk}", InvitationWithdrawn(), by=by, at=at)
