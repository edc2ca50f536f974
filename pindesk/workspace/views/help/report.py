"""Did the help centre help: what became of visits, article by article, and what was written to us after it."""

from __future__ import annotations

import csv
import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.availability.access import topic_names
from pindesk.knowledge.access import figures
from pindesk.knowledge.access.figures import Period, Said, Strangers
from pindesk.workspace import report, report_findings
from pindesk.workspace.views.help.asked import Asked, asked, period_options

PAGE = 25
NOT_PLAIN = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula. Source: OWASP, CSV injection.
_CELL_WITHIN = re.compile(r'([;\t]"*)(?=[=+\-@])')  # where spreadsheets part cells at other signs than commas


@require_safe
def show(request: AgentRequest) -> HttpResponse:
    """The figures of a period, in all languages or one; `?sort=` and `?page=` are those of the article table."""
    where, sort = asked(request), _sort(request)
    period, language = where.period(request), request.language
    visits = figures.visits(period, where.language)
    topics = figures.topics(period, where.language)
    names = topic_names(language) if topics else {}
    page: dict[str, Any] = {
        "section": "articles",
        "where": "report",
        "asked": where,
        "periods": period_options(),
        "sort": sort,
        "visits_measure": report.measure_of(visits.now.total, period, language),
        "outcomes": report.outcomes(visits, language) if visits.now.total else [],
        "parts": report.parts_of(visits.now),
        "parts_finding": report_findings.of_parts(visits.now, language),
        "strangers": _strangers(visits.strangers, language),
        "days": report.days(visits, period, language) if visits.now.total else None,
        "change_finding": report_findings.of_change(visits, language),
        "outcome_names": report.outcome_names(),
        "languages": report.language_lines(visits, language),
        "languages_finding": report_findings.of_languages(visits, language),
        "topics": report.topic_lines(topics, names, language),
        "topics_finding": report_findings.of_topics(topics, names, language),
        "straight_away": report_findings.straight_away(topics, language),
        **_articles(where, period, sort, language),
    }
    return render(request, "workspace/help/report.html", page)


@require_safe
def articles_file(request: AgentRequest) -> HttpResponse:
    """The table of articles, all pages of it, for a spreadsheet."""
    where, sort = asked(request), _sort(request)
    period = where.period(request)
    rows = report.sorted_articles(figures.articles(period, request.language, where.language).rows, sort)
    name = f"articles-{period.first.isoformat()}-{period.last.isoformat()}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # else spreadsheets take it for another encoding
    writer = csv.writer(response)
    writer.writerows([_plain(cell) for cell in row] for row in report.article_table(rows))
    return response


def _articles(where: Asked, period: Period, sort: str, language: str) -> dict[str, Any]:
    """A page of the article table."""
    found = figures.articles(period, language, where.language)
    start = (where.page - 1) * PAGE
    rows = report.sorted_articles(found.rows, sort)
    shown = rows[start : start + PAGE]
    said = figures.words_said(period, [row.article for row in shown if row.no], where.language)
    here = reverse("workspace:help_report")
    has_more = len(rows) > start + PAGE
    return {
        "articles": [(report.article_line(row, language), _said(said.get(row.article, ()))) for row in shown],
        "articles_finding": report_findings.of_articles(rows, language),
        "without_steps": _without_steps(found.without_steps, language),
        "column_names": _column_names(),
        "columns": _columns(where, sort, here),
        "file": reverse("workspace:help_report_file") + where.query(sort=_told(sort)),
        "first": start + 1,
        "last": start + len(shown),
        "count": len(rows),
        "newer": here + where.query(sort=_told(sort), page=where.page - 1) + "#articles" if where.page > 1 else "",
        "older": here + where.query(sort=_told(sort), page=where.page + 1) + "#articles" if has_more else "",
    }


def _columns(where: Asked, sort: str, here: str) -> list[tuple[str, str, str, bool]]:
    """The columns of the table: code, name, the address that sorts by it, whether it is sorted by it now."""
    return [
        (code, name, f"{here}{where.query(sort=_told(code))}#articles", code == sort)
        for code, name in _column_names().items()
    ]


def _column_names() -> dict[str, str]:
    return {
        "title": pgettext("column", "Article"),
        "read": pgettext("column of visits", "Read"),
        "solved": pgettext("column of answers", "Solved"),
        "no": pgettext("column of answers", "Not solved"),
        "wrote": pgettext("column of visits", "Wrote afterwards"),
        "share": pgettext("column of visits", "Of those signed in"),
    }


def _said(said: Any) -> list[tuple[Said, str, str]]:
    """What readers wrote, each with the reason and the language in words."""
    reasons, languages = report.reason_names(), dict(settings.LANGUAGES)
    return [(one, reasons.get(one.reason, ""), str(languages.get(one.language, one.language))) for one in said]


def _strangers(strangers: Strangers, language: str) -> str:
    """Those who were not signed in, by themselves."""
    if not strangers.total:
        return ""
    told = ngettext(
        "Not counted above: %(total)s visit without signing in, which could not have ended with a ticket.",
        "Not counted above: %(total)s visits without signing in, which could not have ended with a ticket.",
        strangers.total,
    ) % {"total": report.number(strangers.total, language)}
    if not strangers.solved:
        nobody = _("Nobody said in them that it was solved.")
        return f"{told} {nobody}"
    solved = ngettext(
        "In %(count)s of them somebody said it was solved.",
        "In %(count)s of them somebody said it was solved.",
        strangers.solved,
    ) % {"count": report.number(strangers.solved, language)}
    return f"{told} {solved}"


def _without_steps(count: int, language: str) -> str:
    if not count:
        return ""
    told = ngettext(
        "%(count)s answer came from a page whose script did not run: it is in this table, not in the visits above.",
        "%(count)s answers came from pages whose script did not run: they are in this table, not in the visits above.",
        count,
    )
    return told % {"count": report.number(count, language)}


def _plain(cell: str) -> str:
    """A cell that a spreadsheet shows and does not run."""
    plain = _CELL_WITHIN.sub(r"\1'", cell)
    return f"'{plain}" if plain.startswith(NOT_PLAIN) else plain


def _told(sort: str) -> str:
    """What an address says of the order; nothing of the usual one."""
    return "" if sort == "read" else sort


def _sort(request: AgentRequest) -> str:
    sort = request.GET.get("sort") or "read"
    if sort not in report.SORTS:
        raise Http404
    return sort
