"""The values that availability is decided from, and the value it answers with. All immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from pindesk.availability.fields import NO_HELPS, NO_WORDS, Helps, TopicField, Words, worded
from pindesk.hours.schedule import NO_CALENDAR, Calendar, Schedule


class Channel(StrEnum):
    """A way to reach a person."""

    TICKET = "ticket"
    CHAT = "chat"
    PHONE = "phone"


class State(StrEnum):
    """What a channel is to this customer at this moment, best first."""

    OPEN = "open"
    ASK_TO_WAIT = "ask_to_wait"
    CLOSED = "closed"
    UNAVAILABLE = "unavailable"


class Reason(StrEnum):
    """Why a channel is not simply open, in the order in which people should read them."""

    CHANNEL_OFF = "channel_off"
    SIGNED_OUT = "signed_out"
    TOPIC_NEEDS_WRITING = "topic_needs_writing"
    NOT_IN_PLAN = "not_in_plan"
    LANGUAGE_NOT_SERVED = "language_not_served"
    HOLIDAY = "holiday"
    OUTSIDE_HOURS = "outside_hours"
    NOBODY_HERE = "nobody_here"
    QUEUE_FULL = "queue_full"
    WAIT_FOR_REPLY = "wait_for_reply"


@dataclass(frozen=True)
class ChannelPolicy:
    """One channel: when and in which languages it is served; `is_on` by the company, `is_built` by the product."""

    hours: Schedule
    languages: tuple[str, ...]
    calendar: Calendar = NO_CALENDAR
    is_on: bool = True
    is_built: bool = True


@dataclass(frozen=True, slots=True)
class TopicPolicy:
    """One topic: what it demands and asks, and, if it promises a reply sooner than the plan, within how many seconds.

    `helps` are lines that say what lets us answer at once.
    """

    code: str
    needs_writing: bool = False
    usually_investigated: bool = False
    is_open_to_everyone: bool = False
    is_urgent: bool = False
    promise_seconds: int | None = None
    names: Words = field(default_factory=lambda: NO_WORDS)
    fields: tuple[TopicField, ...] = ()
    helps: Helps = field(default_factory=lambda: NO_HELPS)

    def name(self, language: str) -> str:
        return worded(self.names, language, self.code)


@dataclass(frozen=True, slots=True)
class PlanPolicy:
    """One plan: the channels it includes and the elapsed seconds to a first reply."""

    code: str
    channels: tuple[str, ...] = ()
    promise_seconds: int | None = None


@dataclass(frozen=True)
class Policy:
    """All that the company decided, by code. One value per version; `promise_seconds` holds where nothing else does.

    `waits_on_any_topic` widens the 24-hour rule from tickets on the same topic to all of the person's open tickets.
    `advice` names, for topics where it is not the usual one, the order in which channels suit them.
    """

    version: int
    channels: Mapping[str, ChannelPolicy]
    topics: Mapping[str, TopicPolicy]
    plans: Mapping[str, PlanPolicy]
    company_zone: str = "Europe/Paris"
    promise_seconds: int = 24 * 60 * 60
    waits_on_any_topic: bool = False
    advice: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("channels", "topics", "plans", "advice"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


@dataclass(frozen=True, slots=True)
class Customer:
    """Who asks: the code of their account's plan at that moment, and whether an agent invited this contact."""

    plan: str | None = None
    is_signed_in: bool = True
    is_invited: bool = False


SIGNED_OUT = Customer(is_signed_in=False)


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """An open ticket that this person created or follows; `is_answered` once a person has replied."""

    topic: str | None
    created_at: datetime
    first_reply_due_at: datetime | None
    is_answered: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who serves one channel in one language now."""

    present: int = 0
    is_queue_full: bool = False


# By channel and language; a pair that is missing has nobody. None instead of the whole: taken to be present.
StaffingTable = Mapping[tuple[str, str], Staffing]


@dataclass(frozen=True, slots=True)
class Availability:
    """The answer for one channel, asked in `language`; instants are UTC, to be shown in the zone of `hours`.

    `reasons` are all that apply, by name; `languages` all that are served, by code. `opens_at` is set when the clock is
    an obstacle, `closes_at` when it says open (None: day and night). `answer_within` is the promise of a ticket,
    `ticket` the one whose reply is due, `holiday` the name of the calendar's day, `alternative` the best other channel.
    """

    channel: str
    state: State
    reasons: tuple[Reason, ...]
    opens_at: datetime | None
    closes_at: datetime | None
    languages: tuple[str, ...]
    language: str
    hours: Schedule
    answer_within: timedelta | None = None
    alternative: str | None = None
    ticket: OpenTicket | None = None
    holiday: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether the customer may use it now, if perhaps after being asked to wait."""
        return self.state in (State.OPEN, State.ASK_TO_WAIT)
