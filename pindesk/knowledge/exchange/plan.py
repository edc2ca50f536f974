"""What a set of records asks for as a whole: which are taken, in which order, and what each article is to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.utils.translation import gettext as _

from pindesk.knowledge import rules
from pindesk.knowledge.exchange.problems import Problem
from pindesk.knowledge.exchange.records import Record

FIRST_LANGUAGES = ("en", "de", "es", "fr")  # which is taken for the original where a file does not say it
MOST_TOLD = 50

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
    def category(self) -> Record | None:
        """The record that names the category of its section."""
        return next((record for record in self.records if record.category is not None), None)

    @property
    def visibility(self) -> str | None:
        return _first(record.visibility for record in self.records)

    @property
    def position(self) -> int | None:
        return _first(record.position for record in self.records)

    @property
    def related(self) -> tuple[str, ...] | None:
        return _first(record.related for record in self.records)


def plan(found: Iterable[Record | Problem], plans: Collection[str]) -> tuple[list[Group], list[Problem]]:
    """The articles in the order of the file, and what is wrong, also where a record contradicts an earlier one.

    `plans` are the codes of those that customers can have. Where it was refused who may read an article, its other
    translations are refused too, unless one of them says it: they would be for everybody.
    """
    groups: dict[str, Group] = {}
    problems: list[Problem] = []
    ids: dict[str, Record] = {}
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
            continue
        sentence = _unknown_plan(one, plans) or _contradiction(one, ids, groups.get(one.group))
        if sentence:
            is_hidden = one.visibility not in (None, rules.PUBLIC)
            problems.append(Problem(one.place, sentence, one.group if is_hidden else ""))
            continue
        ids[one.id] = one
        groups.setdefault(one.group, Group(one.group)).records.append(one)
    problems += _of_unknown_readers(groups, problems)
    for group in groups.values():
        source = group.source
        group.records.sort(key=lambda record: record.language != source)
    return list(groups.values()), problems


def _of_unknown_readers(groups: dict[str, Group], problems: list[Problem]) -> list[Problem]:
    """Takes the articles off of which only a refused record says who may read them."""
    found = []
    for problem in problems:
        group = groups.get(problem.hidden)
        if group and group.visibility is None:
            sentence = _("Who may read it is said in %(place)s, which was refused.") % {"place": problem.place}
            found += [Problem(record.place, sentence) for record in groups.pop(group.name).records]
    return found


def left_out(found: Iterable[Record | Problem]) -> list[str]:
    """What to tell the operator of names that are no fields: a sentence for each, the first few."""
    first: dict[str, str] = {}
    for one in found:
        for name in one.unknown if isinstance(one, Record) else ():
            first.setdefault(name, one.place)
    said = _("“%(name)s” is not known here and was left out (first in %(place)s).")
    return [said % {"name": name, "place": place} for name, place in islice(first.items(), MOST_TOLD)]


def source_of(languages: list[str]) -> str:
    """The language that is taken for the original's."""
    return next((code for code in FIRST_LANGUAGES if code in languages), languages[0])


def _unknown_plan(record: Record, plans: Collection[str]) -> str:
    unknown = [code for code in rules.plans_of(record.visibility or "") if code not in plans]
    if not unknown:
        return ""
    if not plans:
        return _("There is no plan “%(code)s”: the set-up makes plans, and comes first.") % {"code": unknown[0]}
    known = ", ".join(plans)
    return _("There is no plan “%(code)s”: there are %(known)s.") % {"code": unknown[0], "known": known}


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
