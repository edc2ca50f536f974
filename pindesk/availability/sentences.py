"""An Availability in words: the state, the opening, and every reason in plain sentences. In the active language.

Nothing is hidden and nothing is sold: a channel that is closed or not included says why, and what works instead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindesk.availability.policy import Availability, Channel, Reason, State
from pindesk.hours.schedule import Schedule
from pindesk.ui import formats


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and when: `now` aware, the reader's own zone, and the code of the active language."""

    now: datetime
    zone: ZoneInfo
    language: str


def state(answer: Availability) -> str:
    """The state in a few words, for a narrow column: the reason that decides it, where there is one."""
    if answer.state == State.OPEN:
        return pgettext("channel", "Open")
    if answer.state == State.ASK_TO_WAIT:
        return pgettext("channel", "Reply due")
    decisive = next((reason for reason in Reason if reason in answer.reasons and reason in _STATES), None)
    return _STATES[decisive]() if decisive else pgettext("channel", "Closed")


def opening(answer: Availability, reader: Reader) -> str:
    """The opening for a narrow column, by the clock of the channel's zone: until when, from when, or the week's hours.

    Whoever cannot use the channel reads the week's hours, as nothing opens for them.
    """
    tz = answer.hours.tz
    if answer.hours.is_day_and_night:
        return _("Day and night")
    if answer.state == State.UNAVAILABLE:
        return week(answer.hours, reader.language)
    if answer.closes_at:
        return _("Until %(time)s") % {"time": _column_time(answer.closes_at, reader, tz)}
    if answer.opens_at:
        return _column_time(answer.opens_at, reader, tz)
    return _no_opening(answer)


def why(answer: Availability, reader: Reader, without: Container[Reason] = ()) -> list[str]:
    """One sentence for each reason, the weightiest first, then when it opens; for an open channel, its languages.

    Of a channel that is not offered nothing else is said than its planned hours and a reply that is due, as no other
    reason keeps anybody from it. `without` are reasons that were said elsewhere.
    """
    told = [reason for reason in Reason if reason in answer.reasons and reason not in without]
    if Reason.CHANNEL_OFF in told:
        told = [reason for reason in told if reason in _TOLD_OF_OFF]
    sentences = [_WHY[reason](answer, reader) for reason in told]
    if answer.is_usable:
        sentences.append(served_in(answer, reader.language))
    return [sentence for sentence in (*sentences, _when(answer, reader)) if sentence]


def instead(answer: Availability) -> str:
    """What works now in place of this channel; empty if it can be used itself, or nothing else can."""
    if answer.is_usable or answer.alternative is None:
        return ""
    return _INSTEAD[answer.alternative]()


def served_in(answer: Availability, language: str) -> str:
    """The languages in which somebody answers: the reader's own alone if it is one of them, else all."""
    own = [language] if language in answer.languages else answer.languages
    return _("In %(languages)s.") % {"languages": _languages(tuple(own), language, "or")}


def languages_in_a_row(codes: Collection[str], language: str) -> str:
    """Names of languages, as a sentence or a cell lists them."""
    return _languages(tuple(codes), language, "standard")


def and_so_on(names: Collection[str], language: str) -> str:
    """Names in a row, as a sentence lists them: `Chat and Phone`."""
    return format_list(list(names), locale=Locale.parse(language))


def week(hours: Schedule, language: str) -> str:
    """The weekly hours in one line, without the zone."""
    if hours.is_day_and_night:
        return _("Day and night")
    intervals = [(interval.weekday, interval.start, interval.end) for interval in hours.intervals]
    return formats.weekly_hours(intervals, language) if intervals else _("No opening hours")


def _when(answer: Availability, reader: Reader) -> str:
    """When the clock is an obstacle: the next opening, by the company's clock and the reader's own."""
    if Reason.CHANNEL_OFF in answer.reasons:
        return _planned(answer, reader)
    if answer.opens_at:
        when = formats.in_zones(answer.opens_at, reader.now, reader.zone, answer.hours.tz, reader.language)
        return _("Opens %(when)s.") % {"when": when}
    return ""


def _planned(answer: Availability, reader: Reader) -> str:
    """The hours of a channel that is off, which therefore opens at no instant; none for one that speaks no language."""
    if answer.hours.is_day_and_night or not answer.languages:
        return ""
    zone = formats.zone_time(answer.hours.tz, reader.language)
    return _("Planned hours: %(hours)s, %(zone)s.") % {"hours": week(answer.hours, reader.language), "zone": zone}


def _column_time(at: datetime, reader: Reader, tz: ZoneInfo) -> str:
    """A clock time, with its day if that is not today there."""
    if at.astimezone(tz).date() == reader.now.astimezone(tz).date():
        return formats.clock(at, tz, reader.language)
    return formats.moment(at, reader.now, tz, reader.language)


