"""What a set of records asks for as a whole: which are taken, in which order, and what each article is to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _

from pindesk.knowledge.exchange.problems import Problem
from pindesk.knowledge.exchange.records import Record

FIRST_LANGUAGES = ("en", "de", "es", "fr")  # which is taken for the original where a file does not say it

T = TypeVar("T")


@dataclass(slots=True)
class Group:
    """One article: its records, the one in the source language first. What is None was not said by any of them."""

    name: str
    records: list[Record] = field(default_factory=list)

    @property
    def source(self) -> str:
        said = next((record.source for record in self.records if record.source), None)
        return said or source_of([record.language for record in self.records])

    @property
    def section(self) -> Record | None:
        """The record that names its section."""
        return next((record for record in self.records if record.section is not None), None)

    @property
    def visibility(self) -> str | None:
        return _first(record.visibility for record in self.records)

    @property
    def position(self) -> int | None:
        return _first(record.position for record in self.records)

    @property
    def related(self) -> tuple[str, ...] | None:
        return _first(record.related for record in self.records)


def plan(found: Iterable[Record | Problem]) -> tuple[list[Group], list[Problem]]:
    """The articles in the order of the file, and what is wrong, also where a record contradicts an earlier one."""
    groups: dict[str, Group] = {}
    problems: list[Problem] = []
    ids: dict[str, Record] = {}
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
            continue
        sentence = _contradiction(one, ids, groups.get(one.group))
        if sentence:
            problems.append(Problem(one.place, sentence))
            continue
        ids[one.id] = one
        groups.setdefault(one.group, Group(one.group)).records.append(one)
    for group in groups.values():
        source = group.source
        group.records.sort(key=lambda record: record.language != source)
    return list(groups.values()), problems


def source_of(languages: list[str]) -> str:
    """The language that is taken for the original's."""
    return next((code for code in FIRST_LANGUAGES if code in languages), languages[0])


def _contradiction(record: Record, ids: dict[str, Record], group: Group | None) -> str:
    if record.id in ids:
        return _("Its id %(id)s is that of %(place)s.") % {"id": record.id, "place": ids[record.id].place}
    for other in group.records if group else ():
        if other.language == record.language:
            words = {"group": record.group, "code": record.language, "place": other.place}
            return _("%(place)s has %(group)s in %(code)s already.") % words
        if None not in (record.visibility, other.visibility) and record.visibility != other.visibility:
            return _("Its visibility is another one than that of %(place)s, of the same group.") % {
                "place": other.place
            }
    return ""


def _first(values: Iterable[T | None]) -> T | None:
    return next((value for value in values if value is not None), None)
