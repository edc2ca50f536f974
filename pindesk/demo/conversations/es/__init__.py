"""What Spanish-speaking customers of Larkmail asked."""

from pindesk.demo.conversations.es import billing, deliverability, sending
from pindesk.demo.script import Conversation

CONVERSATIONS: tuple[Conversation, ...] = (
    *sending.CONVERSATIONS,
    *deliverability.CONVERSATIONS,
    *billing.CONVERSATIONS,
)
