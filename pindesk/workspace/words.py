"""The agents' words for codes of the domain."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def status_words() -> dict[str, str]:
    """What agents read for each status."""
    return {
        "received": pgettext("ticket status", "Received"),
        "in_progress": pgettext("ticket status", "In progress"),
        "waiting": pgettext("ticket status", "Waiting for customer"),
        "on_hold": pgettext("ticket status", "On hold"),
        "solved": pgettext("ticket status", "Solved"),
        "closed": pgettext("ticket status", "Closed"),
    }


def short_status_words() -> dict[str, str]:
    """The same, for a narrow column."""
    return status_words() | {"waiting": pgettext("ticket status in a column", "Waiting")}


def priority_words() -> dict[str, str]:
    return {
        "low": pgettext("priority", "Low"),
        "normal": pgettext("priority", "Normal"),
        "high": pgettext("priority", "High"),
        "urgent": pgettext("priority", "Urgent"),
    }


def kind_words() -> dict[str, str]:
    """What can be typed into a field of a topic."""
    return {
        "line": pgettext("kind of field", "a line"),
        "text": pgettext("kind of field", "a text"),
        "choice": pgettext("kind of field", "a choice"),
        "date": pgettext("kind of field", "a date"),
        "number": pgettext("kind of field", "a number"),
        "email": pgettext("kind of field", "an e-mail address"),
        "domain": pgettext("kind of field", "a domain"),
        "checkbox": pgettext("kind of field", "a box to tick"),
        "last_four": pgettext("kind of field", "last four digits of a card"),
    }


def view_words() -> dict[str, str]:
    """The views of the queue, in the order of the list."""
    return {
        "open": pgettext("view of tickets", "Due next"),
        "mine": pgettext("view of tickets", "Mine"),
        "unassigned": pgettext("view of tickets", "Unassigned"),
        "waiting": pgettext("view of tickets", "Waiting for customer"),
        "solved": pgettext("view of tickets", "Solved"),
    }


def via_words() -> dict[str, str]:
    """By which way a customer's message came."""
    return {
        "portal": _("by the Support Center"),
        "workspace": _("by an agent"),
        "mail": _("by e-mail"),
        "chat": _("by chat"),
        "phone": _("by phone"),
        "api": _("by the API"),
    }
