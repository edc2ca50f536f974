"""What a ticket asks, as fields with whole numbers for ids, as clients of that API know them; their codes work too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pindesk.api.answers import Values
from pindesk.availability.models import Topic
from pindesk.lib.addresses import public_url
from pindesk.lib.text import number_or_none

TOPIC = "topic"
_FIXED = {"subject": 1, "description": 2, "status": 3, TOPIC: 4}
STATUSES = ("new", "open", "pending", "solved", "closed")


def id_of(code: str) -> int:
    """The number of a field, or of one of its choices, by its code: always the same, and exact in JavaScript."""
    return _FIXED.get(code) or int.from_bytes(hashlib.sha256(code.encode()).digest()[:6])


def code_named(given: Any, codes: Iterable[str]) -> str | None:
    """The field that somebody means by its code or its number; None for one that there is not."""
    number = number_or_none(given) if isinstance(given, str) else given
    return next((code for code in codes if given == code or number == id_of(code)), None)


def fields_of(topics: Sequence[Topic], language: str) -> list[Values]:
    """Every field, in the order in which a form has them."""
    choices = [(topic.code, topic.name(language)) for topic in topics]
    found = (
        _field("subject", "subject", _("Subject")),
        _field("description", "description", _("What happened, or what do you need?")),
        _field("status", "status", _("Status"), is_ours=True) | {"system_field_options": _options("", STATUSES)},
        _field(TOPIC, "tagger", _("Topic")) | {"custom_field_options": _choices(TOPIC, choices)},
    )
    return [{**values, "position": position} for position, values in enumerate(found)]


def _field(key: str, kind: str, title: str, *, is_required: bool = True, is_ours: bool = False) -> Values:
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
        "description": "",
        "raw_description": "",
        "active": True,
        "required": False,
        "required_in_portal": is_required and not is_ours,
        "visible_in_portal": True,
        "editable_in_portal": not is_ours,
        "collapsed_for_agents": False,
        "regexp_for_validation": None,
        "tag": None,
        "removable": False,
        "agent_description": None,
        "created_at": None,
        "updated_at": None,
    }


def _choices(field: str, choices: Iterable[tuple[str, str]]) -> list[Values]:
    return [
        {"id": id_of(f"{field}:{value}"), "name": name, "raw_name": name, "value": value, "default": False}
        for value, name in choices
    ]


def _options(_field: str, values: Iterable[str]) -> list[Values]:
    return [{"name": value.capitalize(), "value": value} for value in values]
