"""Every change of a ticket: permission, one transaction, the rows and one event."""

from pindesk.tickets.actions.carrying import add_to_ticket, bring_back, forget_put_aside, put_aside
from pindesk.tickets.actions.closing import close_solved, reopen, solve
from pindesk.tickets.actions.copying import copy_to, remove_copy
from pindesk.tickets.actions.drafts import discard_draft, save_draft
from pindesk.tickets.actions.opening import open_ticket
from pindesk.tickets.actions.rating import rate
from pindesk.tickets.actions.reading import mark_read
from pindesk.tickets.actions.replying import add_note, reply
from pindesk.tickets.actions.sorting import assign, change_priority, change_status, change_team, change_topic
from pindesk.tickets.actions.updating import update_request

__all__ = [
    "add_note",
    "add_to_ticket",
    "assign",
    "bring_back",
    "change_priority",
    "change_status",
    "change_team",
    "change_topic",
    "close_solved",
    "copy_to",
    "discard_draft",
    "forget_put_aside",
    "mark_read",
    "open_ticket",
    "put_aside",
    "rate",
    "remove_copy",
    "reopen",
    "reply",
    "save_draft",
    "solve",
    "update_request",
]
