"""Every rule that was asked about a channel, what it said and why: the answer of `rules`, taken apart to be read.

Values in, values out; no clock. Each rule is decided anew from the facts that are shown with it, so that what is shown
is what counts; that `availability` says the same is tested.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pindesk.availability.policy import (
    Channel,
    ChannelPolicy,
    Customer,
    OpenTicket,
    PlanPolicy,
    Policy,
    Reason,
    Staffing,
    StaffingTable,
    TopicPolicy,
)
from pindesk.hours.rules import interval_at
from pindesk.hours.schedule import CalendarDay, Span

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at for one channel. `wall` is the instant by the clock of the channel's zone.

    `hours` are those that start on that date, `night` those of the evening before that go on past midnight; `entry` is
    the calendar's for the date. `tickets` are open ones without a first reply, the one that is due first in front;
    `waits_for` is the one whose reply is waited for. `staff` is None where who is there was not asked.
    """

    code: str
    channel: ChannelPolicy
    customer: Customer
    plan: PlanPolicy | None
    topic: TopicPolicy | None
    language: str
    wall: datetime
    hours: tuple[Span, ...]
    night: tuple[Span, ...]
    entry: CalendarDay | None
    is_open: bool
    staff: Staffing | None
    tickets: tuple[OpenTicket, ...]
    waits_for: OpenTicket | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: whether it keeps the customer from the channel; None where it is not asked of this channel."""

    reason: Reason
    applies: bool | None


def trace(
    policy: Policy,
    code: str,
    customer: Customer,
    topic: str | None,
    language: str,
    at: datetime,
    open_tickets: Iterable[OpenTicket] = (),
    staffing: StaffingTable | None = None,
) -> tuple[Facts, tuple[Rule, ...]]:
    """The facts about one channel, and all rules in the order in which people should read them.

    Takes what `rules.availability` takes; `at` is aware.
    """
    facts = _facts(policy, code, customer, policy.topics.get(topic or ""), language, at, open_tickets, staffing)
    return facts, tuple(Rule(reason, _applies(reason, facts)) for reason in Reason)


def _facts(
    policy: Policy,
    code: str,
    customer: Customer,
    topic: TopicPolicy | None,
    language: str,
    at: datetime,
    open_tickets: Iterable[OpenTicket],
    staffing: StaffingTable | None,
) -> Facts:
    channel = policy.channels[code]
    wall = at.astimezone(channel.hours.tz)
    today, yesterday = wall.date(), wall.date() - timedelta(days=1)
    waiting = sorted(
        (one for one in open_tickets if not one.is_answered and one.first_reply_due_at and one.created_at <= at),
        key=lambda one: one.first_reply_due_at or at,
    )
    same = (one for one in waiting if _is_still_due(one, at) and _is_same_matter(policy, topic, one))
    return Facts(
        code=code,
        channel=channel,
        customer=customer,
        plan=policy.plans.get(customer.plan or ""),
        topic=topic,
        language=language,
        wall=wall,
        hours=_hours_on(channel, today),
        night=tuple(span for span in _hours_on(channel, yesterday) if span.on_wall()[1] > timedelta(days=1)),
        entry=None if channel.hours.is_day_and_night else channel.calendar.by_date.get(today),
        is_open=interval_at(channel.hours, at, channel.calendar) is not None,
        staff=None if staffing is None else staffing.get((code, language), Staffing()),
        tickets=tuple(waiting),
        waits_for=next(same, None),
    )


def _hours_on(channel: ChannelPolicy, on: date) -> tuple[Span, ...]:
    entry = channel.calendar.by_date.get(on)
    spans = channel.hours.week[on.weekday()] if entry is None else entry.spans
    return tuple(sorted(spans, key=Span.on_wall))


def _is_still_due(ticket: OpenTicket, at: datetime) -> bool:
    return ticket.first_reply_due_at is not None and at < ticket.first_reply_due_at


def _is_same_matter(policy: Policy, topic: TopicPolicy | None, ticket: OpenTicket) -> bool:
    asked = topic.code if topic else None
    return policy.waits_on_any_topic or asked == ticket.topic or not {asked, ticket.topic}.isdisjoint({None, OTHER})


def _applies(reason: Reason, facts: Facts) -> bool | None:
    """Whether the rule keeps the customer from the channel, decided by its facts alone."""
    is_ticket, topic = facts.code == Channel.TICKET, facts.topic
    is_for_everyone = is_ticket and topic is not None and topic.is_open_to_everyone
    if reason == Reason.CHANNEL_OFF:
        return not (facts.channel.is_on and facts.channel.is_built)
    if reason == Reason.SIGNED_OUT:
        return not facts.customer.is_signed_in and not is_for_everyone
    if reason == Reason.TOPIC_NEEDS_WRITING:
        return bool(topic and topic.needs_writing) if facts.code == Channel.PHONE else None
    if reason == Reason.NOT_IN_PLAN:
        if is_for_everyone or not facts.customer.is_signed_in:
            return None
        return not (facts.plan and facts.code in facts.plan.channels)
    if reason == Reason.LANGUAGE_NOT_SERVED:
        return facts.language not in facts.channel.languages
    if reason == Reason.HOLIDAY:
        return facts.entry is not None and not facts.is_open
    if reason == Reason.OUTSIDE_HOURS:
        return facts.entry is None and not facts.is_open
    if reason == Reason.WAIT_FOR_REPLY:
        is_exempt = is_ticket or facts.customer.is_invited or bool(topic and topic.is_urgent)
        return None if is_exempt else facts.waits_for is not None
    if is_ticket or facts.staff is None or not facts.is_open or facts.language not in facts.channel.languages:
        return None
    return facts.staff.present == 0 if reason == Reason.NOBODY_HERE else facts.staff.is_queue_full
