"""Inviting somebody as an agent or into an account: a link that shows a page, whose button accepts once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from pindesk.accounts.actions.agents import make_agent
from pindesk.accounts.actions.limits import count_try
from pindesk.accounts.actions.people import add_membership, add_person
from pindesk.accounts.actions.permission import lock_people, may_make_owners, may_manage_agent, may_manage_members
from pindesk.accounts.actions.recording import Actor, author, record_on
from pindesk.accounts.actions.withdrawing import AS_AGENT, OPEN, inviter_may, withdraw_all
from pindesk.accounts.company import current_company
from pindesk.accounts.errors import AddressTaken, InvitationOver, UnknownValue
from pindesk.accounts.events import InvitationAccepted, InvitationSent
from pindesk.accounts.limits import INVITATIONS_BY_AGENT
from pindesk.accounts.mails import write_mail
from pindesk.accounts.models import (
    Account,
    Agent,
    Invitation,
    Language,
    Membership,
    Person,
    Team,
    language_codes,
)
from pindesk.accounts.rules import clean_name, normal_email, zone_or
from pindesk.lib import clock
from pindesk.lib.addresses import public_url
from pindesk.ui import formats

VALID_FOR = timedelta(days=7)


def invite_agent(
    *,
    email: str,
    name: str,
    language: str,
    role: str,
    languages: Sequence[str],
    teams: Sequence[Team],
    by: Agent,
    now: datetime | None = None,
) -> Invitation:
    """Mail an invitation to become an agent. Records `invitation.sent`.

    Leads invite agents and leads, owners everybody. Raises NotAllowed, BadAddress, BadName, UnknownValue, TooManyTries.
    """
    may_manage_agent(Agent.objects.filter(person__email=normal_email(email)).first(), by)
    if role == Agent.Role.OWNER:
        may_make_owners(by)
    codes = language_codes(languages)
    if role not in Agent.Role.values or not codes:
        raise UnknownValue
    given: dict[str, object] = {"agent_role": role, "agent_languages": codes}
    return _invite(email, name, language, given, teams, by=by, inviter=by.person, now=now)


def invite_member(
    account: Account,
    *,
    email: str,
    name: str,
    language: str,
    role: str = Membership.Role.MEMBER,
    by: Agent | Membership,
    now: datetime | None = None,
) -> Invitation:
    """Mail an invitation into an account; by an owner of that account, or by a lead. Records `invitation.sent`.

    Raises NotAllowed, BadAddress, BadName, UnknownValue, TooManyTries, and AddressTaken for who is in the account.
    """
    may_manage_members(account.pk, by)
    if role not in Membership.Role.values:
        raise UnknownValue
    here = Membership.objects.filter(account=account, removed_at=None)
    if here.filter(person__email=normal_email(email)).exists():
        raise AddressTaken
    given: dict[str, object] = {"account": account, "account_role": role}
    return _invite(email, name, language, given, (), by=author(by), inviter=by.person, now=now)


def open_invitation(token: str, *, now: datetime | None = None) -> Invitation:
    """The invitation behind a link. Raises Http404 for a token that never was, InvitationOver for one that is over.

    It is over too when who sent it could not send it now, or when the invited was ended as an agent since.
    """
    found = Invitation.objects.select_related("account", "invited_by").filter(token_hash=_hash(token)).first()
    if found is None:
        raise Http404
    if not found.is_open_at(now or clock.now()) or not inviter_may(found) or _was_ended_since(found):
        raise InvitationOver
    return found


@transaction.atomic
def accept_invitation(token: str, *, now: datetime | None = None) -> tuple[Invitation, Person, Membership | None]:
    """Make the invited an agent or a member, once; the membership is that of an invitation into an account.

    Records `invitation.accepted` and what follows from it. Whoever holds the link has read the mail, so the address is
    theirs. Raises Http404, InvitationOver.
    """
    at = now or clock.now()
    lock_people()
    found = open_invitation(token, now=at)
    taken = Invitation.objects.filter(OPEN, pk=found.pk).update(accepted_at=at)
    if not taken:
        raise InvitationOver
    person = Person.objects.filter(email=found.email).first()
    if person is None:
        person = add_person(email=found.email, name=found.name, language=found.language, now=at)
    elif not person.is_active:
        raise InvitationOver
    if found.agent_role:
        make_agent(
            person, role=found.agent_role, languages=found.agent_languages, teams=found.teams.all(), by=person, now=at
        )
    membership = None
    if found.account:
        membership = add_membership(found.account, person, found.account_role, by=person, now=at)
    record_on(f"invitation:{found.pk}", InvitationAccepted(person.pk), by=person, at=at)
    return found, person, membership


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Agent | Membership, now: datetime | None = None) -> None:
    """Make the link void; by a lead, or by an owner of the account that it leads into. Records `invitation.withdrawn`.

    Twice is once; one that was accepted stays so. Raises NotAllowed.
    """
    may_manage_members(invitation.account_id, by)
    withdraw_all([invitation.pk], by=author(by), at=now or clock.now())


def _was_ended_since(invitation: Invitation) -> bool:
    if not invitation.agent_role:
        return False
    ended = Agent.objects.filter(person__email=invitation.email, is_active=False)
    return ended.filter(deactivated_at__gte=invitation.created_at).exists()


def _invite(
    email: str,
    name: str,
    language: str,
    given: dict[str, object],
    teams: Sequence[Team],
    *,
    by: Actor,
    inviter: Person,
    now: datetime | None,
) -> Invitation:
    at = now or clock.now()
    address, title = normal_email(email), clean_name(name)
    if language not in Language.values:
        raise UnknownValue
    count_try(INVITATIONS_BY_AGENT, str(inviter.pk), now=at)
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        same = Q(account=given["account"]) if "account" in given else AS_AGENT
        Invitation.objects.filter(OPEN, same, email=address).update(withdrawn_at=at)
        invitation = Invitation.objects.create(
            token_hash=_hash(token),
            email=address,
            name=title,
            language=language,
            invited_by=inviter,
            created_at=at,
            expires_at=at + VALID_FOR,
            **given,
        )
        invitation.teams.set(teams)
        _mail(invitation, token, inviter)
        role = invitation.agent_role or invitation.account_role
        record_on(f"invitation:{invitation.pk}", InvitationSent(role), by=by, at=at)
    return invitation


def _mail(invitation: Invitation, token: str, inviter: Person) -> None:
    until = formats.date(invitation.expires_at, zone_or(current_company().zone, "UTC"), invitation.language)
    write_mail(
        "invitation",
        to=invitation.email,
        language=invitation.language,
        reference=f"invitation:{invitation.pk}",
        is_secret=True,
        lasts=VALID_FOR,
        name=invitation.name,
        inviter=inviter.name,
        account=invitation.account.name if invitation.account else "",
        link=f"{public_url()}/{invitation.language}/invitations/{token}",
        until=until,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
