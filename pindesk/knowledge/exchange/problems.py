"""What is wrong with a line or a file, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass


class Unreadable(Exception):
    """A record, or the whole of what was given, cannot be taken; the message is the sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What was refused: the line or file, and why."""

    place: str
    sentence: str
