"""Articles: lists, one of them, its translations."""

from __future__ import annotations

from pindesk.accounts.models import Language
from pindesk.accounts.requests import Request
from pindesk.api import shapes
from pindesk.api.answers import Values, endpoint
from pindesk.api.errors import RecordNotFound
from pindesk.api.pagination import page_of
from pindesk.api.parameters import language_asked, order_asked, reader_of
from pindesk.api.views.tree import category_or_404, section_or_404
from pindesk.knowledge.access.catalogue import (
    Row,
    best_of,
    languages_out_of_date,
    rows_of,
    rows_of_article,
    translations_in,
)
from pindesk.knowledge.rules import Reader


@endpoint
def index(request: Request, locale: str | None = None) -> Values:
    """Every article; with a locale those that are written in it."""
    return _list(request, reader_of(request), locale)


@endpoint
def in_section(request: Request, number: int, locale: str | None = None) -> Values:
    reader = reader_of(request)
    section_or_404(number, reader)
    return _list(request, reader, locale, section=number)


@endpoint
def in_category(request: Request, number: int, locale: str | None = None) -> Values:
    reader = reader_of(request)
    category_or_404(number, reader)
    return _list(request, reader, locale, category=number)


@endpoint
def show(request: Request, number: int, locale: str | None = None) -> Values:
    """One article in the locale; without one in its source language."""
    language = language_asked(request, locale)
    row = best_of(rows_of_article(number, reader_of(request)), language)
    if row is None:
        raise RecordNotFound
    return {"article": shapes.article(row, languages_out_of_date([number]).get(number, []))}


@endpoint
def translations(request: Request, number: int, locale: str | None = None) -> Values:
    """Every translation of an article."""
    rows = _rows_or_404(number, reader_of(request))
    page = page_of(request, [row.pk for row in rows.values()])
    outdated = languages_out_of_date([number]).get(number, [])
    on_page = [row for row in rows.values() if row.pk in set(page.numbers)]
    return {"translations": [shapes.article_translation(row, outdated) for row in on_page], **page.about}


@endpoint
def translation(request: Request, number: int, locale: str) -> Values:
    """One translation of an article."""
    row = _rows_or_404(number, reader_of(request)).get(Language.of_locale(locale) or "")
    if row is None:
        raise RecordNotFound
    return {"translation": shapes.article_translation(row, languages_out_of_date([number]).get(number, []))}


@endpoint
def missing_translations(request: Request, number: int) -> Values:
    """The locales that an article is not written in."""
    rows = _rows_or_404(number, reader_of(request))
    return {"locales": [code for code in sorted(Language.values) if code not in rows]}


def _rows_or_404(number: int, reader: Reader) -> dict[str, Row]:
    rows = rows_of_article(number, reader)
    if not rows:
        raise RecordNotFound
    return rows


def _list(
    request: Request, reader: Reader, locale: str | None, section: int | None = None, category: int | None = None
) -> Values:
    order, is_descending = order_asked(request)
    numbers = translations_in(
        language_asked(request, locale),
        reader,
        section=section,
        category=category,
        order=order,
        is_descending=is_descending,
    )
    page = page_of(request, numbers)
    rows = rows_of(page.numbers, reader)
    outdated = languages_out_of_date(row.article for row in rows)
    articles = [shapes.article(row, outdated.get(row.article, [])) for row in rows]
    sorted_by = {"sort_by": order, "sort_order": "desc" if is_descending else "asc"}
    return {"articles": articles, **page.about, **sorted_by}
