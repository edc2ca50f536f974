"""What is wrong with a line or a file, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass


class Unreadable(Exception):
    """A record, or the whole of what was given, cannot be taken; the message is the sentence.

    `hidden` is the group of an article that, for all the record says, not everybody may read.
    """

    hidden = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What was refused: the line or file, and why; `hidden` as of Unreadable."""

    place: str
    sentence: str
    hidden: str = ""
