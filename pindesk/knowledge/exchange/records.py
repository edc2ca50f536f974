"""One article in one language as a file has it, checked: what is wrong is said before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from pindesk.accounts.models import Language
from pindesk.knowledge import errors, rules
from pindesk.knowledge.exchange.fields import may_hide, unknown_among
from pindesk.knowledge.exchange.pictures import Pictures
from pindesk.knowledge.exchange.problems import Unreadable
from pindesk.knowledge.exchange.tree import Part, parts_of_line
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import clean_line, clean_text, number_or_none

NAME_MAX_CHARS = 200
MOST_RELATED = 8
LARGEST_POSITION = 2**31 - 1
PUBLISHED, DRAFT = "published", "draft"


@dataclass(frozen=True, slots=True)
class Record:
    """One translation. What is None was not said, and is left as it is; `pictures` finds those that it names.

    `place` names the line or file. `source` is the language that the article was written in first, where it is said.
    `category` is that of its section, `unknown` are names of fields that were left out.
    """

    place: str
    id: str
    group: str
    language: str
    title: str
    body: str
    summary: str | None = None
    keywords: str | None = None
    section: str | None = None
    visibility: str | None = None
    position: int | None = None
    related: tuple[str, ...] | None = None
    state: str = PUBLISHED
    source: str | None = None
    category: str | None = None
    parts: tuple[Part, ...] = ()
    unknown: tuple[str, ...] = ()
    pictures: Pictures | None = field(default=None, compare=False)


def record_of(
    values: Mapping[str, Any],
    place: str,
    *,
    body: object,
    group: str = "",
    language: str = "",
    pictures: Pictures | None = None,
) -> Record:
    """A record of the fields of a line or of front matter. `group` and `language` are those of a file's name.

    Raises Unreadable, which names the group where what is refused might not be for everybody.
    """
    try:
        name = _name(values, "id")
        group = _name(values, "group") or group or name
        return _record_of(values, place, body, name, group, language, pictures)
    except Unreadable as unreadable:
        unreadable.hidden = group if may_hide(values) else ""
        raise


def _record_of(
    values: Mapping[str, Any],
    place: str,
    body: object,
    name: str,
    group: str,
    language: str,
    pictures: Pictures | None,
) -> Record:
    unknown = unknown_among(values)
    source = Language.of_locale(str(values.get("source") or ""))
    if source is None and values.get("source") is not None:
        unknown += ("source",)  # elsewhere it says where the words come from
    language = language or _language(values.get("lang"))
    if not group:
        raise Unreadable(_("It has neither an id nor a group."))
    name = name or f"{group}.{language}"
    if max(len(name), len(group)) > NAME_MAX_CHARS:
        raise Unreadable(_("Its id or group is longer than 200 characters."))
    return Record(
        place=place,
        id=name,
        group=group,
        language=language,
        title=_title(values.get("title")),
        body=_body(body),
        summary=_line(values, "summary", rules.SUMMARY_MAX_CHARS, errors.SummaryTooLong()),
        keywords=_keywords(values),
        section=_line(values, "section", NAME_MAX_CHARS, errors.NoName()) or None,
        visibility=_visibility(values),
        position=_position(values.get("position")),
        related=_related(values.get("related")),
        state=_state(values.get("state")),
        source=source,
        category=_line(values, "category", NAME_MAX_CHARS, errors.NoName()) or None,
        parts=parts_of_line(values.get("tree")),
        unknown=unknown,
        pictures=pictures,
    )


def _language(value: object) -> str:
    code = Language.of_locale(value) if isinstance(value, str) else None
    if code is None:
        said = clean_line(value)[:20] if isinstance(value, str) else ""
        known = ", ".join(sorted(Language.values))
        raise Unreadable(
            _("Its language “%(code)s” is none of %(known)s.") % {"code": said, "known": known}
            if said
            else _("It has no lang (one of %(known)s).") % {"known": known}
        )
    return code


def _name(values: Mapping[str, Any], key: str) -> str:
    """An id or group: text, or a number as other programs have them."""
    value = values.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < 10**NAME_MAX_CHARS else "9" * (NAME_MAX_CHARS + 1)
    return _text(values, key, clean=clean_line) or ""


def _text(values: Mapping[str, Any], key: str, clean: Any = clean_line) -> str | None:
    value = values.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Unreadable(_("Its %(field)s is no text.") % {"field": key})
    return str(clean(value))


def _line(values: Mapping[str, Any], key: str, longest: int, refusal: Refusal) -> str | None:
    value = _text(values, key)
    if value is not None and len(value) > longest:
        raise Unreadable(str(refusal))
    return value


def _title(value: object) -> str:
    title = _text({"title": value}, "title")
    if not title:
        raise Unreadable(_("It has no title."))
    if len(title) > rules.TITLE_MAX_CHARS:
        raise Unreadable(str(errors.TitleTooLong()))
    return title


def _body(value: object) -> str:
    if isinstance(value, str) and len(value) > rules.BODY_MAX_CHARS * 2:
        raise Unreadable(str(errors.BodyTooLong()))  # before it is cleaned, which takes time
    body = _text({"body": value}, "body", clean=clean_text) or ""
    if len(body) > rules.BODY_MAX_CHARS:
        raise Unreadable(str(errors.BodyTooLong()))
    return body


def _keywords(values: Mapping[str, Any]) -> str | None:
    """One line; a list becomes one."""
    value = values.get("keywords")
    if isinstance(value, list):
        if not all(isinstance(word, str | int) for word in value):
            raise Unreadable(_("Its %(field)s is no text.") % {"field": "keywords"})
        values = {"keywords": ", ".join(word for word in (clean_line(str(word)) for word in value) if word)}
    return _line(values, "keywords", rules.KEYWORDS_MAX_CHARS, errors.KeywordsTooLong())


def _visibility(values: Mapping[str, Any]) -> str | None:
    value = _text(values, "visibility")
    if value is None or value in (rules.PUBLIC, rules.SIGNED_IN):
        return value
    codes = [code.strip() for code in rules.plans_of(value)]
    visibility = rules.visibility_for(codes) if codes else None
    if visibility is None:
        raise Unreadable(_("Its visibility is neither public, signed_in nor plans:CODE,CODE."))
    return visibility


def _position(value: object) -> int | None:
    if value is None:
        return None
    number = number_or_none(value, 10) if isinstance(value, str) else value
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= LARGEST_POSITION:
        raise Unreadable(_("Its position is no number from 0 on."))
    return number


def _related(value: object) -> tuple[str, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(name, str | int) for name in value):
        raise Unreadable(_("Its related is no list of groups."))
    return tuple(dict.fromkeys(clean_line(str(name)) for name in value))[:MOST_RELATED]


def _state(value: object) -> str:
    if value is None:
        return PUBLISHED
    if value not in (PUBLISHED, DRAFT):
        raise Unreadable(_("Its state is neither published nor draft."))
    return str(value)
