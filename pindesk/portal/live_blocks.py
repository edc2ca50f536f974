"""Live blocks: what the settings say of hours, languages, plans, topics and channels, for any article.

Plain values for `portal/help/_block.html`; an article that names one can never contradict the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindesk.accounts.requests import Request
from pindesk.availability import sentences
from pindesk.availability.access import topics
from pindesk.availability.board import Board
from pindesk.availability.models import Topic
from pindesk.availability.policy import Channel, ChannelPolicy, Policy
from pindesk.availability.rules import promise_seconds
from pindesk.availability.words import channel_word
from pindesk.lib import clock
from pindesk.plans.access import plans
from pindesk.plans.models import Plan
from pindesk.ui import formats

MOST_DAYS = 5  # of other hours, in the line below the hours


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words: caption, heads of columns, rows whose first cell is their head, and a line below."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A channel beside the others: what it is good at, less good at and best for, and what it is now."""

    name: str
    channel: str
    state: str
    word: str
    opening: str
    good: str
    less_good: str
    best_for: str


def blocks_for(request: Request, names: Collection[str], board: Board) -> dict[str, Any]:
    """The values of those blocks, by the policy of the visitor's board; what is not asked for costs nothing."""
    policy, language = board.policy, request.language
    makers: dict[str, Callable[[], Any]] = {
        "hours": lambda: _hours(policy, board, language),
        "languages": lambda: _languages(policy, language),
        "plans": lambda: _plans(policy, language),
        "topics": lambda: _topics(policy, language),
        "channels": lambda: _channels(board),
    }
    return {name: makers[name]() for name in names if name in makers}


def _offered(policy: Policy) -> list[tuple[str, ChannelPolicy]]:
    """Channels that the company offers or plans to; those not yet in the product are said to be so by their state."""
    return [(code, channel) for code, channel in policy.channels.items() if channel.is_on]


def _hours(policy: Policy, board: Board, language: str) -> Table:
    """What each channel is now is the board's word for it, as wherever else the page says it."""
    now = {line.channel: line.word for line in board.lines}
    rows = tuple(
        (channel_word(code), _week(channel, language), now.get(code, "–")) for code, channel in _offered(policy)
    )
    heads = (pgettext("column", "Channel"), _("Opening hours"), pgettext("column", "Now"))
    return Table(_("Opening hours"), heads, rows, _days_off(policy, language))


def _week(channel: ChannelPolicy, language: str) -> str:
    """The hours of a week with the zone they are told in."""
    week = sentences.week(channel.hours, language)
    return week if channel.hours.is_day_and_night else f"{week}, {formats.zone_time(channel.hours.tz, language)}"


def _days_off(policy: Policy, language: str) -> str:
    """The next days on which other hours hold, if the company has chosen any."""
    today = clock.now().date()
    days = sorted({(day.on, day.name) for _, channel in _offered(policy) for day in channel.calendar.days})
    coming = [
        f"{formats.date_of(on, language)} ({name})" if name else formats.date_of(on, language)
        for on, name in days
        if on >= today
    ]
    return _("Other hours or closed: %(days)s.") % {"days": ", ".join(coming[:MOST_DAYS])} if coming else ""


def _languages(policy: Policy, language: str) -> Table:
    rows = tuple(
        (channel_word(code), sentences.languages_in_a_row(channel.languages, language))
        for code, channel in _offered(policy)
    )
    return Table(_("Languages"), (pgettext("column", "Channel"), _("Languages in which we answer")), rows)


def _plans(policy: Policy, language: str) -> Table:
    offered = [code for code, _channel in _offered(policy)]
    heads = (pgettext("column", "Plan"), *(channel_word(code) for code in offered), _("First reply within"))
    rows = []
    for plan in _all_plans(policy.version):
        cells = [_("included") if code in plan.channels else "–" for code in offered]
        within = promise_seconds(policy, plan.code, None) if Channel.TICKET in plan.channels else None
        rows.append((plan.name(language), *cells, formats.span(timedelta(seconds=within), language) if within else "–"))
    return Table(_("What each plan includes"), heads, tuple(rows), _("Help articles are there for everybody."))


def _topics(policy: Policy, language: str) -> Table:
    rows = []
    for topic in _all_topics(policy.version):
        within = topic.promise_seconds
        said = [
            _("in writing: by ticket or chat, not by phone")
            if topic.needs_writing
            else _("by any channel of your plan"),
            _("a ticket is best, as specialists usually look into it") if topic.usually_investigated else "",
            _("open to everybody, whatever the plan") if topic.is_open_to_everyone else "",
            _("first reply within %(span)s") % {"span": formats.span(timedelta(seconds=within), language)}
            if within
            else "",
        ]
        rows.append((topic.name(language), formats.heading("; ".join(part for part in said if part))))
    heads = (pgettext("column", "Topic"), _("How we answer it"))
    return Table(_("Topics, and how each is answered"), heads, tuple(rows))


@lru_cache(maxsize=4)
def _all_plans(version: int) -> list[Plan]:
    """Names and all, of that version of the policy; kept in the process like the policy itself."""
    return plans()


@lru_cache(maxsize=4)
def _all_topics(version: int) -> list[Topic]:
    return topics()


def forget() -> None:
    """Ask anew next time: where a version may come a second time, between tests."""
    _all_plans.cache_clear()
    _all_topics.cache_clear()


def _channels(board: Board) -> list[Compared]:
    """Source: RULES 4, the comparison of the channels; what each is now is the board's answer."""
    words = _comparison()
    return [
        Compared(line.name, line.channel, line.state, line.word, line.opening, *words[line.channel])
        for line in board.lines
    ]


def _comparison() -> dict[str, tuple[str, str, str]]:
    """What each channel is good at, less good at, and best for."""
    return {
        "ticket": (
            _("Room for detail, logs and screenshots. It reaches the right specialist and stays in writing.")
            + " "
            + _("With chat, it is the only way for money, access and personal data."),
            _("Not instant. Each question back costs time, so a full first message matters."),
            _("Investigations, anything sensitive, and whatever is not urgent."),
        ),
        "chat": (
            _("Quick answers while you work. Links and pictures can be pasted, and you keep a transcript."),
            _("Only in opening hours and in fewer languages. A long analysis ends as a ticket anyway."),
            _("Settings, first steps and short questions."),
        ),
        "phone": (
            _("The fastest for what is urgent or hard to explain. A person listens."),
            _("Only in opening hours and in fewer languages, and you may wait.")
            + " "
            + _("Nothing can be attached or stays in writing, and we have to check your Support PIN first."),
            _("Urgent trouble, and talking through what is possible."),
        ),
    }
