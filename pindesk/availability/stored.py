"""Reading the fields and lines of topics from the JSON in which they are kept; what is impossible is refused."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from pindesk.availability.errors import (
    ChoicesMissing,
    ChoicesNotAsked,
    DoubleCode,
    ImpossibleCode,
    ImpossibleShape,
    ImpossibleTopic,
    ImpossibleWords,
    NameMissing,
    OtherKindElsewhere,
    TooMany,
    UnknownKind,
)
from pindesk.availability.fields import (
    CHOICES_MAX,
    CODE,
    FIELDS_MAX,
    LINES_MAX,
    NO_HELPS,
    WORDS_MAX_CHARS,
    FieldChoice,
    Helps,
    Kind,
    TopicField,
    Words,
)
from pindesk.lib.text import clean_text

T = TypeVar("T")
_log = logging.getLogger("pindesk.availability")
KEYS = {"code", "kind", "names", "hints", "is_required", "choices"}


def fields_in(rows: Any) -> tuple[TopicField, ...]:
    """The fields of a topic, in their order. Raises what `availability.errors` has for those that cannot be."""
    found = tuple(_field(row) for row in _rows(rows))
    if len(found) > FIELDS_MAX:
        raise TooMany
    _check_once(field.code for field in found)
    return found


def helps_in(rows: Any) -> Helps:
    """The lines of a topic by language. Raises ImpossibleShape, ImpossibleWords, TooMany."""
    if not isinstance(rows, Mapping):
        raise ImpossibleShape
    found = {str(language): tuple(_text(line, language) for line in _rows(lines)) for language, lines in rows.items()}
    if any(len(lines) > LINES_MAX for lines in found.values()):
        raise TooMany
    return MappingProxyType(found)


def kept_fields(stored: Any) -> tuple[TopicField, ...]:
    """The fields that a topic has; one written by hand or by a newer release asks nothing, and breaks no page."""
    return _readable(fields_in, stored, ())


def kept_helps(stored: Any) -> Helps:
    """The lines that a topic has, in the same way."""
    return _readable(helps_in, stored, NO_HELPS)


def _readable(read: Callable[[Any], T], stored: Any, otherwise: T) -> T:
    try:
        return read(stored)
    except ImpossibleTopic as refusal:
        _log.warning("what a topic asks cannot be read: %s", refusal)
        return otherwise


def check_same_kinds(topics: Iterable[tuple[TopicField, ...]]) -> None:
    """A code means the same wherever it is asked, so that a value can go from one topic to another.

    Raises OtherKindElsewhere.
    """
    kinds: dict[str, str] = {}
    for field in (field for fields in topics for field in fields):
        if kinds.setdefault(field.code, field.kind) != field.kind:
            raise OtherKindElsewhere(field.code)


def _field(row: Any) -> TopicField:
    code = _code(row)
    if not row.keys() <= KEYS:
        raise ImpossibleShape(code)
    kind = row.get("kind")
    if not isinstance(kind, str) or kind not in set(Kind):
        raise UnknownKind(code)
    choices = tuple(_choice(each, code) for each in _rows(row.get("choices", ())))
    _check_choices(kind, choices, code)
    hints = _words(row.get("hints", {}), code)
    return TopicField(code, kind, _names(row, code), hints, row.get("is_required") is True, choices)


def _choice(row: Any, field: str) -> FieldChoice:
    return FieldChoice(_code(row, field), _names(row, field))


def _check_choices(kind: str, choices: tuple[FieldChoice, ...], field: str) -> None:
    if kind != Kind.CHOICE:
        if choices:
            raise ChoicesNotAsked(field)
        return
    if len(choices) < 2:
        raise ChoicesMissing(field)
    if len(choices) > CHOICES_MAX:
        raise TooMany(field)
    _check_once(choice.code for choice in choices)


def _check_once(codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise DoubleCode(code)
        seen.add(code)


def _rows(rows: Any) -> Iterable[Any]:
    if not isinstance(rows, list | tuple):
        raise ImpossibleShape
    return rows


def _code(row: Any, field: str = "") -> str:
    if not isinstance(row, Mapping):
        raise ImpossibleShape(field)
    code = row.get("code")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise ImpossibleCode(field or code)
    return code


def _names(row: Mapping[str, Any], field: str) -> Words:
    names = _words(row.get("names"), field)
    if not any(names.values()):
        raise NameMissing(field)
    return names


def _words(words: Any, field: str) -> Words:
    if not isinstance(words, Mapping):
        raise NameMissing(field) if words is None else ImpossibleShape(field)
    return MappingProxyType({str(language): _text(text, field) for language, text in words.items()})


def _is_line(text: str) -> bool:
    return clean_text(text) == text and "\n" not in text


def _text(text: Any, where: str) -> str:
    if not isinstance(text, str) or len(text) > WORDS_MAX_CHARS or not _is_line(text):
        raise ImpossibleWords(where)
    return text
