"""What the form of a new ticket asks for its topic, and what was typed there for a topic chosen before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pindesk.availability.answers import card_sentence, check, known_fields, plain_name, said
from pindesk.availability.fields import Kind, TopicField
from pindesk.availability.policy import TopicPolicy
from pindesk.lib.cards import holds_card_number
from pindesk.lib.text import clean_text

NOT_ASKED = Kind.TEXT  # how a field is shown that no topic has any more


@dataclass(frozen=True, slots=True)
class Asked:
    """One field as the form shows it; `value` is what was typed, `options` are codes and names."""

    code: str
    kind: str
    name: str
    hint: str
    is_required: bool
    options: tuple[tuple[str, str], ...]
    value: str
    errors: tuple[str, ...] = ()

    @property
    def input_type(self) -> str:
        """A date that a browser's calendar would leave out stays in sight as text."""
        if self.kind == Kind.DATE:
            return "text" if self.errors else "date"
        return "email" if self.kind == Kind.EMAIL else "text"

    @property
    def inputmode(self) -> str:
        return {Kind.NUMBER: "decimal", Kind.LAST_FOUR: "numeric", Kind.DOMAIN: "url"}.get(Kind(self.kind), "")


def asked(
    fields: Iterable[TopicField],
    typed: Mapping[str, str],
    problems: Mapping[str, list[str]],
    language: str,
) -> list[Asked]:
    """The fields of a topic in its order, in the reader's language."""
    return [_asked(field, typed.get(field.code, ""), problems, language) for field in fields]


def left_over(
    typed: Mapping[str, str],
    own: Iterable[TopicField],
    topic: str,
    topics: Mapping[str, TopicPolicy],
    problems: Mapping[str, list[str]],
    language: str,
) -> list[Asked]:
    """What was typed in fields that are not the topic's own, as the topic that has them asks for it.

    A topic that is no longer offered has none of its own, and is the first that is asked for their names.
    """
    others = typed.keys() - {field.code for field in own}
    return [
        _asked(field or TopicField(code, NOT_ASKED, {"en": plain_name(code)}), typed[code], problems, language, True)
        for code, field in known_fields(others, topic, topics)
    ]


def lines_of(rest: Iterable[Asked], topics: Mapping[str, TopicPolicy], language: str) -> str:
    """What a topic does not ask for as lines of a description: "Name: value", in the reader's language."""
    rows = list(rest)
    fields = dict(known_fields([row.code for row in rows], "", topics))
    return "\n".join(f"{row.name}: {_words(fields[row.code], row.value, language)}" for row in rows)


def card_problems(rest: Iterable[Asked]) -> dict[str, str]:
    """What may not be sent in any words: a whole card number, by code."""
    return {row.code: card_sentence() for row in rest if holds_card_number(row.value)}


def _asked(
    field: TopicField, value: str, problems: Mapping[str, list[str]], language: str, is_over: bool = False
) -> Asked:
    return Asked(
        code=field.code,
        kind=field.kind,
        name=field.name(language),
        hint=field.hint(language),
        is_required=field.is_required and not is_over,
        options=tuple((choice.code, choice.name(language)) for choice in field.choices),
        value=value,
        errors=tuple(problems.get(f"field.{field.code}", ())),
    )


def _words(field: TopicField | None, value: str, language: str) -> str:
    if field is None:
        return clean_text(value)
    checked = check(field, value)
    return said(field, checked.value or clean_text(value), language)
