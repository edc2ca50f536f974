"""Who reads the log: the one list of consumers, each with a cursor of its own."""

from __future__ import annotations

from pindesk.events.consumers import Consumer
from pindesk.notifications.consumers import TICKET_MAILS
from pindesk.tickets.consumers import BETTER_PROMISES

CONSUMERS: tuple[Consumer, ...] = (TICKET_MAILS, BETTER_PROMISES)
