"""Taking in articles from files: added, changed where the file changed, and left alone where only people here did.

A run may be repeated: what was imported before is known by its id, and by its group and language. Transactions hold at
most 50 articles and about half a second, so that a server that works meanwhile never waits for long: what takes its
time (pictures, rendering) is done between them. So each article is made first, with those that its words lead to; then
its words are rendered, with the numbers of all of them; then they are saved and published.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pindesk.knowledge.access.editing import pictures_of
from pindesk.knowledge.actions.import_places import Places
from pindesk.knowledge.actions.import_words import Given, Resolver
from pindesk.knowledge.actions.publishing import publish
from pindesk.knowledge.actions.recording import By
from pindesk.knowledge.actions.writing import confirm_current, save_version
from pindesk.knowledge.exchange.plan import Group, plan
from pindesk.knowledge.exchange.problems import Problem, Unreadable
from pindesk.knowledge.exchange.records import DRAFT, Record
from pindesk.knowledge.exchange.tree import Part
from pindesk.knowledge.models import Article, State, Translation, Version
from pindesk.knowledge.rendering import Rendered, check_weight, render
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.plans.access import plans as all_plans

MOST_IN_BATCH = 50
BATCH_SECONDS = 0.4
# On SQLite a writer of another process only asks again, each tenth of a second: after each batch it gets its turn.
PAUSE_SECONDS = 0.1

A = TypeVar("A")
B = TypeVar("B")


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record; `notes` are for the operator, `sentence` says why it was refused."""

    place: str
    kind: Kind
    sentence: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Ready:
    """A record whose article is there, with everything that its words name. `rendered` are those words."""

    group: Group
    record: Record
    article: Article
    given: Given
    notes: list[str]
    rendered: Rendered = Rendered("", (), "", (), ())


def import_articles(
    found: Iterable[Record | Problem],
    parts: Iterable[Part] = (),
    *,
    by: By = None,
    now: datetime | None = None,
    as_drafts: bool = False,
    is_dry_run: bool = False,
) -> Iterator[Outcome]:
    """Take in every record, and answer for each once it is committed; those refused by themselves come first.

    `parts` are categories and sections to add or change before. With `as_drafts` nothing of it reaches readers: words
    wait to be published, and what is shown stays where it is. With `is_dry_run` everything is done and undone.
    Without `as_drafts` what is imported is published, also where the company asks for reviews.
    Records what `save_version`, `publish`, `place_article`, `save_section` record, and nothing for what is unchanged.
    """
    groups, problems = plan(found, [row.code for row in all_plans()])
    for problem in problems:
        yield Outcome(problem.place, Kind.REFUSED, problem.sentence)
    if as_drafts:
        for group in groups:
            group.records = [replace(record, state=DRAFT) for record in group.records]
    at = now or clock.now()
    places = Places({group.name: group for group in groups}, by, at, keeps_shown=as_drafts)
    run = _Run(groups, [*parts, *_parts_of(groups)], places, by, at, is_dry_run)
    try:
        yield from run.go()
    finally:
        run.clean_up()


def _parts_of(groups: list[Group]) -> list[Part]:
    return [part for group in groups for record in group.records for part in record.parts]


