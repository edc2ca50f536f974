"""Categories and sections: adding, naming, ordering, removing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.crypto import get_random_string

from pindesk.accounts.actions.permission import agents_lead
from pindesk.accounts.models import Language
from pindesk.knowledge import rules
from pindesk.knowledge.actions.recording import By, raise_revision, record_on
from pindesk.knowledge.errors import NoName, NotEmpty
from pindesk.knowledge.events import TreeChanged
from pindesk.knowledge.models import Category, Section
from pindesk.lib import clock
from pindesk.lib.text import clean_line, is_far_longer

DESCRIPTION_MAX_CHARS = 200

T = TypeVar("T", Category, Section)


@transaction.atomic
def save_category(
    row: Category | None = None,
    *,
    names: Mapping[str, str],
    descriptions: Mapping[str, str] | None = None,
    code: str = "",
    position: int | None = None,
    by: By,
    now: datetime | None = None,
) -> Category:
    """Add a category (`row` is None) or change it. Names are by language code. Records `knowledge.tree_changed`.

    Raises NotAllowed for an agent who does not lead, NoName.
    """
    agents_lead(by)
    row = row or Category(code=_free_code(Category, code, names), position=_after(Category))
    return _saved(row, names, descriptions, position, by, now)


@transaction.atomic
def save_section(
    row: Section | None = None,
    *,
    category: Category,
    names: Mapping[str, str],
    descriptions: Mapping[str, str] | None = None,
    code: str = "",
    position: int | None = None,
    by: By,
    now: datetime | None = None,
) -> Section:
    """Add a section to the category, or change it or move it there. Records `knowledge.tree_changed`.

    Raises NotAllowed for an agent who does not lead, NoName.
    """
    agents_lead(by)
    row = row or Section(code=_free_code(Section, code, names), position=_after(Section))
    row.category = category
    return _saved(row, names, descriptions, position, by, now)


@transaction.atomic
def delete_category(row: Category, *, by: By, now: datetime | None = None) -> None:
    """Remove a category that has no sections. Raises NotAllowed, NotEmpty."""
    agents_lead(by)
    if row.sections.exists():
        raise NotEmpty
    _delete(row, by, now)


@transaction.atomic
def delete_section(row: Section, *, by: By, now: datetime | None = None) -> None:
    """Remove a section that has no articles. Raises NotAllowed, NotEmpty."""
    agents_lead(by)
    if row.articles.exists():
        raise NotEmpty
    _delete(row, by, now)


@transaction.atomic
def move(row: Category | Section, step: int, *, by: By, now: datetime | None = None) -> None:
    """Let it change places with the one before (-1) or after it (1); at an end, nothing happens.

    Sections stay in their category. Records `knowledge.tree_changed`. Raises NotAllowed for an agent who does not lead.
    """
    agents_lead(by)
    rows: list[Category | Section] = (
        list(Category.objects.select_for_update())
        if isinstance(row, Category)
        else list(Section.objects.select_for_update().filter(category_id=row.category_id))
    )
    here = [each.pk for each in rows].index(row.pk)
    if not 0 <= here + step < len(rows):
        return
    rows[here], rows[here + step] = rows[here + step], rows[here]
    for position, each in enumerate(rows):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
    _changed(row, by, now)


def _delete(row: Category | Section, by: By, now: datetime | None) -> None:
    row.delete()
    _changed(row, by, now, is_gone=True)


def _saved(
    row: T,
    names: Mapping[str, str],
    descriptions: Mapping[str, str] | None,
    position: int | None,
    by: By,
    now: datetime | None,
) -> T:
    row.names = _cleaned(names, rules.NAME_MAX_CHARS)
    if not row.names:
        raise NoName
    if descriptions is not None:
        row.descriptions = _cleaned(descriptions, DESCRIPTION_MAX_CHARS)
    if position is not None:
        row.position = position
    row.save()
    _changed(row, by, now)
    return row


def _changed(row: Category | Section, by: By, now: datetime | None, *, is_gone: bool = False) -> None:
    raise_revision()
    what = "category" if isinstance(row, Category) else "section"
    record_on("articles", TreeChanged(what, row.code, is_gone), by=by, at=now or clock.now())


def _cleaned(words: Mapping[str, str], longest: int) -> dict[str, str]:
    """Those of known languages that are not empty. Raises NoName for one that is too long."""
    typed = {code: words.get(code, "") for code in Language.values}
    if any(is_far_longer(word, longest) for word in typed.values()):
        raise NoName
    found = {code: clean_line(word) for code, word in typed.items()}
    if any(len(word) > longest for word in found.values()):
        raise NoName
    return {code: word for code, word in found.items() if word}


def _free_code(model: type[T], wanted: str, names: Mapping[str, str]) -> str:
    """The code asked for or one made of the name, with a few letters more where it is taken."""
    code = rules.code_of(wanted or names.get("en") or next(iter(names.values()), ""))
    taken = model._default_manager.filter(code=code).exists()
    return f"{code}-{get_random_string(6).lower()}" if taken else code


def _after(model: type[T]) -> int:
    last = model._default_manager.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
