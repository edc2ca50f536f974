"""The board: what each channel is to this visitor now, as plain values for the template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from pindesk.accounts.requests import Request
from pindesk.availability import sentences
from pindesk.availability.access import policy_for
from pindesk.availability.policy import SIGNED_OUT, Availability, Channel, Customer, Policy, Reason
from pindesk.availability.rules import for_page
from pindesk.availability.sentences import Reader
from pindesk.lib import clock
from pindesk.plans.models import Plan
from pindesk.portal.words import channel_use, channel_word
from pindesk.tickets.access import situation
from pindesk.ui import formats


@dataclass(frozen=True, slots=True)
class Line:
    """One channel as it is shown; `is_main` marks the one action that the page is about."""

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


def board_of(request: Request, plan: Plan | None, words: str = "") -> Board:
    """The board for the visitor of this request, who has `plan` (None: signed out, or no plan).

    `words` are what they searched for without finding it: a ticket that is opened from here has them as its subject.
    """
    now, policy = clock.now(), policy_for(clock.now())
    answers = _answers(request, policy, plan, now)
    reader = Reader(now, request.zone, request.language)
    company_zone = ZoneInfo(policy.company_zone)
    wall = now.astimezone(company_zone)
    return Board(
        lines=tuple(_line(answer, answers, reader, company_zone, words) for answer in answers.values()),
        date_line=_date_line(reader, company_zone),
        hour=f"{wall.hour:02}",
        minute=f"{wall.minute:02}",
        at=now,
        zone=policy.company_zone,
        refresh_at=_next_change(answers.values(), now),
        plan=plan.name(request.language) if plan else "",
        policy=policy,
    )


def _answers(request: Request, policy: Policy, plan: Plan | None, now: datetime) -> dict[str, Availability]:
    languages = dict.fromkeys((request.language, request.person.language if request.person else request.language))
    if request.membership is None:
        return for_page(policy, SIGNED_OUT, None, languages, now)
    customer = Customer(plan=plan.code if plan else None)
    return for_page(policy, customer, None, languages, now, situation(request.membership, now))


def _line(
    answer: Availability, answers: dict[str, Availability], reader: Reader, company_zone: ZoneInfo, words: str
) -> Line:
    action, href = _action(answer, answers, words)
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


def _why(answer: Availability, answers: dict[str, Availability], reader: Reader, company_zone: ZoneInfo) -> list[str]:
    """What the channel is best for, why it is what it is now, and the way instead unless the row links to it."""
    instead = "" if answer.alternative == Channel.TICKET else sentences.instead(answer)
    reasons = sentences.why(answer, reader, _said_above(answer, answers))
    return [channel_use(answer.channel), *reasons, _own_time(answer, reader, company_zone), instead]


def _said_above(answer: Availability, answers: dict[str, Availability]) -> tuple[Reason, ...]:
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


def _action(answer: Availability, answers: dict[str, Availability], words: str) -> tuple[str, str]:
    """What to do next from this row: use it, sign in, or the way that works instead."""
    new_ticket = _new_ticket_about(words)
    if answer.channel == Channel.TICKET:
        if answer.is_usable:
            return _("Open a ticket"), new_ticket
        if "signed_out" in answer.reasons:
            return _("Sign in"), sign_in_about(words)
        return _("Topics open to everyone"), new_ticket
    if not answer.is_usable and answers[Channel.TICKET].is_usable:
        return _("Open a ticket instead"), new_ticket
    return "", ""


def _new_ticket_about(words: str) -> str:
    """The address of the form for a ticket, with the words as its subject."""
    address = reverse("portal:new_ticket")
    return f"{address}?{urlencode({'subject': words})}" if words else address


def sign_in_about(words: str) -> str:
    """The address to sign in at: with words, to come to the form for a ticket that has them as its subject."""
    address = reverse("portal:sign_in")
    return f"{address}?{urlencode({'next': _new_ticket_about(words)}, safe='/')}" if words else address


def _date_line(reader: Reader, company_zone: ZoneInfo) -> str:
    """The day on the company's wall, and the reader's own time where it is another."""
    day = formats.day_heading(reader.now, reader.now, company_zone, reader.language)
    zone = formats.zone_time(company_zone, reader.language)
    if formats.is_same_time(reader.now, reader.zone, company_zone):
        return f"{day} · {zone}"
    own = formats.clock(reader.now, reader.zone, reader.language)
    return f"{day} · {zone} · " + _("%(time)s where you are") % {"time": own}


def _next_change(answers, now: datetime) -> datetime | None:  # type: ignore[no-untyped-def]
    instants = [at for answer in answers for at in (answer.opens_at, answer.closes_at) if at and at > now]
    return min(instants, default=None)
