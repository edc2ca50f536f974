"""A trace in words, for the people who set the rules: what was asked, and the fact behind the answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindesk.availability.policy import Channel, OpenTicket, Reason
from pindesk.availability.sentences import and_so_on, languages_in_a_row
from pindesk.availability.trace import Facts, Rule
from pindesk.availability.words import channel_word
from pindesk.hours.schedule import Span
from pindesk.ui import formats


@dataclass(frozen=True, slots=True)
class Words:
    """What codes are called, in the language of whoever reads the trace."""

    language: str
    topics: Mapping[str, str]
    plans: Mapping[str, str]


def rule_name(reason: Reason) -> str:
    """What a rule asks, as the name of a row."""
    return {
        Reason.CHANNEL_OFF: pgettext("rule", "Not offered"),
        Reason.SIGNED_OUT: pgettext("rule", "Signed out"),
        Reason.TOPIC_NEEDS_WRITING: pgettext("rule", "Needs writing"),
        Reason.NOT_IN_PLAN: pgettext("rule", "Not in the plan"),
        Reason.LANGUAGE_NOT_SERVED: pgettext("rule", "Language not served"),
        Reason.HOLIDAY: pgettext("rule", "Holiday or special hours"),
        Reason.OUTSIDE_HOURS: pgettext("rule", "Outside the hours"),
        Reason.NOBODY_HERE: pgettext("rule", "Nobody there"),
        Reason.QUEUE_FULL: pgettext("rule", "Queue full"),
        Reason.WAIT_FOR_REPLY: pgettext("rule", "A reply is due"),
    }[reason]


def fact(facts: Facts, rule: Rule, words: Words) -> str:
    """The fact that decided a rule, in a sentence."""
    return _FACTS[rule.reason](facts, words)


def _offered(facts: Facts, words: Words) -> str:
    if not facts.channel.is_on:
        return _("Switched off, or left without a language.")
    return _("Switched on.") if facts.channel.is_built else _("Switched on, but not in this version of Pindesk yet.")


def _signed_in(facts: Facts, words: Words) -> str:
    if facts.customer.is_signed_in:
        return _("The customer is signed in.")
    return _("Nobody is signed in.") + (f" {_open_to_everyone(facts, words)}" if _is_for_everyone(facts) else "")


def _writing(facts: Facts, words: Words) -> str:
    if facts.code != Channel.PHONE:
        return _("Only asked of the phone.")
    if facts.topic is None:
        return _("The topic is not known yet.")
    values = {"topic": words.topics.get(facts.topic.code, facts.topic.code)}
    if facts.topic.needs_writing:
        return _("“%(topic)s” is answered in writing only.") % values
    return _("“%(topic)s” may be spoken about.") % values


def _plan(facts: Facts, words: Words) -> str:
    if _is_for_everyone(facts):
        return _open_to_everyone(facts, words)
    if not facts.customer.is_signed_in:
        return _("No plan is asked of somebody who is signed out.")
    if facts.plan is None:
        return _("The customer has no plan.")
    values = {"plan": words.plans.get(facts.plan.code, facts.plan.code)}
    if not facts.plan.channels:
        return _("The plan %(plan)s has no channel.") % values
    channels = and_so_on([channel_word(code) for code in facts.plan.channels], words.language)
    return _("The plan %(plan)s has: %(channels)s.") % {**values, "channels": channels}


def _language(facts: Facts, words: Words) -> str:
    asked = languages_in_a_row((facts.language,), words.language)
    if not facts.channel.languages:
        return _("Looked at in %(language)s; no language is served.") % {"language": asked}
    served = languages_in_a_row(facts.channel.languages, words.language)
    return _("Looked at in %(language)s; served: %(languages)s.") % {"language": asked, "languages": served}


def _holiday(facts: Facts, words: Words) -> str:
    if facts.channel.hours.is_day_and_night:
        return _("No calendar: open day and night.")
    day = formats.date_of(facts.wall.date(), words.language)
    if facts.entry is None:
        return _("%(day)s has no hours of its own.") % {"day": day}
    name = facts.entry.name or _("a day without a name")
    if not facts.hours:
        return _("%(day)s: %(name)s, closed.") % {"day": day, "name": name}
    return _("%(day)s: %(name)s, open %(hours)s.") % {"day": day, "name": name, "hours": _hours(facts.hours, words)}


def _clock(facts: Facts, words: Words) -> str:
    tz = facts.channel.hours.tz
    if facts.channel.hours.is_day_and_night:
        return _("Open day and night.")
    values = {
        "when": formats.heading(formats.on_date(facts.wall, facts.wall, tz, words.language)),
        "zone": formats.zone_time(tz, words.language),
        "hours": _hours((*facts.night, *facts.hours), words),
    }
    if not facts.hours and not facts.night:
        return _("%(when)s on the wall (%(zone)s); closed all day.") % values
    return _("%(when)s on the wall (%(zone)s); hours %(hours)s.") % values


def _staff(facts: Facts, words: Words) -> str:
    if facts.code == Channel.TICKET:
        return _("Tickets need nobody at the desk.")
    if facts.staff is None:
        return _("Agents are taken to be there.")
    if not facts.is_open:
        return _("Not asked while it is closed.")
    return _("An agent is there.") if facts.staff.present else _("No agent of this language is there.")


def _queue(facts: Facts, words: Words) -> str:
    if facts.code == Channel.TICKET or facts.staff is None or not facts.is_open:
        return _staff(facts, words)
    return _("The queue is full.") if facts.staff.is_queue_full else _("The queue has room.")


def _waiting(facts: Facts, words: Words) -> str:
    if facts.code == Channel.TICKET:
        return _("Not asked of tickets: one can always be added to.")
    if facts.topic and facts.topic.is_urgent:
        return _("The topic is urgent: nobody is asked to wait.")
    if facts.customer.is_invited:
        return _("An agent has invited the customer.")
    ticket = facts.waits_for or next(iter(facts.tickets), None)
    if ticket is None:
        return _("No open ticket waits for its first reply.")
    values = {"topic": _topic_of(ticket, words), "by_when": _due(facts, ticket, words)}
    if facts.waits_for:
        return _("The open ticket about “%(topic)s” has its first reply due %(by_when)s.") % values
    if ticket.first_reply_due_at and ticket.first_reply_due_at <= facts.wall:
        return _("The first reply to the open ticket about “%(topic)s” was due %(by_when)s and is late.") % values
    return _("The open ticket is about something else: “%(topic)s”.") % values


def _due(facts: Facts, ticket: OpenTicket, words: Words) -> str:
    due = ticket.first_reply_due_at or facts.wall
    return formats.by_date(due, facts.wall, facts.channel.hours.tz, words.language)


def _topic_of(ticket: OpenTicket, words: Words) -> str:
    return words.topics.get(ticket.topic, ticket.topic) if ticket.topic else _("not known yet")


def _open_to_everyone(facts: Facts, words: Words) -> str:
    topic = facts.topic.code if facts.topic else ""
    return _("“%(topic)s” is open to everyone, whatever the plan.") % {"topic": words.topics.get(topic, topic)}


def _is_for_everyone(facts: Facts) -> bool:
    return facts.code == Channel.TICKET and facts.topic is not None and facts.topic.is_open_to_everyone


def _hours(spans: Collection[Span], words: Words) -> str:
    return ", ".join(formats.opening(span.start, span.end, words.language) for span in spans)


_FACTS: dict[Reason, Callable[[Facts, Words], str]] = {
    Reason.CHANNEL_OFF: _offered,
    Reason.SIGNED_OUT: _signed_in,
    Reason.TOPIC_NEEDS_WRITING: _writing,
    Reason.NOT_IN_PLAN: _plan,
    Reason.LANGUAGE_NOT_SERVED: _language,
    Reason.HOLIDAY: _holiday,
    Reason.OUTSIDE_HOURS: _clock,
    Reason.NOBODY_HERE: _staff,
    Reason.QUEUE_FULL: _queue,
    Reason.WAIT_FOR_REPLY: _waiting,
}
