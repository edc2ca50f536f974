"""Whether the help centre helped, in numbers that the database counts from steps and answers.

A visit is all steps of one name. It stands at its first search or reading: on that day, by the company's clock, and in
that language. What became of it is one of three, and never two added up: somebody wrote to us in it, whatever was
answered before; else somebody said "solved"; else they left, and nobody knows. Only visits in which somebody was
signed in are counted so, for only those could have written. Ways of asking that touch each step go by the name of its
visit, which has an index; nothing is counted in Python that grows with the number of steps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower, Replace, RowNumber

from pindesk.knowledge.models import Answer, Article, Reason, Step, Translation

PERIODS = (7, 30, 90)  # days
LOOKED = (Step.Kind.SEARCHED, Step.Kind.READ)
WENT_ON = (Step.Kind.OPENED, Step.Kind.READ)
SOLVED, LEFT, WROTE = OUTCOMES = ("solved", "left", "wrote")
NOTHING_FOUND, NOT_OPENED = FAILURES = ("nothing", "unopened")
SORTS = ("last", "times", "nothing", "unopened")  # of searches that failed
MOST_WORDS = 5  # of readers, shown of one article

# Capitals of our languages that LOWER leaves as they are: in SQLite always, in PostgreSQL under the locale "C".
_CAPITALS = "ÄÖÜÀÂÇÉÈÊËÎÏÔÙÛŸŒÆÁÍÓÚÑ"


@dataclass(frozen=True, slots=True)
class Period:
    """The last days up to now, today among them, and as many days before up to the same time of day."""

    days: int
    zone: ZoneInfo
    now: datetime

    @property
    def last(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def first(self) -> date:
        return self.last - timedelta(days=self.days - 1)

    @property
    def starts_at(self) -> datetime:
        return self.midnight(self.first)

    @property
    def before_starts_at(self) -> datetime:
        return self.midnight(self.first - timedelta(days=self.days))

    @property
    def before_ends_at(self) -> datetime:
        """As many days ago by the clock on the wall: a day that has only begun is compared with one cut as short."""
        return (self.now.astimezone(self.zone).replace(tzinfo=None) - timedelta(days=self.days)).replace(
            tzinfo=self.zone
        )

    @property
    def dates(self) -> list[date]:
        return [self.first + timedelta(days=each) for each in range(self.days)]

    def midnight(self, on: date) -> datetime:
        """When that day begins in the company's zone."""
        return datetime.combine(on, time.min, self.zone)


@dataclass(slots=True)
class Parts:
    """What became of visits whose reader could have written to us."""

    solved: int = 0
    left: int = 0
    wrote: int = 0

    @property
    def total(self) -> int:
        return self.solved + self.left + self.wrote

    def add(self, outcome: str, count: int) -> None:
        setattr(self, outcome, getattr(self, outcome) + count)


@dataclass(slots=True)
class Strangers:
    """Visits in which nobody was signed in: they could not write, so nothing follows from their not writing."""

    total: int = 0
    solved: int = 0


@dataclass(frozen=True, slots=True)
class Visits:
    """A period's visits, and those of the days before. A day is known from the first on that anything was counted."""

    now: Parts = field(default_factory=Parts)
    before: Parts = field(default_factory=Parts)
    strangers: Strangers = field(default_factory=Strangers)
    by_day: dict[date, Parts] = field(default_factory=dict)
    by_language: dict[str, Parts] = field(default_factory=dict)
    known_days: set[date] = field(default_factory=set)


class Topic(NamedTuple):
    """Tickets of a topic: written after a search or a reading in the same visit, and straight away."""

    code: str
    after: int
    straight: int


@dataclass(slots=True)
class ArticleFigures:
    """One article in a period: visits that read it, and those of them that could write and did so later; answers."""

    article: int
    title: str = ""
    read: int = 0
    could_write: int = 0
    wrote: int = 0
    solved: int = 0
    no: int = 0
    reasons: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Articles:
    """Every article that was read or answered. `without_steps` are answers whose page told no steps: no script ran."""

    rows: list[ArticleFigures]
    without_steps: int


class Said(NamedTuple):
    """What a reader wrote of an article that did not help."""

    article: int
    language: str
    reason: str
    words: str
    at: datetime


class Search(NamedTuple):
    """Words that were searched, upper and lower case alike."""

    words: str
    language: str
    times: int
    least_found: int | None
    most_found: int | None
    nothing: int
    unopened: int
    last_at: datetime


