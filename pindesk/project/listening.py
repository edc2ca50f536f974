"""Who may listen to what, and when that is over."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pindesk.accounts.access import Visitor
from pindesk.events.live import Dispatcher
from pindesk.events.logged import LoggedEvent
from pindesk.tickets.access import agent_may_listen, customer_may_listen

# After these, whoever they concern is asked anew who they are: their streams end and the browsers come back.
ACCESS_KINDS = frozenset(
    (
        "person.signed_out",
        "person.signed_out_everywhere",
        "person.credentials_changed",
        "person.deactivated",
        "account.member_removed",
        "agent.changed",
    )
)


def may_listen(visitor: Visitor, topics: set[str]) -> bool:
    """Whether the visitor may know of every one of `topics`, asked of the app that owns them. A query or two."""
    return topics == permitted(visitor, topics)


def permitted(visitor: Visitor, topics: Iterable[str]) -> set[str]:
    """Those of `topics` that the visitor may know of."""
    if visitor.agent is not None:
        return agent_may_listen(visitor.agent, topics) | ({"people"} & set(topics))
    return customer_may_listen(visitor.membership, topics) if visitor.membership is not None else set()


def keys_of(visitor: Visitor) -> frozenset[str]:
    """Who listens, as the log names them."""
    keys = {f"person:{visitor.person.pk}"}
    return frozenset(keys | {f"agent:{visitor.agent.pk}"}) if visitor.agent else frozenset(keys)


def ending_streams(dispatcher: Dispatcher) -> Callable[[LoggedEvent], None]:
    """A watcher of `ACCESS_KINDS` that ends the streams of the person or agent each event is about."""

    def end(event: LoggedEvent) -> None:
        concerned = {event.subject, f"person:{event.data.get('person', '')}"}
        dispatcher.close_where(lambda stream: isinstance(stream.owner, frozenset) and bool(stream.owner & concerned))

    return end
