"""What a topic asks for besides subject and description: its fields as values, with their names by language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

FIELDS_MAX = 12  # of one topic
CHOICES_MAX = 30
LINES_MAX = 8
WORDS_MAX_CHARS = 300
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")

# By language code.
Words = Mapping[str, str]
NO_WORDS: Words = MappingProxyType({})
Helps = Mapping[str, tuple[str, ...]]
NO_HELPS: Helps = MappingProxyType({})


class Kind(StrEnum):
    """What can be typed into a field."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    NUMBER = "number"
    EMAIL = "email"
    DOMAIN = "domain"
    CHECKBOX = "checkbox"
    LAST_FOUR = "last_four"  # the last four digits of a card, never more


MAX_CHARS: Mapping[str, int] = {
    Kind.LINE: 300,
    Kind.TEXT: 4000,
    Kind.CHOICE: 40,
    Kind.DATE: 40,
    Kind.NUMBER: 40,
    Kind.EMAIL: 254,
    Kind.DOMAIN: 300,
    Kind.CHECKBOX: 40,
    Kind.LAST_FOUR: 40,
}


def worded(words: Words, language: str, otherwise: str = "") -> str:
    """The words in that language, else in English, else what stands for them."""
    return words.get(language) or words.get("en") or otherwise


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One value to choose."""

    code: str
    names: Words

    def name(self, language: str) -> str:
        return worded(self.names, language, self.code)


@dataclass(frozen=True, slots=True)
class TopicField:
    """One thing that a topic asks for. A code means the same in every topic that has it, and is of the same kind."""

    code: str
    kind: str
    names: Words
    hints: Words = field(default_factory=lambda: NO_WORDS)
    is_required: bool = False
    choices: tuple[FieldChoice, ...] = ()

    def name(self, language: str) -> str:
        return worded(self.names, language, self.code)

    def hint(self, language: str) -> str:
        return worded(self.hints, language)

    def choice(self, code: str) -> FieldChoice | None:
        return next((choice for choice in self.choices if choice.code == code), None)


def help_lines(helps: Helps, language: str) -> tuple[str, ...]:
    """What helps to answer at once, in that language, else in English."""
    return helps.get(language) or helps.get("en") or ()
