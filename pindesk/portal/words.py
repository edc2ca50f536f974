"""The customer's words for codes of the domain."""

from __future__ import annotations

from django.utils.translation import gettext as _
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


def reason_words() -> list[tuple[str, str]]:
    """Why an article did not help, by code, as a reader would say it."""
    return [
        ("not_my_question", _("It answers another question.")),
        ("unclear", _("I do not understand it.")),
        ("did_not_work", _("I did that, and it did not work.")),
        ("outdated", _("It no longer fits what I see.")),
    ]


def channel_use(channel: str) -> str:
    """What a channel is best for. Source: RULES 4."""
    return {
        "ticket": _("Best for investigations, for anything sensitive, and for whatever can wait a little."),
        "chat": _("Best for settings, first steps and short questions."),
        "phone": _("Best for urgent trouble and for talking through what is possible."),
    }[channel]


def status_meaning(status: str) -> str:
    """What an open ticket's status means to the customer: whose turn it is, and what comes next."""
    return {
        "received": _("A person reads it and answers here. Every answer reaches your mailbox, too."),
        "in_progress": _("It is our turn. The next answer appears here and in your mailbox."),
        "waiting": _("It is your turn: reply in the ticket, or mark it as solved."),
    }[shown_status(status)]
