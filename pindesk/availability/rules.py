"""Who may use which channel, when, in which language, for which topic, and why. Values in, values out; no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from pindesk.availability.policy import (
    Availability,
    Channel,
    ChannelPolicy,
    Customer,
    OpenTicket,
    Policy,
    Reason,
    Staffing,
    StaffingTable,
    State,
    TopicPolicy,
)
from pindesk.hours.errors import HoursNotAware
from pindesk.hours.rules import calendar_day, closes_at, is_open, opens_at

OTHER = "other"

_UNAVAILABLE = {
    Reason.CHANNEL_OFF,
    Reason.SIGNED_OUT,
    Reason.TOPIC_NEEDS_WRITING,
    Reason.NOT_IN_PLAN,
    Reason.LANGUAGE_NOT_SERVED,
}
_CLOSED = {Reason.OUTSIDE_HOURS, Reason.HOLIDAY, Reason.NOBODY_HERE, Reason.QUEUE_FULL}
_RANK = {state: rank for rank, state in enumerate(State)}

# The other ways for somebody who wanted an answer at once; a ticket is the way when none of them is.
_NEXT_BEST = (Channel.CHAT, Channel.PHONE, Channel.TICKET)


@dataclass(frozen=True, slots=True)
class _Question:
    policy: Policy
    customer: Customer
    topic: TopicPolicy | None
    at: datetime
    open_tickets: tuple[OpenTicket, ...]
    staffing: StaffingTable | None


@dataclass(frozen=True, slots=True)
class _Clock:
    """What the hours of a channel say at the instant; `reason` is None while they are open."""

    reason: Reason | None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    holiday: str = ""


def availability(
    policy: Policy,
    customer: Customer,
    topic: str | None,
    language: str,
    at: datetime,
    open_tickets: Iterable[OpenTicket] = (),
    staffing: StaffingTable | None = None,
) -> dict[str, Availability]:
    """The answer for each channel of the policy, asked in one language at the instant `at` (aware).

    `topic` None, or one the policy does not have, is "not known yet"; a plan it does not have includes nothing.
    Raises HoursNotAware. Source: RULES 1 and 3.
    """
    question = _question(policy, customer, topic, at, open_tickets, staffing)
    return _with_alternatives(
        question.topic,
        {
            code: _answer(question, code, channel, language, _clock(channel, at))
            for code, channel in policy.channels.items()
        },
    )


def for_page(
    policy: Policy,
    customer: Customer,
    topic: str | None,
    languages: Iterable[str],
    at: datetime,
    open_tickets: Iterable[OpenTicket] = (),
    staffing: StaffingTable | None = None,
    *,
    speaks_no_other: bool = False,
) -> dict[str, Availability]:
    """The best answer for each channel over the languages it is served in; `languages` are the reader's, best first.

    Of equal answers the one in the reader's language wins. Languages that are served but not among the reader's count
    too, unless the reader said so (`speaks_no_other`): only then can a channel be `language_not_served`.
    Source: RULES 1, "Language on pages".
    """
    question = _question(policy, customer, topic, at, open_tickets, staffing)
    wanted = tuple(languages)
    answers = {}
    for code, channel in policy.channels.items():
        clock = _clock(channel, at)
        own = [language for language in wanted if language in channel.languages]
        served = own if speaks_no_other else [*own, *(other for other in channel.languages if other not in own)]
        best = (_answer(question, code, channel, language, clock) for language in served or wanted[:1])
        answers[code] = min(best, key=lambda answer: _RANK[answer.state])
    return _with_alternatives(question.topic, answers)


def promise_seconds(policy: Policy, plan: str | None, topic: str | None) -> int:
    """Elapsed seconds to a first reply: the shorter of what plan and topic promise, else the company's."""
    known = [part for part in (policy.plans.get(plan or ""), policy.topics.get(topic or "")) if part]
    given = [part.promise_seconds for part in known if part.promise_seconds is not None]
    return min(given, default=policy.promise_seconds)


def _question(
    policy: Policy,
    customer: Customer,
    topic: str | None,
    at: datetime,
    open_tickets: Iterable[OpenTicket],
    staffing: StaffingTable | None,
) -> _Question:
    if at.tzinfo is None:
        raise HoursNotAware
    return _Question(
        policy, customer, policy.topics.get(topic or ""), at.astimezone(UTC), tuple(open_tickets), staffing
    )


@lru_cache(maxsize=64)
def _clock(channel: ChannelPolicy, at: datetime) -> _Clock:
    """The channel's hours at `at`: a date with a calendar entry is a holiday, whatever the hour.

    Kept for a moment, because a form asks it for each of its topics at the same instant.
    """
    if is_open(channel.hours, at, channel.calendar):
        return _Clock(None, closes_at=closes_at(channel.hours, at, channel.calendar))
    day = calendar_day(channel.hours, at, channel.calendar)
    reason = Reason.HOLIDAY if day else Reason.OUTSIDE_HOURS
    return _Clock(reason, opens_at(channel.hours, at, channel.calendar), holiday=day.name if day else "")


