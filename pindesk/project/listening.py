"""Who may listen to what, and when that is over."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pindesk.accounts.access import Visitor
from pindesk.accounts.second_factors import lacks_second_factor
from pindesk.events.live import Dispatcher
from pindesk.events.logged import LoggedEvent
from pindesk.events.models import Audience
from pindesk.knowledge.access.editing import topics_for_agents
from pindesk.tickets.access import agent_may_listen, customer_may_listen

# After these, whoever they concern is asked anew who they are: their streams end and the browsers come back.
ACCESS_KINDS = frozenset(
    (
        "person.signed_out",
        "person.signed_out_everywhere",
        "person.credentials_changed",
        "person.deactivated",
        "account.member_removed",
        "ticket.copy_removed",
        "agent.changed",
        "company.changed",
    )
)


def may_listen(visitor: Visitor, topics: set[str]) -> bool:
    """Whether the visitor may know of every one of `topics`, asked of the app that owns them. A query or two.

    An agent without the second step that the company asks for may know of nothing, as on the pages of the workspace.
    """
    if visitor.agent is not None and lacks_second_factor(visitor.agent):
        return False
    return topics == permitted(visitor, topics)


def permitted(visitor: Visitor, topics: Iterable[str]) -> set[str]:
    """Those of `topics` that the visitor may know of."""
    if visitor.agent is not None:
        return agent_may_listen(visitor.agent, topics) | topics_for_agents(topics) | ({"people"} & set(topics))
    return customer_may_listen(visitor.membership, topics) if visitor.membership is not None else set()


def keys_of(visitor: Visitor) -> frozenset[str]:
    """Who listens, as the log names them."""
    keys = {f"person:{visitor.person.pk}"}
    return frozenset(keys | {f"agent:{visitor.agent.pk}"}) if visitor.agent else frozenset(keys)


def ending_streams(dispatcher: Dispatcher) -> Callable[[LoggedEvent], None]:
    """A watcher of `ACCESS_KINDS` that ends the streams of the person or agent each event is about; of every agent
    when the company changed what it asks of them."""

    def end(event: LoggedEvent) -> None:
        if event.kind == "company.changed":
            if event.data.get("what") != "require_agent_2fa":
                return
            dispatcher.close_where(lambda stream: stream.audience == Audience.STAFF)
            return
        concerned = {event.subject, f"person:{event.data.get('person', '')}"}
        dispatcher.close_where(lambda stream: isinstance(stream.owner, frozenset) and bool(stream.owner & concerned))

    return end