def visits(period: Period, language: str = "") -> Visits:
    """What became of the visits of a period, in every language or those that began in one; one query.

    The languages and the known days are those of all visits, whatever the language asked for.
    """
    found = Visits()
    for day, code, is_customer, outcome, counted_since, count in _counted(period):
        is_now = day >= period.first
        if not found.known_days:
            found.known_days.update(each for each in period.dates if each >= counted_since)
        if is_now and is_customer:
            found.by_language.setdefault(code, Parts()).add(outcome, count)
        if language and code != language:
            continue
        if not is_customer:
            found.strangers.total += count if is_now else 0
            found.strangers.solved += count if is_now and outcome == SOLVED else 0
            continue
        (found.now if is_now else found.before).add(outcome, count)
        if is_now:
            found.by_day.setdefault(day, Parts()).add(outcome, count)
    return found


def _counted(period: Period) -> Iterable[tuple[date, str, bool, str, date, int]]:
    """Visits by day, language, whether somebody was signed in, and what became of them; and since when steps are kept.

    A day without visits since then is one of none; before it, nothing is known.
    """
    same = _same_visit()
    began_before = same.filter(kind__in=LOOKED, pk__lt=OuterRef("pk"))
    solved = Answer.objects.filter(visit=OuterRef("visit"), is_solved=True)
    within = Q(at__gte=period.starts_at, at__lte=period.now) | Q(
        at__gte=period.before_starts_at, at__lt=period.before_ends_at
    )
    rows = (
        Step.objects.filter(within, ~Exists(began_before), kind__in=LOOKED)
        .annotate(
            place=_place(period, 0, 2 * period.days),
            was_customer=Exists(same.filter(is_customer=True)),
            wrote=Exists(same.filter(kind=Step.Kind.WROTE)),
            said_solved=Exists(solved),
            since=Subquery(Step.objects.order_by("at").values("at")[:1]),
        )
        .values_list("place", "language", "was_customer", "wrote", "said_solved", "since")
        .annotate(count=Count("pk"))
        .order_by()
    )
    first = period.first - timedelta(days=period.days)
    for place, code, is_customer, wrote, said_solved, since, count in rows:
        day = first + timedelta(days=place)
        outcome = WROTE if wrote else SOLVED if said_solved else LEFT
        yield day, code, is_customer, outcome, since.astimezone(period.zone).date(), count


def _place(period: Period, low: int, high: int) -> Case | Value:
    """The place of a step's day from the first of the days before, by halving: eight comparisons for half a year.

    To ask the database for the day costs ten times as much: SQLite calls back into Python for each row.
    """
    if high - low == 1:
        return Value(low)
    middle = (low + high) // 2
    midnight = period.midnight(period.first + timedelta(days=middle - period.days))
    return Case(
        When(at__lt=midnight, then=_place(period, low, middle)),
        default=_place(period, middle, high),
        output_field=IntegerField(),
    )


def topics(period: Period, language: str = "") -> list[Topic]:
    """Tickets of customers by topic, those with most after a search or a reading first; one query."""
    rows = _steps(period, language).filter(kind=Step.Kind.WROTE)
    looked = Exists(_same_visit().filter(kind__in=LOOKED, pk__lt=OuterRef("pk")))
    counted = rows.values_list("topic").annotate(all=Count("pk"), after=Count("pk", filter=looked))
    found = [Topic(code, after, every - after) for code, every, after in counted.order_by("-after", "-all", "topic")]
    return [topic for topic in found if topic.code]


def articles(period: Period, title_language: str, language: str = "") -> Articles:
    """Every article that was read or answered in the period, in no order; two queries.

    Titles are in the language given, else in the article's own. A visit that read an article twice counts once.
    """
    found: defaultdict[int, ArticleFigures] = defaultdict(lambda: ArticleFigures(0))
    title = _title(title_language)
    for article, told, read, could_write, wrote in _readings(period, language, title):
        found[article] = ArticleFigures(article, told, read, could_write, wrote)
    without_steps = 0
    for row in _answers_by_article(period, language, title):
        one = found[row["article_id"]]
        one.article, one.title, one.solved, one.no = row["article_id"], row["told"], row["solved"], row["no"]
        one.reasons = {code: row[code] for code in Reason.values if row[code]}
        without_steps += row["without_steps"]
    return Articles(list(found.values()), without_steps)