def _answer(question: _Question, code: str, channel: ChannelPolicy, language: str, clock: _Clock) -> Availability:
    ticket = None if code == Channel.TICKET else _ticket_to_wait_for(question)
    lasting = _lasting_reasons(question, code, channel, language)
    is_served = Reason.LANGUAGE_NOT_SERVED not in lasting
    found = lasting | ({clock.reason} if clock.reason else _staff_reasons(question, code, language, is_served))
    if ticket:
        found.add(Reason.WAIT_FOR_REPLY)
    state = _state(found)
    return Availability(
        channel=code,
        state=state,
        reasons=tuple(sorted(found)),
        opens_at=clock.opens_at,
        closes_at=clock.closes_at,
        languages=tuple(sorted(channel.languages)),
        language=language,
        hours=channel.hours,
        answer_within=_promise(question) if code == Channel.TICKET and state != State.UNAVAILABLE else None,
        ticket=ticket,
        holiday=clock.holiday,
    )


def _lasting_reasons(question: _Question, code: str, channel: ChannelPolicy, language: str) -> set[Reason]:
    """What no waiting changes: the company, the customer, the topic, the language."""
    customer, topic = question.customer, question.topic
    plan = question.policy.plans.get(customer.plan or "")
    is_for_everyone = code == Channel.TICKET and topic is not None and topic.is_open_to_everyone
    holds = {
        Reason.CHANNEL_OFF: not (channel.is_on and channel.is_built),
        Reason.SIGNED_OUT: not customer.is_signed_in and not is_for_everyone,
        Reason.NOT_IN_PLAN: customer.is_signed_in and not is_for_everyone and not (plan and code in plan.channels),
        Reason.TOPIC_NEEDS_WRITING: code == Channel.PHONE and topic is not None and topic.needs_writing,
        Reason.LANGUAGE_NOT_SERVED: language not in channel.languages,
    }
    return {reason for reason, it_does in holds.items() if it_does}


def _staff_reasons(question: _Question, code: str, language: str, is_served: bool) -> set[Reason]:
    """Who is there while the clock says open. Tickets need nobody, and a language not served has nobody."""
    if code == Channel.TICKET or question.staffing is None or not is_served:
        return set()
    staff = question.staffing.get((code, language), Staffing())
    holds = {Reason.NOBODY_HERE: staff.present == 0, Reason.QUEUE_FULL: staff.is_queue_full}
    return {reason for reason, it_does in holds.items() if it_does}


def _state(reasons: set[Reason]) -> State:
    if reasons & _UNAVAILABLE:
        return State.UNAVAILABLE
    if reasons & _CLOSED:
        return State.CLOSED
    return State.ASK_TO_WAIT if Reason.WAIT_FOR_REPLY in reasons else State.OPEN


def _ticket_to_wait_for(question: _Question) -> OpenTicket | None:
    """The 24-hour rule: of the tickets that ask this customer to wait, the one whose reply is due first.

    Off for urgent topics and for whom an agent invited. It ends at the due instant itself. Source: RULES 3.
    """
    if question.customer.is_invited or (question.topic and question.topic.is_urgent):
        return None
    due = [
        (ticket.first_reply_due_at, number, ticket)
        for number, ticket in enumerate(question.open_tickets)
        if not ticket.is_answered
        and ticket.first_reply_due_at
        and ticket.created_at <= question.at < ticket.first_reply_due_at
        and _is_same_matter(question, ticket)
    ]
    return min(due)[2] if due else None


def _is_same_matter(question: _Question, ticket: OpenTicket) -> bool:
    """Whether a ticket's topic is the one asked about, or one of the two does not say what it is about."""
    asked = question.topic.code if question.topic else None
    return question.policy.waits_on_any_topic or asked == ticket.topic or bool({asked, ticket.topic} & {None, OTHER})


def _promise(question: _Question) -> timedelta:
    topic = question.topic.code if question.topic else None
    return timedelta(seconds=promise_seconds(question.policy, question.customer.plan, topic))


def _with_alternatives(topic: TopicPolicy | None, answers: dict[str, Availability]) -> dict[str, Availability]:
    """Each answer with the best other channel that can be used now: a ticket first where a longer look is likely."""
    is_for_ticket = topic is not None and topic.usually_investigated
    order = (Channel.TICKET, *_NEXT_BEST) if is_for_ticket else _NEXT_BEST
    usable = sorted(
        (code for code, answer in answers.items() if answer.is_usable),
        key=lambda code: (_RANK[answers[code].state], order.index(Channel(code))),
    )
    return {
        code: replace(answer, alternative=next((other for other in usable if other != code), None))
        for code, answer in answers.items()
    }
