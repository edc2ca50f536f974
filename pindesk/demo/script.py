"""The shape in which the demo's conversations are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing somebody wrote: the customer, an agent to the customer, or an agent as an internal note.

    `after_minutes` is the time since the turn before it.
    """

    by: Literal["customer", "agent", "note"]
    text: str
    after_minutes: int = 45


@dataclass(frozen=True, slots=True)
class Conversation:
    """One ticket from its opening words to where it stands; `opening` is Markdown lite, as are the turns.

    `ends` is the status it is left in. An open one was opened lately, a closed one weeks ago; the seed says when.
    `by` names the customer by the first part of the address, where it matters who it is. `read` are the articles, by
    the names of their files, that they read before they wrote. `copies` are colleagues, named as `by` is. `rated` is
    what the customer says once it is solved: `good` or `bad`, and words or none.
    """

    topic: str
    subject: str
    opening: str
    turns: tuple[Turn, ...] = ()
    ends: Literal["received", "in_progress", "waiting", "on_hold", "solved", "closed"] = "closed"
    by: str = ""
    read: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    rated: tuple[Literal["good", "bad"], str] | None = None
