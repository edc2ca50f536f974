"""What a new ticket says in the fields of its topic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import get_language

from pindesk.availability.answers import check_all
from pindesk.availability.fields import TopicField
from pindesk.availability.models import Topic
from pindesk.availability.stored import kept_fields
from pindesk.tickets.errors import FieldsNotTaken, UnknownField
from pindesk.tickets.models import Origin

# Where a form, or whoever writes to the API, was asked; mails, calls and chats come without.
ASKED = (Origin.PORTAL, Origin.API)


def checked_fields(topic: Topic, typed: Mapping[str, str], origin: str) -> dict[str, str]:
    """The values to keep, by code, as the topic's own fields take them now.

    One that the topic does not have is refused, not dropped: whoever sends it would believe that we read it.
    Raises UnknownField, FieldsNotTaken.
    """
    fields = kept_fields(topic.fields)
    unknown = typed.keys() - {field.code for field in fields}
    if unknown:
        raise UnknownField(min(unknown))
    values, problems = check_all(fields if origin in ASKED else map(_optional, fields), typed)
    if problems:
        language = get_language() or "en"
        raise FieldsNotTaken(problems, {field.code: field.name(language) for field in fields})
    return values


def _optional(field: TopicField) -> TopicField:
    return replace(field, is_required=False)
