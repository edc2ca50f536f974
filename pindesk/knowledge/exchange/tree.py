"""Categories and sections as files have them: `sections.yaml`, or the `tree` of a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pindesk.accounts.models import Language
from pindesk.knowledge.exchange.fields import OF_A_PART, unknown_among
from pindesk.knowledge.exchange.problems import Unreadable
from pindesk.knowledge.rules import NAME_MAX_CHARS, code_of
from pindesk.lib.text import clean_line

DESCRIPTION_MAX_CHARS = 200
MOST_PARTS = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """A category, or a section of the category that it names; names and descriptions are by language."""

    code: str
    names: dict[str, str]
    descriptions: dict[str, str]
    position: int | None
    category: str | None = None


def parts_of_file(found: object) -> list[Part]:
    """Categories, each before its sections, as `sections.yaml` lists them. Raises Unreadable."""
    listed = found.get("categories") if isinstance(found, Mapping) and "categories" in found else found
    parts = list(_categories(listed))
    if len(parts) > MOST_PARTS:
        raise Unreadable(_("There are more than 1,000 categories and sections in it."))
    return parts


def parts_of_line(found: object) -> tuple[Part, ...]:
    """The category and section that a line describes for what comes after it. Raises Unreadable."""
    if found is None:
        return ()
    if not isinstance(found, Mapping):
        raise Unreadable(_("Its tree describes no category and section."))
    category = _part(found.get("category"), None, None)
    return (category, _part(found.get("section"), None, category.code))


def as_line(category: Part, section: Part) -> dict[str, Any]:
    return {"category": _as_values(category), "section": _as_values(section)}


def as_file(parts: list[Part]) -> dict[str, Any]:
    """What `sections.yaml` says of them."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        if part.category is not None:
            sections.setdefault(part.category, []).append(_as_values(part))
    return {
        "categories": [
            {**_as_values(part), "sections": sections.get(part.code, [])} for part in parts if part.category is None
        ]
    }


def _categories(found: object) -> Iterator[Part]:
    for place, (code, values) in enumerate(_listed(found)):
        category = _part(values, code, None, place)
        yield category
        for number, (name, section) in enumerate(_listed(values.get("sections") or [])):
            yield _part(section, name, category.code, number)


def _listed(found: object) -> list[tuple[str | None, Mapping[str, Any]]]:
    """Descriptions with the code that they stand under, where they are no list."""
    rows: list[tuple[Any, Any]] = (
        list(found.items()) if isinstance(found, Mapping) else [(None, row) for row in _list(found)]
    )
    if not all(isinstance(row, Mapping) and (code is None or isinstance(code, str)) for code, row in rows):
        raise Unreadable(_("It is no list of categories with their sections."))
    return rows


def _list(found: object) -> list[Any]:
    if not isinstance(found, list):
        raise Unreadable(_("It is no list of categories with their sections."))
    return found


def _part(found: object, code: str | None, category: str | None, place: int | None = None) -> Part:
    if not isinstance(found, Mapping):
        raise Unreadable(_("It is no list of categories with their sections."))
    unknown_among(found, OF_A_PART)
    names = _words(found.get("names", found.get("name")), NAME_MAX_CHARS)
    given = found.get("code", code)
    if given is not None and not isinstance(given, str):
        raise Unreadable(_("A category or section has a code that is no text."))
    if not names:
        raise Unreadable(_("A category or section has no name."))
    made = code_of(given or names.get("en") or next(iter(names.values())))
    position = found.get("position", place)
    if position is not None and (not isinstance(position, int) or not 0 <= position <= 32_767):  # noqa: PLR2004 - of its column
        raise Unreadable(_("The position of “%(code)s” is no number from 0 on.") % {"code": made})
    words = _words(found.get("descriptions", found.get("description")), DESCRIPTION_MAX_CHARS)
    return Part(made, names, words, position, category)


def _words(found: object, longest: int) -> dict[str, str]:
    """Words by known language; one text is English."""
    by_language = {"en": found} if isinstance(found, str) else found
    if by_language is None:
        return {}
    if not isinstance(by_language, Mapping) or not all(isinstance(word, str) for word in by_language.values()):
        raise Unreadable(_("Names and descriptions of categories and sections are texts by language."))
    words = {code: clean_line(by_language[code]) for code in Language.values if code in by_language}
    if any(len(word) > longest for word in words.values()):
        raise Unreadable(_("A name is longer than 80 characters, or a description longer than 200."))
    return {code: word for code, word in words.items() if word}


def _as_values(part: Part) -> dict[str, Any]:
    values = {"code": part.code, "position": part.position, "names": _sorted(part.names)}
    return {**values, "descriptions": _sorted(part.descriptions)} if part.descriptions else values


def _sorted(words: dict[str, str]) -> dict[str, str]:
    return {code: words[code] for code in sorted(words)}
