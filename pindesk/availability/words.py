"""What people call the channels, and what each is best for."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def channel_word(channel: str) -> str:
    """The name of a channel."""
    return {
        "ticket": pgettext("channel", "Ticket"),
        "chat": pgettext("channel", "Chat"),
        "phone": pgettext("channel", "Phone"),
    }[channel]


def channel_use(channel: str) -> str:
    """What a channel is best for. Source: RULES 4."""
    return {
        "ticket": _("Best for investigations, for anything sensitive, and for whatever can wait a little."),
        "chat": _("Best for settings, first steps and short questions."),
        "phone": _("Best for urgent trouble and for talking through what is possible."),
    }[channel]