class _Run:
    """One import: what it knows of the installation, and what it has made so far."""

    def __init__(
        self, groups: list[Group], parts: list[Part], places: Places, by: By, at: datetime, is_dry_run: bool
    ) -> None:
        self._queue = deque((group, record) for group in groups for record in group.records)
        self._parts = parts
        self._by, self._at, self._is_dry_run = by, at, is_dry_run
        self._places = places
        self._resolver = Resolver(self._places, by, at, is_dry_run)
        self._there: set[str | tuple[int, str]] = set()  # ids, and articles with languages: what is worth a query
        for pk, language, name in Translation.objects.values_list("article_id", "language", "external_id").iterator():
            self._there |= {(pk, language), name or (pk, language)}

    def go(self) -> Iterator[Outcome]:
        if self._parts and not self._is_dry_run:
            with transaction.atomic():
                self._places.save_parts(self._parts)
        due: deque[tuple[Group, Record]] = deque()
        while self._queue or due:
            while self._queue and len(due) < MOST_IN_BATCH:
                group, record = self._queue.popleft()
                if self._is_same(group, record):
                    yield Outcome(record.place, Kind.UNCHANGED)
                else:
                    self._resolver.keep_pictures(record)
                    due.append((group, record))
            if due:
                yield from self._write(due)

    def clean_up(self) -> None:
        """Articles that others lead to were made before their own words came; those whose words were refused go."""
        if self._places.created and not self._is_dry_run:
            Article.objects.filter(pk__in=self._places.created, translations=None).delete()

    def _write(self, due: deque[tuple[Group, Record]]) -> list[Outcome]:
        """As many of them as there is time for; they are taken off."""
        with self._undone_if_dry():
            ready = deque(self._within(BATCH_SECONDS, due, self._make))
            for one in ready:
                if isinstance(one, _Ready) and one.record.state != DRAFT and not self._is_dry_run:
                    images = pictures_of(one.article.pk)
                    one.rendered = render(one.given.body, language=one.record.language, images=images)
            outcomes: list[Outcome] = []
            while ready:
                outcomes += self._within(BATCH_SECONDS, ready, self._take)
                time.sleep(PAUSE_SECONDS if connection.vendor == "sqlite" else 0)
        return outcomes

    @contextmanager
    def _undone_if_dry(self) -> Iterator[None]:
        """A dry run does everything in one transaction, which is not kept; it renders nothing in it."""
        if not self._is_dry_run:
            yield
            return
        with transaction.atomic(), self._places.undone_if(True):
            self._places.save_parts(self._parts)
            yield
            transaction.set_rollback(True)

    def _within(self, seconds: float, waiting: deque[A], do: Callable[[A], B]) -> list[B]:
        """Do at least the first and what else there is time for, in one transaction; they are taken off."""
        began = time.monotonic()
        done: list[B] = []
        with transaction.atomic():
            while waiting and (not done or time.monotonic() - began <= seconds):
                done.append(do(waiting.popleft()))
        return done

    def _make(self, due: tuple[Group, Record]) -> _Ready | Outcome:
        """The article of a record, and what its words name; or nothing of it."""
        group, record = due
        notes: list[str] = []

        def make() -> _Ready:
            article, _is_new = self._places.article(group.name)
            self._translation(article, record)
            given = self._resolver.words(record, article, notes)
            if record.state != DRAFT:
                check_weight(given.body)
            return _Ready(group, record, article, given, notes)

        return self._or_nothing(record, make)

    def _take(self, ready: _Ready | Outcome) -> Outcome:
        """The words and the place of one record, or nothing of it."""
        if isinstance(ready, Outcome):
            return ready

        def take() -> Outcome:
            return Outcome(ready.record.place, self._save(ready), notes=tuple(ready.notes))

        return self._or_nothing(ready.record, take)

    def _or_nothing(self, record: Record, do: Callable[[], B]) -> B | Outcome:
        with self._places.undone_when_refused():
            try:
                with transaction.atomic():
                    return do()
            except (Refusal, Unreadable) as refusal:
                self._places.refuse()
                return Outcome(record.place, Kind.REFUSED, str(refusal))

    def _save(self, ready: _Ready) -> Kind:
        article, _is_new = self._places.article(ready.group.name)
        translation = self._translation(article, ready.record)
        is_placed = self._places.place(ready.group, article, ready.notes)
        changed = self._write_words(article, translation, ready)
        if translation is None:
            return Kind.ADDED
        return Kind.CHANGED if changed or is_placed else Kind.UNCHANGED

    def _write_words(self, article: Article, translation: Translation | None, ready: _Ready) -> bool:
        """Whether something changed for editors or readers."""
        record, given, notes = ready.record, ready.given, ready.notes
        latest = translation.latest if translation else None
        if translation is not None and translation.state == State.ARCHIVED:
            notes.append(_("It is archived here, so it was left alone."))
            return False
        is_first = translation is None
        is_known = translation is not None and _is_known(translation, given)
        if not is_known:
            base = latest.number if latest else None
            version = save_version(
                article,
                record.language,
                given.on(latest),
                base=base,
                by=self._by,
                reason=Version.Reason.IMPORTED,
                now=self._at,
            )
            if latest and latest.reason != Version.Reason.IMPORTED and version.number != latest.number:
                said = _("It took the place of what was written here; that is kept as version %(number)s.")
                notes.append(said % {"number": latest.number})
            translation = version.translation
            self._there.add(record.id)
            self._there.add((article.pk, record.language))
        assert translation
        if translation.external_id != record.id:
            Translation.objects.filter(pk=translation.pk).update(external_id=record.id)
        is_shown = self._show(translation, ready)
        if is_shown and not is_first and record.language != article.source_language:
            confirm_current(translation, by=self._by, now=self._at)
        return is_shown or not is_known

    def _show(self, translation: Translation, ready: _Ready) -> bool:
        """Publish what the file says, unless it is a draft, or somebody here has withdrawn it."""
        if ready.record.state == DRAFT or translation.latest is None or not ready.given.is_in(translation.latest):
            return False
        if translation.published_id == translation.latest_id and translation.is_published:
            return False
        if translation.published_id is not None and not translation.is_published:
            ready.notes.append(_("It was withdrawn here, so it is not shown: publish it in the workspace."))
            return False
        publish(translation, rendered=ready.rendered, by=self._by, now=self._at)
        return True

    def _is_same(self, group: Group, record: Record) -> bool:
        """Whether everything is as the record says; asked without a transaction, most of a second run is."""
        article = self._places.existing(group.name)
        if article is None or not self._places.is_placed(group, article):
            return False
        try:
            translation = self._translation(article, record)
            given = self._resolver.words_there(record, article)
        except (Refusal, Unreadable):
            return False
        if translation is None or given is None or translation.external_id != record.id:
            return False
        if translation.state == State.ARCHIVED:
            return False
        is_shown = translation.is_published and translation.published_id == translation.latest_id
        is_left = translation.latest is not None and not given.is_in(translation.latest)
        return _is_known(translation, given) and (record.state == DRAFT or is_shown or is_left)

    def _translation(self, article: Article, record: Record) -> Translation | None:
        """The translation that the record is of. Raises Unreadable where the id or the place is another one's."""
        if record.id not in self._there and (article.pk, record.language) not in self._there:
            return None
        rows = Translation.objects.select_related("article", "latest", "published").defer("html", "text", "contents")
        mine = Q(external_id=record.id) | Q(article=article, language=record.language)
        found = {row.external_id == record.id: row for row in rows.filter(mine)}
        by_id, by_place = found.get(True), found.get(False)
        if by_id is not None and (by_id.article_id, by_id.language) != (article.pk, record.language):
            words = {"id": record.id, "group": by_id.article.group or "", "code": by_id.language}
            raise Unreadable(_("Its id %(id)s is here that of %(group)s in %(code)s.") % words)
        if by_place is not None and by_place.external_id is not None:
            words = {"id": by_place.external_id, "group": record.group, "code": record.language}
            raise Unreadable(_("%(group)s in %(code)s is here under another id, %(id)s.") % words)
        return by_id or by_place


def _is_known(translation: Translation, given: Given) -> bool:
    """Whether the file says what is here already, or what it said when it was last imported."""
    versions = [version for version in (translation.latest, translation.published) if version is not None]
    if any(given.is_in(version) for version in versions):
        return True
    if translation.latest is None or translation.latest.reason == Version.Reason.IMPORTED:
        return False
    imported = Version.objects.filter(translation=translation, reason=Version.Reason.IMPORTED)
    last = imported.order_by("-number").first()
    return last is not None and given.is_in(last)
