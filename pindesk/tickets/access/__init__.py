"""Fetching tickets with permission: the only way a page gets a row."""

from pindesk.tickets.access.customers import (
    TicketLine,
    conversation,
    draft_of,
    situation,
    ticket_for_customer,
    tickets_of,
)
from pindesk.tickets.access.followers import Follower, Notice, followers_of, notice_of, reply_text
from pindesk.tickets.access.listening import agent_may_listen, customer_may_listen
from pindesk.tickets.access.staff import (
    QueueRow,
    other_tickets,
    queue,
    queue_counts,
    ticket_for_agent,
    timeline,
)

__all__ = [
    "Follower",
    "Notice",
    "QueueRow",
    "TicketLine",
    "agent_may_listen",
    "conversation",
    "customer_may_listen",
    "draft_of",
    "followers_of",
    "notice_of",
    "reply_text",
    "other_tickets",
    "queue",
    "queue_counts",
    "situation",
    "ticket_for_agent",
    "ticket_for_customer",
    "tickets_of",
    "timeline",
]
