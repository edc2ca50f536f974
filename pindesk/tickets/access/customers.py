"""What a customer may fetch: their own tickets and those copied to them; an account's owners see all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Subquery
from django.http import Http404

from pindesk.accounts.models import Company, Membership, Person
from pindesk.availability.policy import OpenTicket
from pindesk.lib.prepared import Prepared, columns, row_of
from pindesk.tickets.access.entries import Entry, entries_of
from pindesk.tickets.access.unread import followed_by, unread_by
from pindesk.tickets.models import Draft, Rating, Status, Ticket, TicketQuerySet


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ticket as its customer's page shows it. By `policy_version`, `availability.access.topics_of_version` knows its
    topic; `draft` is the reader's reply so far."""

    ticket: Ticket
    policy_version: int
    requester: str
    is_followed: bool
    is_unread: bool
    rating: Rating | None
    draft: Draft | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the availability function needs to know, and the numbers of tickets that hold something new."""

    situation: tuple[OpenTicket, ...]
    unread: frozenset[int]


def permitted_to(person: int, account: int, is_owner: bool) -> TicketQuerySet:
    """The one rule: what the person follows, in this account or in none; for an owner the account's tickets, too."""
    followed = followed_by(person)
    if is_owner:
        return Ticket.objects.filter(Q(account_id=account) | Q(followed, account_id=None))
    return Ticket.objects.filter(Q(account_id=account) | Q(account_id=None), followed)


def permitted(membership: Membership) -> TicketQuerySet:
    """The tickets that the member may read."""
    return permitted_to(membership.person_id, membership.account_id, membership.is_owner)


def for_each_role(build: Callable[..., QuerySet[Any, Any]], **kinds: type) -> dict[bool, Prepared]:
    """The statement for members and for owners, by `is_owner`."""

    def prepared(is_owner: bool) -> Prepared:
        return Prepared(lambda **values: build(is_owner=is_owner, **values), **kinds)

    return {is_owner: prepared(is_owner) for is_owner in (False, True)}


def _standing(person: int, account: int, at: datetime) -> QuerySet[Ticket, Any]:
    is_ours = Q(status__in=(Status.RECEIVED, Status.IN_PROGRESS, Status.ON_HOLD))
    unanswered = is_ours & Q(first_replied_at=None, first_reply_due_at__gt=at)
    unread = ExpressionWrapper(unread_by(person), BooleanField())
    rows = permitted_to(person, account, False).filter(closed_at=None)
    rows = rows.annotate(is_unanswered=ExpressionWrapper(unanswered, BooleanField()), is_unread=unread)
    return rows.filter(Q(is_unanswered=True) | Q(is_unread=True)).values_list(
        "topic_id", "created_at", "first_reply_due_at", "number", "is_unanswered", "is_unread"
    )


def _ticket(is_owner: bool, person: int, account: int, number: int) -> QuerySet[Ticket, Any]:
    return permitted_to(person, account, is_owner).filter(number=number).values_list(*columns(Ticket))


def _sheet(is_owner: bool, person: int, account: int, number: int, form: str) -> QuerySet[Ticket, Any]:
    draft = Draft.objects.filter(person_id=person, form=form)
    rows = permitted_to(person, account, is_owner).filter(number=number)
    return rows.annotate(
        is_followed=ExpressionWrapper(followed_by(person), BooleanField()),
        is_unread=ExpressionWrapper(unread_by(person), BooleanField()),
        policy_version=Subquery(Company.objects.values("policy_version")[:1]),
        draft_data=Subquery(draft.values("data")[:1]),
        draft_at=Subquery(draft.values("updated_at")[:1]),
    ).values_list(
        *columns(Ticket), *columns(Rating, "rating__"), "policy_version", "requester__name",
        "is_followed", "is_unread", "draft_data", "draft_at",
    )  # fmt: skip


_STANDING = Prepared(_standing, person=int, account=int, at=datetime)
_TICKET = for_each_role(_ticket, person=int, account=int, number=int)
_SHEET = for_each_role(_sheet, person=int, account=int, number=int, form=str)
_RATING = len(columns(Ticket))
_REST = _RATING + len(columns(Rating))
_DRAFTS = Prepared(
    lambda person, one, other: Draft.objects.filter(Q(form=one) | Q(form=other), person_id=person).values_list(
        *columns(Draft)
    ),
    person=int,
    one=str,
    other=str,
)
_DRAFT = Prepared(
    lambda person, form: Draft.objects.filter(person_id=person, form=form).values_list(*columns(Draft)),
    person=int,
    form=str,
)


def ticket_for_customer(membership: Membership, number: int) -> Ticket:
    """The ticket of that number. Raises Http404 for one that is not there and for one that is not theirs, alike."""
    found = _TICKET[membership.is_owner].first(
        person=membership.person_id, account=membership.account_id, number=number
    )
    if found is None:
        raise Http404
    return row_of(Ticket, found)


def sheet_for_customer(membership: Membership, number: int) -> Sheet:
    """The ticket of that number with what its page shows; one query. Raises Http404 as `ticket_for_customer`."""
    person, form = membership.person_id, f"reply:{number}"
    found = _SHEET[membership.is_owner].first(person=person, account=membership.account_id, number=number, form=form)
    if found is None:
        raise Http404
    version, requester, is_followed, is_unread, data, draft_at = found[_REST:]
    rating = found[_RATING:_REST]
    return Sheet(
        ticket=row_of(Ticket, found[:_RATING]),
        policy_version=version,
        requester=requester,
        is_followed=is_followed,
        is_unread=is_unread,
        rating=row_of(Rating, rating) if rating[0] is not None else None,
        draft=Draft(person_id=person, form=form, data=data or {}, updated_at=draft_at) if draft_at else None,
    )


def conversation(ticket: Ticket) -> list[Entry]:
    """What a customer reads of the ticket, oldest first: replies, and the changes they may know of.

    Two queries, and one where the changes name anybody.
    """
    return entries_of(ticket, audience="customer")


def standing(membership: Membership, at: datetime) -> Standing:
    """What pages say of this person's tickets wherever they are; one query."""
    rows = _STANDING.rows(person=membership.person_id, account=membership.account_id, at=at)
    unanswered = tuple(
        OpenTicket(topic=topic, created_at=created, first_reply_due_at=due, is_answered=False, number=number)
        for topic, created, due, number, is_unanswered, _ in rows
        if is_unanswered
    )
    return Standing(unanswered, frozenset(number for _, _, _, number, _, is_unread in rows if is_unread))


def situation(membership: Membership, at: datetime) -> tuple[OpenTicket, ...]:
    """This person's open tickets as the availability function needs them: those without a first reply of ours."""
    return standing(membership, at).situation


def drafts_of(person: Person, *forms: str) -> dict[str, Draft]:
    """What the person has typed into those two forms, by form; one query."""
    one, other = forms
    drafts = [row_of(Draft, found) for found in _DRAFTS.rows(person=person.pk, one=one, other=other)]
    return {draft.form: draft for draft in drafts}


def draft_of(person: Person, form: str) -> Draft | None:
    """What the person has typed into that form and not sent."""
    found = _DRAFT.first(person=person.pk, form=form)
    return row_of(Draft, found) if found else None
