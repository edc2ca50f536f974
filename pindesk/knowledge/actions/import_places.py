"""Where imported articles stand: their rows, sections, visibility and neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.db.models import Max
from django.utils.translation import gettext as _

from pindesk.accounts.models import Language
from pindesk.knowledge import rules
from pindesk.knowledge.actions.placing import place_article
from pindesk.knowledge.actions.recording import By, person_of, record_on
from pindesk.knowledge.actions.tree import save_category, save_section
from pindesk.knowledge.events import ArticleCreated
from pindesk.knowledge.exchange.plan import Group
from pindesk.knowledge.exchange.problems import Unreadable
from pindesk.knowledge.exchange.tree import Part
from pindesk.knowledge.models import Article, Category, Related, Section, State, Translation

# Of sections whose category no file names.
CATEGORY = "imported"
CATEGORY_NAMES = {"en": "More topics", "de": "Weitere Themen", "es": "Más temas", "fr": "Autres sujets"}

T = TypeVar("T", Category, Section)


class Places:
    """The articles of one run by group. Those that others lead to are made when they are first named.

    With `keeps_shown`, what readers see stays where it is, for whom it is, and in sections called as they are.
    """

    def __init__(self, groups: Mapping[str, Group], by: By, at: datetime, *, keeps_shown: bool = False) -> None:
        self._groups, self._by, self._at, self._keeps_shown = groups, by, at, keeps_shown
        numbers = Article.objects.exclude(group=None).values_list("group", "pk")
        self._numbers: dict[str, int] = {str(group): pk for group, pk in numbers.iterator()}
        self.known = {*self._numbers, *groups}
        self.created: list[int] = []
        self._is_refused = False
        self._sections: list[Section] | None = None  # until one is added or changed, or the next batch begins

    def number(self, group: str) -> int | None:
        return self._numbers.get(group)

    def existing(self, group: str) -> Article | None:
        number = self._numbers.get(group)
        return Article.objects.select_related("section").get(pk=number) if number is not None else None

    def article(self, group: str) -> tuple[Article, bool]:
        """The article of a known group, and whether this call made it."""
        found = self.existing(group)
        return (found, False) if found else (self._create(self._groups[group]), True)

    @contextmanager
    def undone_when_refused(self) -> Iterator[None]:
        """Forget what was made within, if `refuse` is called: its rows are rolled back."""
        numbers, created, self._is_refused = dict(self._numbers), list(self.created), False
        yield
        if self._is_refused:
            self._numbers, self.created, self._sections = numbers, created, None

    def refuse(self) -> None:
        self._is_refused = True

    @contextmanager
    def undone_if(self, is_undone: bool) -> Iterator[None]:
        numbers, created = dict(self._numbers), list(self.created)
        yield
        self._sections = None
        if is_undone:
            self._numbers, self.created = numbers, created

    def save_parts(self, parts: list[Part]) -> None:
        """Add categories and sections, or change those that are otherwise here."""
        for part in parts:
            if part.category is None:
                self._save_category(part)
            else:
                self._save_section(part)
        self._sections = None

    def is_placed(self, group: Group, article: Article) -> bool:
        """Whether the article stands where the records say; what they do not say is right."""
        section = self._section_there(group)
        return (
            (group.section is None or (section is not None and section.pk == article.section_id))
            and not self._has_to_move(section, group)
            and group.visibility in (None, article.visibility)
            and group.position in (None, article.position)
            and (group.related is None or self._related(group) == self._related_of(article))
        )

    def place(self, group: Group, article: Article, notes: list[str]) -> bool:
        """Put the article where the records say; whether that was news."""
        for name in group.related or ():
            if name not in self.known and article.pk:
                notes.append(_("It is related to %(group)s, which is no article.") % {"group": name[:100]})
        if group.category and not group.section:
            notes.append(_("Its category was left out, because it has no section."))
        if self.is_placed(group, article):
            return False
        if self._keeps_shown and Translation.objects.filter(article=article, state=State.PUBLISHED).exists():
            notes.append(
                _("Readers see it, so its section, position, visibility and related articles stay as they are.")
            )
            return False
        related = [self.article(name)[0] for name in group.related or () if name in self.known and name != group.name]
        place_article(
            article,
            section=self._section(group) if group.section else article.section,
            visibility=group.visibility or article.visibility,
            position=group.position,
            related=related if group.related is not None else None,
            by=self._by,
            now=self._at,
        )
        return True

    def _create(self, group: Group) -> Article:
        section = self._section(group)
        position = group.position
        if position is None:
            last = Article.objects.filter(section=section).aggregate(last=Max("position"))["last"]
            position = 0 if last is None else last + 1
        article = Article.objects.create(
            group=group.name,
            section=section,
            visibility=group.visibility or rules.PUBLIC,
            position=position,
            source_language=group.source,
            created_at=self._at,
            created_by=person_of(self._by),
        )
        self._numbers[group.name] = article.pk
        self.created.append(article.pk)
        record_on(article.key, ArticleCreated(group.source), by=self._by, at=self._at)
        return article

    def _related(self, group: Group) -> list[int]:
        """The related articles that are known, in order; those that are to come stand as their negative place."""
        names = [name for name in group.related or () if name in self.known and name != group.name]
        return [self._numbers.get(name, -place) for place, name in enumerate(names, 1)]

    def _related_of(self, article: Article) -> list[int]:
        return list(Related.objects.filter(article=article).values_list("other_id", flat=True))

    def _section_there(self, group: Group) -> Section | None:
        record = group.section
        if record is None or not record.section:
            return None
        if self._sections is None:
            self._sections = list(Section.objects.select_related("category"))
        return _named(self._sections, record.section, record.language)

    def _section(self, group: Group) -> Section | None:
        """The section, made where there is none. Raises Unreadable for a name that is too long."""
        found, record = self._section_there(group), group.section
        if record is None or not record.section:
            return None
        if found and not self._has_to_move(found, group):
            return found
        category = self._category(group)
        self._sections = None
        if found:
            return save_section(found, category=category, names=found.names, by=self._by, now=self._at)
        if len(record.section) > rules.NAME_MAX_CHARS:
            raise Unreadable(_("The name of its section is longer than 80 characters."))
        names = _short({one.language: one.section for one in reversed(group.records) if one.section})
        return save_section(category=category, names=names, code=record.section, by=self._by, now=self._at)

    def _has_to_move(self, section: Section | None, group: Group) -> bool:
        """Whether the section stands where those of no category do, and the file names one."""
        if section is None or group.category is None or self._keeps_shown or section.category.code != CATEGORY:
            return False
        found = self._category_there(group)
        return found is None or found.pk != section.category_id

    def _category_there(self, group: Group) -> Category | None:
        record = group.category
        if record is None or not record.category:
            return None
        return _named(list(Category.objects.all()), record.category, record.language)

    def _category(self, group: Group) -> Category:
        """The category for a section of that article, made where there is none. Raises Unreadable."""
        found, record = self._category_there(group), group.category
        if found:
            return found
        if record is None or not record.category:
            found = Category.objects.filter(code=CATEGORY).first()
            return found or save_category(names=CATEGORY_NAMES, code=CATEGORY, by=self._by, now=self._at)
        if len(record.category) > rules.NAME_MAX_CHARS:
            raise Unreadable(_("The name of its category is longer than 80 characters."))
        names = _short({one.language: one.category for one in reversed(group.records) if one.category})
        return save_category(names=names, code=record.category, by=self._by, now=self._at)

    def _save_category(self, part: Part) -> None:
        row = Category.objects.filter(code=part.code).first()
        if row is None or not (self._keeps_shown or _says(row, part)):
            save_category(
                row,
                names=part.names,
                descriptions=part.descriptions,
                code=part.code,
                position=part.position,
                by=self._by,
                now=self._at,
            )

    def _save_section(self, part: Part) -> None:
        row = Section.objects.select_related("category").filter(code=part.code).first()
        category = Category.objects.get(code=part.category)
        is_there = row is not None and row.category_id == category.pk and _says(row, part)
        if not is_there and (row is None or not self._keeps_shown):
            save_section(
                row,
                category=category,
                names=part.names,
                descriptions=part.descriptions,
                code=part.code,
                position=part.position,
                by=self._by,
                now=self._at,
            )


def _named(rows: list[T], wanted: str, language: str) -> T | None:
    """The one of that code, of that name in English or the language, or once named so."""
    matches: tuple[Callable[[T], bool], ...] = (
        lambda one: one.code == wanted,
        lambda one: wanted in (one.names.get("en"), one.names.get(language)),
        lambda one: one.code == rules.code_of(wanted),
    )
    return next((one for is_it in matches for one in rows if is_it(one)), None)


def _short(names: dict[str, str]) -> dict[str, str]:
    return {code: name for code, name in names.items() if len(name) <= rules.NAME_MAX_CHARS}


def _says(row: Category | Section, part: Part) -> bool:
    known = set(Language.values)
    names = {code: name for code, name in row.names.items() if code in known}
    return (names, row.descriptions, part.position if part.position is not None else row.position) == (
        part.names,
        part.descriptions,
        row.position,
    )