def _no_opening(answer: Availability) -> str:
    is_closed = Reason.OUTSIDE_HOURS in answer.reasons or Reason.HOLIDAY in answer.reasons
    return _("No opening planned") if is_closed else _("Day and night")


def _in_plan(answer: Availability, reader: Reader) -> str:
    return {
        Channel.TICKET: _("Tickets are not part of your plan."),
        Channel.CHAT: _("Chat is not part of your plan."),
        Channel.PHONE: _("The phone is not part of your plan."),
    }[Channel(answer.channel)]


def _off(answer: Availability, reader: Reader) -> str:
    return {
        Channel.TICKET: _("Tickets are not offered at present."),
        Channel.CHAT: _("Chat is not offered at present."),
        Channel.PHONE: _("The phone is not offered at present."),
    }[Channel(answer.channel)]


def _other_languages(answer: Availability, reader: Reader) -> str:
    languages = _languages(answer.languages, reader.language, "standard")
    return _("Nobody answers in the language you asked for, only in %(languages)s.") % {"languages": languages}


def _holiday(answer: Availability, reader: Reader) -> str:
    if answer.holiday:
        return _("Holiday or special hours: %(name)s.") % {"name": answer.holiday}
    return _("Holiday or special hours.")


def _nobody(answer: Availability, reader: Reader) -> str:
    language = _languages((answer.language,), reader.language, "standard")
    return _("We are sorry: nobody is free to answer in %(language)s right now.") % {"language": language}


def _reply_due(answer: Availability, reader: Reader) -> str:
    ticket = answer.ticket
    if ticket is None or ticket.first_reply_due_at is None:
        return ""
    by_when = formats.by(ticket.first_reply_due_at, reader.now, reader.zone, reader.language)
    if ticket.number is None:
        return _("You have an open ticket; we answer it %(by_when)s.") % {"by_when": by_when}
    if not formats.is_same_time(ticket.first_reply_due_at, reader.zone, answer.hours.tz):
        values = {"number": ticket.number, "by_when": by_when}
        return _("We answer your ticket %(number)s %(by_when)s, your time.") % values
    return _("We answer your ticket %(number)s %(by_when)s.") % {"number": ticket.number, "by_when": by_when}


@lru_cache(maxsize=64)
def _languages(codes: tuple[str, ...], language: str, style: Literal["standard", "or"]) -> str:
    """Names of languages in a row, as `language` writes them. Source: CLDR by Babel."""
    locale = Locale.parse(language)
    return format_list([locale.languages.get(code, code) for code in codes], style=style, locale=locale)


_STATES: dict[Reason, Callable[[], str]] = {
    Reason.CHANNEL_OFF: lambda: pgettext("channel", "Not offered at present"),
    Reason.SIGNED_OUT: lambda: pgettext("channel", "Sign in first"),
    Reason.TOPIC_NEEDS_WRITING: lambda: pgettext("channel", "Not for this topic"),
    Reason.NOT_IN_PLAN: lambda: pgettext("channel", "Not in your plan"),
    Reason.LANGUAGE_NOT_SERVED: lambda: pgettext("channel", "Not in your language"),
    Reason.HOLIDAY: lambda: pgettext("channel", "Closed"),
    Reason.OUTSIDE_HOURS: lambda: pgettext("channel", "Closed"),
    Reason.NOBODY_HERE: lambda: pgettext("channel", "Nobody free"),
    Reason.QUEUE_FULL: lambda: pgettext("channel", "Queue full"),
}

_WHY: dict[Reason, Callable[[Availability, Reader], str]] = {
    Reason.CHANNEL_OFF: _off,
    Reason.SIGNED_OUT: lambda answer, reader: _("You are not signed in."),
    Reason.TOPIC_NEEDS_WRITING: lambda answer, reader: _(
        "This topic needs a written request: by ticket or chat, not by phone."
    ),
    Reason.NOT_IN_PLAN: _in_plan,
    Reason.LANGUAGE_NOT_SERVED: _other_languages,
    Reason.HOLIDAY: _holiday,
    Reason.OUTSIDE_HOURS: lambda answer, reader: _("Outside opening hours."),
    Reason.NOBODY_HERE: _nobody,
    Reason.QUEUE_FULL: lambda answer, reader: _("The queue is full."),
    Reason.WAIT_FOR_REPLY: _reply_due,
}

_TOLD_OF_OFF = {Reason.CHANNEL_OFF, Reason.WAIT_FOR_REPLY}

_INSTEAD: dict[str, Callable[[], str]] = {
    Channel.TICKET: lambda: _("You can open a ticket now."),
    Channel.CHAT: lambda: _("You can chat with us now."),
    Channel.PHONE: lambda: _("You can call us now."),
}
