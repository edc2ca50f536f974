"""How many tickets and replies are taken from customers in a short time: more than anybody writes by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from pindesk.accounts.actions.limits import Limit, used_up_until
from pindesk.accounts.models import Membership, Person
from pindesk.tickets.errors import TooManyReplies, TooManyTickets

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)

TICKETS_OF_PERSON = (Limit("tickets_minute", 10, MINUTE), Limit("tickets_hour", 60, HOUR))
TICKETS_OF_ACCOUNT = (Limit("tickets_of_account_minute", 15, MINUTE), Limit("tickets_of_account_hour", 100, HOUR))
REPLIES_OF_PERSON = (Limit("replies_minute", 20, MINUTE), Limit("replies_hour", 200, HOUR))


def count_ticket(membership: Membership, at: datetime) -> None:
    """Count one ticket of the member, in the transaction that opens it. Raises TooManyTickets."""
    person = _longest(TICKETS_OF_PERSON, str(membership.person_id), at)
    account = _longest(TICKETS_OF_ACCOUNT, str(membership.account_id), at)
    if until := max((each for each in (person, account) if each), default=None):
        raise TooManyTickets(until - at)


def count_reply(person: Person, at: datetime) -> None:
    """Count one reply of a customer, in the transaction that writes it. Raises TooManyReplies."""
    if until := _longest(REPLIES_OF_PERSON, str(person.pk), at):
        raise TooManyReplies(until - at)


def _longest(limits: tuple[Limit, ...], key: str, at: datetime) -> datetime | None:
    """When there is room again in all of them; None when it was counted in each."""
    return max((until for limit in limits if (until := used_up_until(limit, key, now=at))), default=None)
