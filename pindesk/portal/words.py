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


def reason_words() -> list[tuple[str, str]]:
    """Why an article did not help, by code, as a reader would say it."""
    return [
        ("not_my_question", _("It answers another question.")),
        ("unclear", _("I do not understand it.")),
        ("did_not_work", _("I did that, and it did not work.")),
        ("outdated", _("It no longer fits what I see.")),
    ]


def status_meaning(status: str) -> str:
    """What an open ticket's status means to the customer: whose turn it is, and what comes next."""
    return {
        "received": _("A person reads it and answers here. Every answer reaches your mailbox, too."),
        "in_progress": _("It is our turn. The next answer appears here and in your mailbox."),
        "waiting": _("It is your turn: reply in the ticket, or mark it as solved."),
    }[shown_status(status)]
