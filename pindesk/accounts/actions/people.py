"""People and the accounts they belong to."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from pindesk.accounts.actions.permission import (
    agents_lead,
    check_owner_left,
    lock_people,
    may_manage_agent,
    may_manage_members,
)
from pindesk.accounts.actions.recording import Actor, author, record_on
from pindesk.accounts.actions.sessions import end_sessions
from pindesk.accounts.actions.withdrawing import withdraw_after
from pindesk.accounts.errors import AddressTaken, LastOwner, UnknownValue, UnknownZone
from pindesk.accounts.events import (
    AccountCreated,
    MemberAdded,
    MemberRemoved,
    PersonActivated,
    PersonAdded,
    PersonChanged,
    PersonDeactivated,
)
from pindesk.accounts.models import Account, Agent, Language, Membership, Person
from pindesk.accounts.rules import clean_name, is_zone, normal_email
from pindesk.lib import clock


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    language: str = Language.EN,
    zone: str = "",
    external_id: str | None = None,
    by: Actor = None,
    now: datetime | None = None,
) -> Person:
    """Add somebody who may sign in by a mailed code, without a password. Records `person.added`.

    `zone` is an IANA name, empty for the account's. Raises NotAllowed for agents who do not lead, BadAddress, BadName,
    UnknownValue, UnknownZone or AddressTaken.
    """
    agents_lead(by)
    at = now or clock.now()
    person = Person(
        email=normal_email(email),
        name=clean_name(name),
        language=_language(language),
        zone=_zone(zone),
        external_id=external_id or None,
        created_at=at,
    )
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        raise AddressTaken from None
    record_on(f"person:{person.pk}", PersonAdded(), by=by, at=at)
    return person


@transaction.atomic
def change_person(
    person: Person, *, name: str, language: str, zone: str, by: Actor, now: datetime | None = None
) -> Person:
    """Change name, language and zone. Records `person.changed` with the names of the fields, if any changed.

    Raises BadName, UnknownValue, UnknownZone.
    """
    given = {"name": clean_name(name), "language": _language(language), "zone": _zone(zone)}
    changed = [field for field, value in given.items() if getattr(person, field) != value]
    if changed:
        for field in changed:
            setattr(person, field, given[field])
        person.save(update_fields=changed)
        record_on(f"person:{person.pk}", PersonChanged(" ".join(changed)), by=by, at=now or clock.now())
    return person


@transaction.atomic
def set_active(person: Person, is_active: bool, *, by: Agent | None, now: datetime | None = None) -> None:
    """Let a person sign in, or no longer; their sessions, and invitations to them and of theirs, are then over.

    By leads, of owners by owners. Records `person.activated` or `person.deactivated`; nothing when it is so already.
    Raises NotAllowed, LastOwner.
    """
    at = now or clock.now()
    lock_people()
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if by is not None:
        may_manage_agent(Agent.objects.filter(person=row).first(), by)
    if row.is_active == is_active:
        person.is_active = is_active
        return
    row.is_active = is_active
    row.save(update_fields=["is_active"])
    if not is_active:
        if Agent.objects.filter(person=row, role=Agent.Role.OWNER, is_active=True).exists():
            check_owner_left()
        end_sessions(row)
        withdraw_after(row, Q(), by=by, at=at)
    person.is_active = is_active
    event = PersonActivated() if is_active else PersonDeactivated()
    record_on(f"person:{row.pk}", event, by=by, at=at)


@transaction.atomic
def create_account(
    *,
    name: str,
    language: str = Language.EN,
    country: str = "",
    zone: str = "Europe/Paris",
    external_id: str | None = None,
    by: Actor = None,
    now: datetime | None = None,
) -> Account:
    """Create a customer's account; `country` is ISO 3166-1 alpha-2 or empty. Records `account.created`.

    Raises NotAllowed for agents who do not lead, BadName, UnknownValue, UnknownZone.
    """
    agents_lead(by)
    at = now or clock.now()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise UnknownValue
    account = Account.objects.create(
        name=clean_name(name),
        language=_language(language),
        country=country.upper(),
        zone=_zone(zone) or "UTC",
        external_id=external_id or None,
        created_at=at,
    )
    record_on(f"account:{account.pk}", AccountCreated(account.reference), by=by, at=at)
    return account


@transaction.atomic
def add_membership(
    account: Account,
    person: Person,
    role: str = Membership.Role.MEMBER,
    *,
    by: Actor = None,
    now: datetime | None = None,
) -> Membership:
    """Put the person into the account; who is in it already stays as they are. Records `account.member_added`.

    Raises NotAllowed for agents who do not lead, UnknownValue for a role that does not exist.
    """
    agents_lead(by)
    at = now or clock.now()
    if role not in Membership.Role.values:
        raise UnknownValue
    membership, is_new = Membership.objects.get_or_create(
        account=account, person=person, removed_at=None, defaults={"role": role, "created_at": at}
    )
    if is_new:
        record_on(f"account:{account.pk}", MemberAdded(person.pk, role), by=by, at=at)
    return membership


@transaction.atomic
def remove_membership(membership: Membership, *, by: Agent | Membership, now: datetime | None = None) -> None:
    """End the membership; sessions in that account, and invitations that would bring them back or that they sent as its
    owner, are over. Twice is once. Records `account.member_removed`.

    By the member themselves, an owner of the account, or a lead. Raises NotAllowed, and LastOwner when others would be
    left without an owner or the only one would leave.
    """
    at = now or clock.now()
    # The whole account is locked: two owners who remove each other at once would leave it without one.
    Account.objects.select_for_update(no_key=True).get(pk=membership.account_id)
    row = Membership.objects.select_related("person").get(pk=membership.pk)
    is_leaving = isinstance(by, Membership) and by.pk == row.pk
    if not is_leaving:
        may_manage_members(row.account_id, by)
    if row.removed_at is not None:
        return
    others = Membership.objects.filter(account_id=row.account_id, removed_at=None).exclude(pk=row.pk)
    is_only_owner = row.is_owner and not others.filter(role=Membership.Role.OWNER).exists()
    if is_only_owner and (is_leaving or others.exists()):
        raise LastOwner
    row.removed_at = membership.removed_at = at
    row.save(update_fields=["removed_at"])
    withdraw_after(row.person, Q(account=row.account_id), by=author(by), at=at)
    record_on(f"account:{row.account_id}", MemberRemoved(row.person_id), by=author(by), at=at)


def _language(code: str) -> str:
    if code not in Language.values:
        raise UnknownValue
    return code


def _zone(name: str) -> str:
    if name and not is_zone(name):
        raise UnknownZone
    return name
