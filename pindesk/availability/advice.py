"""Which channel suits a question, and why: a short order. Values in, values out; no clock. Source: RULES 4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pindesk.availability.policy import Availability, Channel, OpenTicket, Policy, Reason, State

# Where nothing else is said of a topic: what answers while one works, then a voice, then what can wait.
USUAL_ORDER = (Channel.CHAT, Channel.PHONE, Channel.TICKET)
_RANK = {state: rank for rank, state in enumerate(State)}


class Why(StrEnum):
    """Why a channel is advised, the first that applies."""

    OPEN_TICKET = "open_ticket"
    INVESTIGATED = "investigated"
    IN_WRITING = "in_writing"
    SUITS_BEST = "suits_best"
    ONLY_WAY = "only_way"


@dataclass(frozen=True, slots=True)
class Advice:
    """The channel to use now, and why; `runner_up` is the next best that can be used. No channel where none can be.

    `ticket` is the one to add to, where a reply is due on the same matter.
    """

    channel: str | None = None
    why: Why | None = None
    runner_up: str | None = None
    ticket: OpenTicket | None = None


def advise(policy: Policy, topic: str | None, answers: Mapping[str, Availability]) -> Advice:
    """The advice for a question on `topic` (None: not known yet), from the answers that `availability` gave on it.

    A ticket inside its promise comes first: to add to it is possible whatever the plan. Then what will be investigated
    goes by ticket, and the rest in the order that the policy gives the topic: what is open before what asks to wait.
    """
    known = policy.topics.get(topic or "")
    usable = _in_order(policy, topic, answers)
    due = next((answer.ticket for answer in answers.values() if Reason.WAIT_FOR_REPLY in answer.reasons), None)
    if due:
        return Advice(Channel.TICKET, Why.OPEN_TICKET, _other(usable, Channel.TICKET), due)
    if not usable:
        return Advice()
    if known and known.usually_investigated and Channel.TICKET in usable:
        return Advice(Channel.TICKET, Why.INVESTIGATED, _other(usable, Channel.TICKET))
    best = usable[0]
    if len(usable) == 1:
        return Advice(best, Why.ONLY_WAY)
    return Advice(best, Why.IN_WRITING if known and known.needs_writing else Why.SUITS_BEST, usable[1])


def _in_order(policy: Policy, topic: str | None, answers: Mapping[str, Availability]) -> list[str]:
    """The channels that can be used, best for the topic first."""
    order = policy.advice.get(topic or "", USUAL_ORDER)
    found = [code for code in order if code in answers and answers[code].is_usable]
    return sorted(found, key=lambda code: _RANK[answers[code].state])


def _other(usable: list[str], channel: str) -> str | None:
    return next((code for code in usable if code != channel), None)
