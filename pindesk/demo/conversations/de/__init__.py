"""What German-speaking customers of Larkmail asked, one module for each kind of question."""

from pindesk.demo.conversations.de.api import CONVERSATIONS as API
from pindesk.demo.conversations.de.billing import CONVERSATIONS as BILLING
from pindesk.demo.conversations.de.deliverability import CONVERSATIONS as DELIVERABILITY
from pindesk.demo.conversations.de.sending import CONVERSATIONS as SENDING
from pindesk.demo.conversations.de.templates import CONVERSATIONS as TEMPLATES
from pindesk.demo.script import Conversation

CONVERSATIONS: tuple[Conversation, ...] = (*SENDING, *API, *TEMPLATES, *DELIVERABILITY, *BILLING)
