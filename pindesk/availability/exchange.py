"""Questions about availability as JSON, and the answers to them: for the command line and for machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pindesk.availability.advice import Advice, advise
from pindesk.availability.policy import SIGNED_OUT, Availability, ChannelPolicy, Customer, OpenTicket, Policy
from pindesk.availability.rules import availability, promise_seconds
from pindesk.hours.errors import CountryUnknown
from pindesk.hours.holidays import public_holidays
from pindesk.hours.schedule import Calendar

FIELDS = ("plan", "topic", "language", "at", "open_ticket", "calendar")
TICKET_FIELDS = ("topic", "created_at", "answered")
YEARS_BEFORE, YEARS_AFTER = 1, 2  # of holidays, around the year that is asked about


class NotAQuestion(Exception):
    """What was asked cannot be answered; the text is one sentence that names the field."""


@dataclass(frozen=True, slots=True)
class Question:
    """What one line asks: the codes of plan (None: signed out), topic (None: not known yet) and language, an instant,
    a ticket of that person, and the country whose public holidays hold (None: as the policy says)."""

    customer: Customer
    topic: str | None
    language: str
    at: datetime
    ticket: OpenTicket | None = None
    calendar: Calendar | None = None


def question_of(values: Any, policy: Policy) -> Question:
    """The question that an object of JSON asks. Raises NotAQuestion."""
    asked = _object(values, FIELDS, "A request")
    plan, topic = _code(asked, "plan", policy.plans), _code(asked, "topic", policy.topics)
    at = _instant(asked, "at")
    return Question(
        SIGNED_OUT if plan is None else Customer(plan),
        topic,
        _text(asked, "language"),
        at,
        _ticket(asked.get("open_ticket"), plan, policy),
        _calendar(asked, at),
    )


def answers_to(question: Question, policy: Policy) -> dict[str, Any]:
    """The answer as JSON values, for staff that are present: each channel, and which one is recommended."""
    known = policy if question.calendar is None else with_calendar(policy, question.calendar)
    tickets = [question.ticket] if question.ticket else []
    found = availability(known, question.customer, question.topic, question.language, question.at, tickets)
    return answer_values(found, advise(known, question.topic, found))


def answer_values(answers: Mapping[str, Availability], advice: Advice) -> dict[str, Any]:
    """Answers of the availability function as JSON values: instants with the offset of the schedule's zone."""
    return {**{code: _values(answer) for code, answer in answers.items()}, "recommended": advice.channel}


def with_calendar(policy: Policy, calendar: Calendar) -> Policy:
    """The policy with those days on every channel that has opening hours."""

    def changed(channel: ChannelPolicy) -> ChannelPolicy:
        return channel if channel.hours.is_day_and_night else replace(channel, calendar=calendar)

    return replace(policy, channels={code: changed(channel) for code, channel in policy.channels.items()})


def as_built(policy: Policy) -> Policy:
    """The policy with every channel taken as built, whatever this version of the product can do so far."""
    built = {code: replace(channel, is_built=True) for code, channel in policy.channels.items()}
    return replace(policy, channels=built)


def _values(answer: Availability) -> dict[str, Any]:
    def instant(at: datetime | None) -> str | None:
        return at.astimezone(answer.hours.tz).isoformat() if at else None

    return {
        "state": str(answer.state),
        "reasons": [str(reason) for reason in answer.reasons],
        "opens_at": instant(answer.opens_at),
        "closes_at": instant(answer.closes_at),
        "languages": list(answer.languages),
    }


def _ticket(values: Any, plan: str | None, policy: Policy) -> OpenTicket | None:
    if values is None:
        return None
    asked = _object(values, TICKET_FIELDS, "open_ticket")
    topic, created_at = _code(asked, "topic", policy.topics), _instant(asked, "created_at")
    is_answered = asked.get("answered", False)
    if not isinstance(is_answered, bool):
        raise NotAQuestion("answered is true or false.")
    promise = timedelta(seconds=promise_seconds(policy, plan, topic))
    try:
        return OpenTicket(topic, created_at, created_at + promise, is_answered)
    except OverflowError:
        raise NotAQuestion("created_at is too far away.") from None


def _calendar(asked: Mapping[str, Any], at: datetime) -> Calendar | None:
    country = asked.get("calendar")
    if country is None:
        return None
    if not isinstance(country, str):
        raise NotAQuestion("calendar is the code of a country, such as FR.")
    country, _, region = country.partition("-")
    try:
        return public_holidays(country, at.year - YEARS_BEFORE, at.year + YEARS_AFTER, region)
    except CountryUnknown:
        raise NotAQuestion("calendar names no country whose public holidays are known, such as FR.") from None


def _object(values: Any, known: tuple[str, ...], name: str) -> Mapping[str, Any]:
    if not isinstance(values, dict):
        raise NotAQuestion(f"{name} is an object in braces.")
    other = next((key for key in values if key not in known), None)
    if other is not None:
        raise NotAQuestion(f"There is no field {str(other)[:40]!r}; give {', '.join(known)}.")
    return values


def _code(asked: Mapping[str, Any], name: str, known: Mapping[str, Any]) -> str | None:
    """A code of the policy, or None; the field has to be there."""
    code = _given(asked, name)
    if code is not None and (not isinstance(code, str) or code not in known):
        raise NotAQuestion(f"{name} is null or one of {', '.join(known)}.")
    return code


def _text(asked: Mapping[str, Any], name: str) -> str:
    text = _given(asked, name)
    if not isinstance(text, str) or not text:
        raise NotAQuestion(f"{name} is a code, such as en.")
    return text


def _instant(asked: Mapping[str, Any], name: str) -> datetime:
    """An instant of the years 1970 to 2200, for which zones and holidays can be told."""
    try:
        at = datetime.fromisoformat(_given(asked, name))
    except (TypeError, ValueError):
        raise NotAQuestion(f"{name} is an instant such as 2027-07-14T17:59:59+02:00.") from None
    if at.tzinfo is None:
        raise NotAQuestion(f"{name} has no offset; add one, such as +02:00.")
    if not 1970 <= at.year <= 2200:  # noqa: PLR2004
        raise NotAQuestion(f"{name} is not in the years 1970 to 2200.")
    return at


def _given(asked: Mapping[str, Any], name: str) -> Any:
    if name not in asked:
        raise NotAQuestion(f"{name} is missing.")
    return asked[name]
