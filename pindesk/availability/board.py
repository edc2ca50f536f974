"""The board: what each channel is to a customer at a moment, as plain values for `ui/components/board.html`.

What can be done from a row is the surface's to say; all else is the same wherever a board hangs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pindesk.availability import sentences
from pindesk.availability.policy import Availability, Channel, Policy, Reason
from pindesk.availability.sentences import Reader
from pindesk.availability.words import channel_use, channel_word
from pindesk.ui import formats

# The words and the address of what to do next from a row; both empty where there is nothing.
Act = Callable[[Availability, Mapping[str, Availability]], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One channel as it is shown; `action` and `href` are what to do next from its row."""

    channel: str
    name: str
    state: str
    word: str
    opening: str
    answer: str
    action: str
    href: str
    why: str


@dataclass(frozen=True, slots=True)
class Board:
    """All channels, the clock on the wall, when to ask again (aware, or None), and the policy that answered."""

    lines: tuple[Line, ...]
    date_line: str
    hour: str
    minute: str
    at: datetime
    zone: str
    refresh_at: datetime | None
    plan: str
    policy: Policy


def nothing_to_do(answer: Availability, answers: Mapping[str, Availability]) -> tuple[str, str]:
    """For a board that is only looked at."""
    return "", ""


def board_of(
    policy: Policy,
    answers: Mapping[str, Availability],
    reader: Reader,
    *,
    plan: str = "",
    act: Act = nothing_to_do,
) -> Board:
    """The board of these answers of `for_page`, at the reader's now; `plan` is the name of the customer's plan."""
    company_zone = ZoneInfo(policy.company_zone)
    wall = reader.now.astimezone(company_zone)
    return Board(
        lines=tuple(_line(answer, answers, reader, company_zone, act) for answer in answers.values()),
        date_line=_date_line(reader, company_zone),
        hour=f"{wall.hour:02}",
        minute=f"{wall.minute:02}",
        at=reader.now,
        zone=policy.company_zone,
        refresh_at=_next_change(answers.values(), reader.now),
        plan=plan,
        policy=policy,
    )


def _line(
    answer: Availability, answers: Mapping[str, Availability], reader: Reader, company_zone: ZoneInfo, act: Act
) -> Line:
    action, href = act(answer, answers)
    return Line(
        channel=answer.channel,
        name=channel_word(answer.channel),
        state=answer.state,
        word=sentences.state(answer),
        opening=sentences.opening(answer, reader),
        answer=_answer_by(answer, reader, company_zone),
        action=action,
        href=href,
        why=" ".join(sentence for sentence in _why(answer, answers, reader, company_zone) if sentence),
    )


def _why(
    answer: Availability, answers: Mapping[str, Availability], reader: Reader, company_zone: ZoneInfo
) -> list[str]:
    """What the channel is best for, why it is what it is now, and the way instead unless the row links to it."""
    instead = "" if answer.alternative == Channel.TICKET else sentences.instead(answer)
    reasons = sentences.why(answer, reader, _said_above(answer, answers))
    return [channel_use(answer.channel), *reasons, _own_time(answer, reader, company_zone), instead]


def _said_above(answer: Availability, answers: Mapping[str, Availability]) -> tuple[Reason, ...]:
    """The reply that is due, on every row but the first that it applies to."""
    first = next((one for one in answers.values() if Reason.WAIT_FOR_REPLY in one.reasons), answer)
    return () if answer.channel == first.channel else (Reason.WAIT_FOR_REPLY,)


def _answer_by(answer: Availability, reader: Reader, company_zone: ZoneInfo) -> str:
    """By when a reply is promised, by the clock that hangs on the board."""
    if not answer.is_usable or answer.answer_within is None:
        return ""
    return formats.by_short(reader.now + answer.answer_within, reader.now, company_zone, reader.language)


def _own_time(answer: Availability, reader: Reader, company_zone: ZoneInfo) -> str:
    """The same promise by the reader's own clock, where that is another."""
    if not answer.is_usable or answer.answer_within is None:
        return ""
    due = reader.now + answer.answer_within
    if formats.is_same_time(due, reader.zone, company_zone):
        return ""
    by_when = formats.by(due, reader.now, reader.zone, reader.language)
    return _("First reply %(by_when)s, your time.") % {"by_when": by_when}


def _date_line(reader: Reader, company_zone: ZoneInfo) -> str:
    """The day on the company's wall, and the reader's own time where it is another."""
    day = formats.day_heading(reader.now, reader.now, company_zone, reader.language)
    zone = formats.zone_time(company_zone, reader.language)
    if formats.is_same_time(reader.now, reader.zone, company_zone):
        return f"{day} · {zone}"
    own = formats.clock(reader.now, reader.zone, reader.language)
    return f"{day} · {zone} · " + _("%(time)s where you are") % {"time": own}


def _next_change(answers: Iterable[Availability], now: datetime) -> datetime | None:
    """The next instant at which an answer is another."""
    instants = [at for answer in answers for at in (answer.opens_at, answer.closes_at) if at and at > now]
    return min(instants, default=None)
