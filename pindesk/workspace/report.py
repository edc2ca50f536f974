"""Figures of the help centre as plain values for plots and tables, numbers written as each language writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from babel.numbers import format_decimal, format_percent
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from pindesk.knowledge.access.figures import OUTCOMES, ArticleFigures, Parts, Period, Topic, Visits
from pindesk.ui import formats
from pindesk.ui.formats.styles import names, style

FEW = 20  # below that many, a share says more than is known
MANY = 1000  # from that many on, a share has a decimal
SORTS = ("read", "solved", "no", "wrote", "share", "title")


class Part(NamedTuple):
    """One part of a whole, for a bar: where it begins and how wide it is, of 100."""

    kind: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of visits, as a column under the bar."""

    kind: str
    name: str
    share: str
    count: str
    meaning: str
    before: str


class Row(NamedTuple):
    """One row of small columns over days; `counts` has None where nothing is known."""

    kind: str
    name: str
    note: str
    counts: list[int | None]


class DayLine(NamedTuple):
    """One day in the table behind the plot; without parts nothing is known of it."""

    name: str
    solved: str
    left: str
    wrote: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class Days:
    """Visits by day: the measure, the rows with the highest of all, what stands under them, the gaps."""

    measure: str
    rows: list[Row]
    most: int
    ticks: list[tuple[float, str, str]]
    gaps: list[tuple[int, int]]
    lines: list[DayLine]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of bars: a language or a topic."""

    name: str
    count: str
    parts: list[Part]
    figures: list[str]


class ArticleLine(NamedTuple):
    """One article in the table."""

    article: int
    title: str
    read: str
    solved: str
    no: str
    wrote: str
    share: str
    why: str


def number(value: int, language: str) -> str:
    """A whole number: `12,345`, `12.345`."""
    return str(format_decimal(value, locale=style(language).locale))


def percent(part: int, whole: int, language: str) -> str:
    """A share with its sign: `21 %`; of a thousand or more with a decimal, `97,9 %`."""
    pattern = "#,##0.0\u00a0%" if whole >= MANY else "#,##0\u00a0%"
    return str(format_percent(part / whole, format=pattern, locale=style(language).locale))


def share(part: int, whole: int, language: str) -> str:
    """A share as far as it is known: a percentage, or `3 of 7` of fewer than 20."""
    if whole >= FEW:
        return percent(part, whole, language)
    return _("%(part)s of %(whole)s") % {"part": number(part, language), "whole": number(whole, language)}


def outcome_names() -> dict[str, str]:
    return {
        "solved": _("Said it was solved"),
        "left": _("Left without a word"),
        "wrote": _("Wrote to us all the same"),
    }


def outcomes(found: Visits, language: str) -> list[Outcome]:
    """The three parts of a period, each by itself."""
    meanings = {
        "solved": _("Only these are called solved."),
        "left": _("Solved, or gave up. Nobody knows."),
        "wrote": _("Whatever they had answered before."),
    }
    made = []
    for kind, name in outcome_names().items():
        count, before = getattr(found.now, kind), getattr(found.before, kind)
        earlier = ""
        if found.before.total:
            values = {"share": share(before, found.before.total, language)}
            earlier = pgettext("share of the days before", "before: %(share)s") % values
        part, told = _outcome(count, found.now.total, language)
        made.append(Outcome(kind, name, part, told, meanings[kind], earlier))
    return made


def _outcome(count: int, total: int, language: str) -> tuple[str, str]:
    """A share and how many that are; of few visits both in one."""
    if total < FEW:
        values = {"part": number(count, language), "whole": number(total, language)}
        return ngettext("%(part)s of %(whole)s visit", "%(part)s of %(whole)s visits", total) % values, ""
    told = ngettext("%(count)s visit", "%(count)s visits", count) % {"count": number(count, language)}
    return percent(count, total, language), told


def measure_of(total: int, period: Period, language: str) -> str:
    """What the visits of a period are, under their finding."""
    told = ngettext(
        "%(count)s visit of a customer, %(days)s",
        "%(count)s visits of customers, %(days)s, each counted once",
        total,
    )
    return told % {"count": number(total, language), "days": span_of_days(period, language)}


def parts_of(parts: Parts) -> list[Part]:
    """The parts of a bar that are there, side by side."""
    made, start = [], 0.0
    for kind in OUTCOMES:
        width = 100 * getattr(parts, kind) / (parts.total or 1)
        if width:
            made.append(Part(kind, round(start, 2), round(width, 2)))
        start += width
    return made


def days(found: Visits, period: Period, language: str) -> Days:
    """The visits of each day as three rows of columns of one scale."""
    dates = period.dates
    counts = {
        kind: [getattr(found.by_day.get(day, Parts()), kind) if day in found.known_days else None for day in dates]
        for kind in OUTCOMES
    }
    labels = outcome_names()
    rows = [Row(kind, labels[kind], _peak(counts[kind], dates, language), counts[kind]) for kind in OUTCOMES]
    values = {
        "zone": formats.zone_time(period.zone, language),
        "time": formats.clock(period.now, period.zone, language),
    }
    return Days(
        measure=_("Visits of customers by day on one scale, %(zone)s; today until %(time)s") % values,
        rows=rows,
        most=max((count for row in rows for count in row.counts if count), default=0),
        ticks=_ticks(dates, language),
        gaps=_gaps([day in found.known_days for day in dates]),
        lines=[_day_line(day, found, language) for day in reversed(dates)],
    )


def _peak(counts: Sequence[int | None], dates: Sequence[date], language: str) -> str:
    """How many together, and the day with most."""
    known = [count or 0 for count in counts]
    total, most = sum(known), max(known, default=0)
    values = {"total": number(total, language), "most": number(most, language)}
    if most < 2 or known.count(most) > 1 or most == total:
        return values["total"]
    values["day"] = short_date(dates[known.index(most)], language)
    return _("%(total)s in all, %(most)s of them on %(day)s") % values


def _ticks(dates: Sequence[date], language: str) -> list[tuple[float, str, str]]:
    """Where days are named under the columns, of 100: the first, one in the middle, the last."""
    middle = len(dates) // 2
    width = 100 / len(dates)
    return [
        (0.0, "start", short_date(dates[0], language)),
        (round((middle + 0.5) * width, 2), "middle", short_date(dates[middle], language)),
        (100.0, "end", pgettext("last day of a plot", "today")),
    ]


def _gaps(known: Sequence[bool]) -> list[tuple[int, int]]:
    """Runs of days of which nothing is known, each as its first and its length."""
    runs: list[tuple[int, int]] = []
    for place, is_known in enumerate(known):
        if is_known:
            continue
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs


def _day_line(day: date, found: Visits, language: str) -> DayLine:
    parts = found.by_day.get(day, Parts())
    solved, left, wrote = (number(getattr(parts, kind), language) for kind in OUTCOMES)
    weekday = names(language).days[day.weekday()]
    return DayLine(f"{weekday} {short_date(day, language)}", solved, left, wrote, day in found.known_days)


def short_date(day: date, language: str) -> str:
    """A day under a plot: `12 Sept`."""
    one = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return style(language).short_date.format(d=one, mon=names(language).months[day.month - 1])


def span_of_days(period: Period, language: str) -> str:
    """The days of a period, from the first to the last."""
    values = {"first": short_date(period.first, language), "last": short_date(period.last, language)}
    return pgettext("days", "%(first)s to %(last)s") % values


def language_lines(found: Visits, language: str) -> list[Line]:
    """Visits by language, most first."""
    told = dict(settings.LANGUAGES)
    ordered = sorted(found.by_language.items(), key=lambda pair: (-pair[1].total, pair[0]))
    return [
        Line(
            told.get(code, code),
            number(parts.total, language),
            parts_of(parts),
            [share(getattr(parts, kind), parts.total, language) for kind in OUTCOMES],
        )
        for code, parts in ordered
    ]


def topic_lines(found: Sequence[Topic], told: dict[str, str], language: str) -> list[Line]:
    """Topics of tickets that came after a search or a reading, most first."""
    most = max((topic.after for topic in found), default=0) or 1
    return [
        Line(
            told.get(topic.code, topic.code),
            number(topic.after, language),
            [Part("wrote", 0.0, round(100 * topic.after / most, 2))],
            [number(topic.straight, language)],
        )
        for topic in found
        if topic.after
    ]


def sorted_articles(rows: Sequence[ArticleFigures], sort: str) -> list[ArticleFigures]:
    """Articles by one of SORTS, most first, titles from A on; a share of few readers stands behind those of many."""
    keys = {
        "title": lambda row: (0,),
        "share": lambda row: (row.could_write < FEW, -row.wrote / (row.could_write or 1), -row.wrote),
        "read": lambda row: (-row.read,),
        "solved": lambda row: (-row.solved,),
        "no": lambda row: (-row.no,),
        "wrote": lambda row: (-row.wrote,),
    }
    key = keys[sort]
    return sorted(rows, key=lambda row: (*key(row), row.title.casefold(), row.article))


def article_line(row: ArticleFigures, language: str) -> ArticleLine:
    read, solved, no, wrote = (number(value, language) for value in (row.read, row.solved, row.no, row.wrote))
    part = ""
    if row.could_write >= FEW:
        values = {
            "share": percent(row.wrote, row.could_write, language),
            "whole": number(row.could_write, language),
        }
        part = pgettext("share of readers", "%(share)s of %(whole)s") % values
    elif row.could_write:
        part = share(row.wrote, row.could_write, language)
    return ArticleLine(row.article, row.title, read, solved, no, wrote, part, why(row.reasons, language))


def reason_names() -> dict[str, str]:
    """Why an article did not help, as agents read it."""
    return {
        "not_my_question": pgettext("why an article did not help", "not their question"),
        "unclear": pgettext("why an article did not help", "hard to understand"),
        "did_not_work": pgettext("why an article did not help", "did not work"),
        "outdated": pgettext("why an article did not help", "out of date"),
    }


def why(reasons: dict[str, int], language: str) -> str:
    """The reasons given, most often first: `hard to understand 3, out of date 1`."""
    told = reason_names()
    ordered = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{told[code]}\u00a0{number(count, language)}" for code, count in ordered)


def article_table(rows: Sequence[ArticleFigures]) -> list[list[str]]:
    """The table of articles for a file: its head, then a line of plain numbers for each."""
    told = reason_names()
    head = [
        pgettext("column", "Article"),
        pgettext("column", "Title"),
        _("Visits that read it"),
        _("of them signed in"),
        _("Said it was solved"),
        _("Said no"),
        *(told[code] for code in told),
        _("Signed in and wrote afterwards"),
    ]
    return [
        head,
        *(
            [
                str(row.article),
                row.title,
                *(str(each) for each in (row.read, row.could_write, row.solved, row.no)),
                *(str(row.reasons.get(code, 0)) for code in told),
                str(row.wrote),
            ]
            for row in rows
        ),
    ]
