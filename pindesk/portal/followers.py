"""Who follows a ticket, and who of the account could, as its page and the form of a new one show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pindesk.accounts.models import Membership
from pindesk.accounts.rules import shown_email
from pindesk.tickets.access import Colleague, Sheet, colleagues_of
from pindesk.tickets.actions.copying import may_copy
from pindesk.tickets.rules import COPIES_MAX


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who is copied; `may_go`: the reader may take them off."""

    person: int
    name: str
    is_reader: bool
    may_go: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A colleague to choose, by number."""

    person: int
    name: str
    email: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Followers:
    """Those who are copied, colleagues who could be, and whether the reader may become one of them by a click."""

    copies: tuple[Follower, ...] = ()
    others: tuple[Choice, ...] = ()
    may_follow: bool = False


def followers_of(member: Membership, sheet: Sheet) -> Followers:
    """For the page of a ticket; one query. One of no account is its requester's alone."""
    ticket, reader = sheet.ticket, member.person_id
    if ticket.account_id is None:
        return Followers()
    is_in_charge = may_copy(ticket, member)
    people = [one for one in colleagues_of(member, ticket.number) if one.person != ticket.requester_id]
    copies = tuple(
        Follower(one.person, one.name, one.person == reader, is_in_charge or one.person == reader)
        for one in people
        if one.is_following
    )
    has_room = is_in_charge and ticket.closed_at is None and len(copies) < COPIES_MAX
    others = tuple(_choices(one for one in people if not one.is_following and one.person != reader))
    may_follow = has_room and not sheet.is_followed
    return Followers(copies, others if has_room else (), may_follow)


def choices_for(member: Membership, chosen: Iterable[int]) -> tuple[Choice, ...]:
    """For the form of a new ticket: everybody else of the account; one query."""
    return tuple(_choices((one for one in colleagues_of(member) if one.person != member.person_id), set(chosen)))


def _choices(people: Iterable[Colleague], chosen: set[int] | None = None) -> Iterable[Choice]:
    for one in people:
        yield Choice(one.person, one.name, shown_email(one.email), one.person in (chosen or set()))