def _readings(period: Period, language: str, title: Subquery) -> QuerySet[Step, Any]:
    rows = _steps(period, language).filter(kind=Step.Kind.READ, article__isnull=False)
    same = _same_visit()
    signed_in = Exists(same.filter(is_customer=True))
    wrote = Exists(same.filter(kind=Step.Kind.WROTE, pk__gt=OuterRef("pk")))
    return (
        rows.values_list("article_id")
        .annotate(
            told=title,
            read=Count("visit", distinct=True),
            could_write=Count("visit", distinct=True, filter=signed_in),
            wrote_after=Count("visit", distinct=True, filter=wrote),
        )
        .order_by()
    )


def _answers_by_article(period: Period, language: str, title: Subquery) -> QuerySet[Answer, Any]:
    told = Step.objects.filter(visit=OuterRef("visit"))
    return (
        _answers(period, language)
        .values("article_id")
        .annotate(
            told=title,
            solved=Count("pk", filter=Q(is_solved=True)),
            no=Count("pk", filter=Q(is_solved=False)),
            without_steps=Count("pk", filter=~Exists(told)),
            **{code: Count("pk", filter=Q(reason=code)) for code in Reason.values},
        )
        .order_by()
    )


def _title(language: str) -> Subquery:
    """Of the article of a row: in that language, else in the article's own, else in any."""
    rows = Translation.objects.filter(article=OuterRef("article_id"))
    best = Case(When(language=language, then=0), When(language=F("article__source_language"), then=1), default=2)
    return Subquery(rows.order_by(best, "pk").values("title")[:1])


def words_said(period: Period, among: Iterable[int], language: str = "") -> dict[int, list[Said]]:
    """What readers wrote of those articles when they did not help: the last few of each, newest first; one query."""
    latest = Window(RowNumber(), partition_by=[F("article_id")], order_by=[F("at").desc(), F("pk").desc()])
    rows = _answers(period, language).filter(article_id__in=list(among), is_solved=False).exclude(words="")
    found: dict[int, list[Said]] = {}
    for row in rows.annotate(place=latest).filter(place__lte=MOST_WORDS).order_by("article_id", "place"):
        said = Said(row.article_id, row.language, row.reason, row.words, row.at)
        found.setdefault(row.article_id, []).append(said)
    return found


def failed_searches(
    period: Period, language: str = "", what: str = "", *, sort: str = "last", offset: int = 0, limit: int = 50
) -> list[Search]:
    """Words that found nothing, or found something that nobody opened; one query.

    By one of SORTS, latest or most first; `what` is one of FAILURES to have only those. "Not opened" is a search after
    which its visit opened and read nothing.
    """
    went_on = _same_visit().filter(kind__in=WENT_ON, pk__gt=OuterRef("pk"))
    rows = (
        _steps(period, language)
        .filter(kind=Step.Kind.SEARCHED)
        .exclude(words="")
        .annotate(folded=_folded("words"))
        .values("folded", "language")
        .annotate(
            typed=Max("words"),
            times=Count("pk"),
            least=Min("found"),
            most=Max("found"),
            nothing=Count("pk", filter=Q(found=0)),
            unopened=Count("pk", filter=Q(~Exists(went_on), found__gt=0)),
            last=Max("at"),
        )
    )
    asked = {NOTHING_FOUND: Q(nothing__gt=0), NOT_OPENED: Q(unopened__gt=0)}
    rows = rows.filter(asked.get(what, Q(nothing__gt=0) | Q(unopened__gt=0)))
    columns = ("typed", "language", "times", "least", "most", "nothing", "unopened", "last")
    ordered = rows.order_by(f"-{sort}", "-last", "folded", "language").values_list(*columns)
    return [Search(*row) for row in ordered[offset : offset + limit]]


def articles_in_sections() -> dict[int | None, int]:
    """How many articles each section holds, whatever their state; those of none under None; one query."""
    rows = Article.objects.order_by().values_list("section_id").annotate(count=Count("pk"))
    return dict(rows)


def _steps(period: Period, language: str) -> QuerySet[Step]:
    rows = Step.objects.filter(at__gte=period.starts_at, at__lte=period.now)
    return rows.filter(language=language) if language else rows


def _answers(period: Period, language: str) -> QuerySet[Answer]:
    rows = Answer.objects.filter(at__gte=period.starts_at, at__lte=period.now)
    return rows.filter(language=language) if language else rows


def _same_visit() -> QuerySet[Step]:
    return Step.objects.filter(visit=OuterRef("visit"))


def _folded(column: str) -> Combinable:
    """Words in small letters, in either database alike."""
    folded: Combinable = Lower(column)
    for capital in _CAPITALS:
        folded = Replace(folded, Value(capital), Value(capital.lower()))
    return folded
