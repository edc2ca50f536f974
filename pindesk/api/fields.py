"""What a ticket asks, as fields with whole numbers for ids, as clients of that API know them; their codes work too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pindesk.api.answers import Values
from pindesk.availability.answers import YES
from pindesk.availability.fields import Kind, TopicField
from pindesk.availability.models import Topic
from pindesk.availability.policy import TopicPolicy
from pindesk.availability.stored import kept_fields
from pindesk.lib.addresses import public_url
from pindesk.lib.text import number_or_none

TOPIC = "topic"
_FIXED = {"subject": 1, "description": 2, "status": 3, TOPIC: 4}
STATUSES = ("new", "open", "pending", "solved", "closed")
_TYPES = {
    Kind.TEXT: "textarea",
    Kind.CHOICE: "tagger",
    Kind.DATE: "date",
    Kind.NUMBER: "decimal",
    Kind.CHECKBOX: "checkbox",
}


def id_of(code: str) -> int:
    """The number of a field, or of one of its choices, by its code: always the same, and exact in JavaScript."""
    return _FIXED.get(code) or int.from_bytes(hashlib.sha256(code.encode()).digest()[:6])


def code_named(given: Any, codes: Iterable[str]) -> str | None:
    """The field that somebody means by its code or its number; None for one that there is not."""
    number = number_or_none(given) if isinstance(given, str) else given
    return next((code for code in codes if given == code or number == id_of(code)), None)


def said_in(said: Mapping[str, str], topic: str, topics: Mapping[str, TopicPolicy]) -> list[Values]:
    """The values of a ticket: its topic, then what the topic asks, None where nothing was said, then what is left."""
    own = topics[topic].fields if topic in topics else ()
    checkboxes = {field.code for each in topics.values() for field in each.fields if field.kind == Kind.CHECKBOX}
    codes = dict.fromkeys([*(field.code for field in own), *said])

    def value(code: str) -> str | bool | None:
        return said.get(code) == YES if code in checkboxes else said.get(code)

    rows = [{"id": id_of(code), "value": value(code)} for code in codes if code not in _FIXED]
    return [{"id": id_of(TOPIC), "value": topic}, *rows]


def fields_of(topics: Sequence[Topic], language: str) -> list[Values]:
    """Every field, in the order in which a form has them; those that only some topics ask say which."""
    choices = [(topic.code, topic.name(language)) for topic in topics]
    fixed = [
        _values("subject", "subject", _("Subject"), is_required=True),
        _values("description", "description", _("What happened, or what do you need?"), is_required=True),
        _values("status", "status", _("Status"), is_ours=True) | {"system_field_options": _statuses()},
        _values(TOPIC, "tagger", _("Topic"), is_required=True) | {"custom_field_options": _choices(TOPIC, choices)},
    ]
    asked = [_asked(code, rows, language) for code, rows in _by_code(topics).items()]
    return [{**values, "position": position} for position, values in enumerate([*fixed, *asked])]


def _by_code(topics: Sequence[Topic]) -> dict[str, list[tuple[str, TopicField]]]:
    """Each code with the topics that ask it: it means the same in all of them, with choices of each."""
    found: dict[str, list[tuple[str, TopicField]]] = {}
    for topic in topics:
        for field in kept_fields(topic.fields):
            if field.code not in _FIXED:
                found.setdefault(field.code, []).append((topic.code, field))
    return found


def _asked(code: str, rows: list[tuple[str, TopicField]], language: str) -> Values:
    first = rows[0][1]
    values = _values(code, _TYPES.get(Kind(first.kind), "text"), first.name(language), first.hint(language))
    values["topics"] = [{"value": topic, "required": field.is_required} for topic, field in rows]
    if first.kind == Kind.CHOICE:
        names = {choice.code: choice.name(language) for _topic, field in rows for choice in field.choices}
        values["custom_field_options"] = _choices(code, names.items())
    return values


def _values(
    key: str, kind: str, title: str, hint: str = "", *, is_required: bool = False, is_ours: bool = False
) -> Values:
    """`is_ours`: not for customers to set."""
    return {
        "id": id_of(key),
        "url": f"{public_url()}/api/v2/ticket_fields/{id_of(key)}.json",
        "type": kind,
        "key": key,
        "title": title,
        "raw_title": title,
        "title_in_portal": title,
        "raw_title_in_portal": title,
        "description": hint,
        "raw_description": hint,
        "active": True,
        "required": False,
        "required_in_portal": is_required,
        "visible_in_portal": True,
        "editable_in_portal": not is_ours,
        "collapsed_for_agents": False,
        "regexp_for_validation": None,
        "tag": None,
        "removable": key not in _FIXED,
        "agent_description": None,
        "created_at": None,
        "updated_at": None,
    }


def _choices(field: str, choices: Iterable[tuple[str, str]]) -> list[Values]:
    return [
        {"id": id_of(f"{field}:{value}"), "name": name, "raw_name": name, "value": value, "default": False}
        for value, name in choices
    ]


def _statuses() -> list[Values]:
    return [{"name": value.capitalize(), "value": value} for value in STATUSES]
