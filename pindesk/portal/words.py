"""The customer's words for codes of the domain."""

from __future__ import annotations

from django.utils.translation import pgettext

from pindesk.tickets.rules import shown_status


def status_word(status: str) -> str:
    """What a customer reads for a status: on hold is in progress, closed is solved. Source: RULES 6."""
    return {
        "received": pgettext("ticket status", "Received"),
        "in_progress": pgettext("ticket status", "In progress"),
        "waiting": pgettext("ticket status", "Waiting for you"),
        "solved": pgettext("ticket status", "Solved"),
    }[shown_status(status)]


def channel_word(channel: str) -> str:
    """The name of a channel."""
    return {
        "ticket": pgettext("channel", "Ticket"),
        "chat": pgettext("channel", "Chat"),
        "phone": pgettext("channel", "Phone"),
    }[channel]
