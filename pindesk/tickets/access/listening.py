"""Which topics of the log a page may listen to; asked at every connect."""

from __future__ import annotations

from collections.abc import Iterable

from pindesk.accounts.models import Agent, Membership
from pindesk.lib.text import number_or_none
from pindesk.tickets.access.customers import permitted

MAX_TOPICS = 50


def customer_may_listen(membership: Membership, topics: Iterable[str]) -> set[str]:
    """Those of `topics` that a customer may hear of: their own key, their account's plan, tickets they may read, an
    owner's account.

    At most one query.
    """
    wanted = list(dict.fromkeys(topics))[:MAX_TOPICS]
    own = {f"person:{membership.person_id}", f"plan:{membership.account_id}"}
    if membership.is_owner:
        own.add(f"account:{membership.account_id}")
    numbers = {number for key in wanted if key.startswith("ticket:") and (number := number_or_none(key[7:]))}
    allowed = own & set(wanted)
    if numbers:
        allowed |= {
            f"ticket:{n}" for n in permitted(membership).filter(number__in=numbers).values_list("number", flat=True)
        }
    return allowed


def agent_may_listen(agent: Agent, topics: Iterable[str]) -> set[str]:
    """Agents see every ticket and account, and what moves in the workspace."""
    wanted = list(dict.fromkeys(topics))[:MAX_TOPICS]
    return {key for key in wanted if key == "workspace" or key.startswith(("ticket:", "account:"))}
