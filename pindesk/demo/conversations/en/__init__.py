"""What English-speaking customers of Larkmail asked."""

from pindesk.demo.conversations.en import api, billing, deliverability, sending, templates
from pindesk.demo.script import Conversation

CONVERSATIONS: tuple[Conversation, ...] = (
    *sending.CONVERSATIONS,
    *templates.CONVERSATIONS,
    *api.CONVERSATIONS,
    *deliverability.CONVERSATIONS,
    *billing.CONVERSATIONS,
)
