"""What a change does to whom, in words: `248 Business customers lose chat: Fri 12:00-18:00.` In the active language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindesk.availability.policy import Channel, Policy
from pindesk.availability.sentences import languages_in_a_row
from pindesk.availability.settings.effects import Effect
from pindesk.hours.schedule import Span
from pindesk.ui import formats

MOST_DATES = 15


@dataclass(frozen=True, slots=True)
class Names:
    """What plans are called, and how many people each has now (None: not to be told)."""

    language: str
    plans: Mapping[str, str]
    counts: Mapping[str, int] | None = None


def told(effect: Effect, before: Policy, after: Policy, names: Names) -> str:
    """One effect in a sentence: who, what of which channel, when, and in which languages if not in all."""
    values = {"customers": _who(effect.plans, names), "what": _what(effect, before, after, names.language)}
    count = sum(names.counts.get(plan, 0) for plan in effect.plans) if names.counts is not None else 2
    return formats.heading(_sentence(effect, count) % values)


def others(before: Policy, after: Policy, language: str) -> list[str]:
    """What a change does besides: to the promise, and to who is asked to wait."""
    found = []
    if before.promise_seconds != after.promise_seconds:
        old, new = (formats.span(timedelta(seconds=one.promise_seconds), language) for one in (before, after))
        found.append(
            _("The first reply comes within %(new)s instead of %(old)s, where neither plan nor topic says less.")
            % {"new": new, "old": old}
        )
    if after.waits_on_any_topic and not before.waits_on_any_topic:
        found.append(_("Who has an open ticket on any topic is asked to wait for its reply before chat and phone."))
    if before.waits_on_any_topic and not after.waits_on_any_topic:
        found.append(_("Only who has an open ticket on the same topic is asked to wait before chat and phone."))
    return found


def _sentence(effect: Effect, count: int) -> str:
    if effect.is_gain:
        return {
            Channel.TICKET: ngettext(
                "%(customers)s gains tickets: %(what)s.", "%(customers)s gain tickets: %(what)s.", count
            ),
            Channel.CHAT: ngettext("%(customers)s gains chat: %(what)s.", "%(customers)s gain chat: %(what)s.", count),
            Channel.PHONE: ngettext(
                "%(customers)s gains the phone: %(what)s.", "%(customers)s gain the phone: %(what)s.", count
            ),
        }[Channel(effect.channel)]
    return {
        Channel.TICKET: ngettext(
            "%(customers)s loses tickets: %(what)s.", "%(customers)s lose tickets: %(what)s.", count
        ),
        Channel.CHAT: ngettext("%(customers)s loses chat: %(what)s.", "%(customers)s lose chat: %(what)s.", count),
        Channel.PHONE: ngettext(
            "%(customers)s loses the phone: %(what)s.", "%(customers)s lose the phone: %(what)s.", count
        ),
    }[Channel(effect.channel)]


def _who(plans: tuple[str, ...], names: Names) -> str:
    """The customers of some plans, counted where the numbers are to be told."""
    return format_list([_of_plan(plan, names) for plan in plans], locale=names.language)


def _of_plan(plan: str, names: Names) -> str:
    name = names.plans.get(plan, plan)
    if names.counts is None:
        return _("%(plan)s customers") % {"plan": name}
    count = names.counts.get(plan, 0)
    values = {"count": format_decimal(count, locale=names.language), "plan": name}
    return ngettext("%(count)s %(plan)s customer", "%(count)s %(plan)s customers", count) % values


def _what(effect: Effect, before: Policy, after: Policy, language: str) -> str:
    parts = []
    if effect.is_whole_week:
        parts.append(_("day and night"))
    elif effect.hours:
        weekly = [(interval.weekday, interval.start, interval.end) for interval in effect.hours]
        parts.append(formats.weekly_hours(weekly, language))
    parts += _dates(effect, before, after, language)
    served = (after if effect.is_gain else before).channels[effect.channel].languages
    if set(effect.languages) != set(served):
        parts.append(_("in %(languages)s") % {"languages": languages_in_a_row(effect.languages, language)})
    return "; ".join(parts)


def _dates(effect: Effect, before: Policy, after: Policy, language: str) -> Iterator[str]:
    """The dates, those on which the same hours move together."""
    together: dict[tuple[Span, ...], list[date]] = {}
    for on, spans in effect.dates:
        together.setdefault(spans, []).append(on)
    for spans, days in together.items():
        told = [_date(on, effect.channel, before, after, language) for on in days[:MOST_DATES]]
        if more := len(days) - len(told):
            told.append(ngettext("%(count)s more day", "%(count)s more days", more) % {"count": more})
        hours = ", ".join(formats.opening(span.start, span.end, language) for span in spans)
        yield _("%(hours)s on %(days)s") % {"hours": hours, "days": ", ".join(told)}


def _date(on: date, channel: str, before: Policy, after: Policy, language: str) -> str:
    """A date with the name that a calendar has for it."""
    calendars = (one.channels[channel].calendar for one in (after, before) if channel in one.channels)
    name = next((day.name for one in calendars if (day := one.by_date.get(on)) and day.name), "")
    return f"{formats.date_of(on, language)} ({name})" if name else formats.date_of(on, language)
