"""Fetching tickets with permission: the only way a page gets a row."""

from pindesk.tickets.access.alike import Other, Written, alike_of, others_of
from pindesk.tickets.access.attachments import attachment_for_agent, attachment_for_customer
from pindesk.tickets.access.customers import (
    Sheet,
    Standing,
    conversation,
    draft_of,
    drafts_of,
    sheet_for_customer,
    situation,
    standing,
    ticket_for_customer,
)
from pindesk.tickets.access.desk import Choices, Desk, choices_for, desk_of
from pindesk.tickets.access.entries import AttachedFile, Entry
from pindesk.tickets.access.followers import Follower, Notice, copy_of, followers_of, notice_of, reply_text
from pindesk.tickets.access.listening import agent_may_listen, customer_may_listen
from pindesk.tickets.access.mine import TicketLine, Wanted, tickets_of, unread_count
from pindesk.tickets.access.people import Colleague, askers_of, colleagues_of
from pindesk.tickets.access.staff import (
    VIEWS,
    QueueRow,
    queue,
    queue_counts,
    ticket_for_agent,
    timeline,
)

__all__ = [
    "AttachedFile",
    "Choices",
    "Colleague",
    "Desk",
    "Entry",
    "Follower",
    "Notice",
    "Other",
    "QueueRow",
    "Sheet",
    "Standing",
    "TicketLine",
    "Written",
    "VIEWS",
    "Wanted",
    "agent_may_listen",
    "alike_of",
    "attachment_for_agent",
    "attachment_for_customer",
    "askers_of",
    "choices_for",
    "colleagues_of",
    "conversation",
    "copy_of",
    "customer_may_listen",
    "desk_of",
    "draft_of",
    "drafts_of",
    "followers_of",
    "notice_of",
    "reply_text",
    "others_of",
    "queue",
    "queue_counts",
    "sheet_for_customer",
    "situation",
    "standing",
    "ticket_for_agent",
    "ticket_for_customer",
    "tickets_of",
    "timeline",
    "unread_count",
]
