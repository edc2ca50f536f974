"""What French-speaking customers of Larkmail asked, one module for each kind of question."""

from pindesk.demo.conversations.fr.api import CONVERSATIONS as API
from pindesk.demo.conversations.fr.billing import CONVERSATIONS as BILLING
from pindesk.demo.conversations.fr.deliverability import CONVERSATIONS as DELIVERABILITY
from pindesk.demo.conversations.fr.sending import CONVERSATIONS as SENDING
from pindesk.demo.conversations.fr.templates import CONVERSATIONS as TEMPLATES
from pindesk.demo.script import Conversation

CONVERSATIONS: tuple[Conversation, ...] = (*SENDING, *API, *TEMPLATES, *DELIVERABILITY, *BILLING)
