"""Sections and categories that hold something for the reader, and the locales there are."""

from __future__ import annotations

from typing import TypeVar

from pindesk.accounts.models import Language
from pindesk.accounts.requests import Request
from pindesk.api import shapes
from pindesk.api.answers import Values, endpoint
from pindesk.api.errors import RecordNotFound
from pindesk.api.pagination import page_of
from pindesk.api.parameters import language_asked, reader_of
from pindesk.knowledge.access.catalogue import categories_with_articles, sections_with_articles
from pindesk.knowledge.models import Category, Section
from pindesk.knowledge.rules import Reader

T = TypeVar("T")


@endpoint
def sections(request: Request, locale: str | None = None) -> Values:
    """Every section."""
    return _sections(request, sections_with_articles(reader_of(request)), locale)


@endpoint
def sections_in(request: Request, number: int, locale: str | None = None) -> Values:
    """The sections of a category."""
    reader = reader_of(request)
    category_or_404(number, reader)
    return _sections(request, sections_with_articles(reader, category=number), locale)


@endpoint
def section(request: Request, number: int, locale: str | None = None) -> Values:
    language = _language(request, locale)
    return {"section": shapes.section(section_or_404(number, reader_of(request)), language)}


@endpoint
def categories(request: Request, locale: str | None = None) -> Values:
    """Every category."""
    language = _language(request, locale)
    rows = {row.pk: row for row in categories_with_articles(reader_of(request))}
    page = page_of(request, list(rows))
    return {"categories": [shapes.category(rows[number], language) for number in page.numbers], **page.about}


@endpoint
def category(request: Request, number: int, locale: str | None = None) -> Values:
    language = _language(request, locale)
    return {"category": shapes.category(category_or_404(number, reader_of(request)), language)}


@endpoint
def locales(request: Request) -> Values:
    """The languages of the help centre, as the company has them in order."""
    served = [code for code in request.company.languages if code in Language.values] or sorted(Language.values)
    return {"locales": served, "default_locale": served[0]}


def section_or_404(number: int, reader: Reader) -> Section:
    """Raises RecordNotFound for one that holds nothing for the reader."""
    return _found(number, {row.pk: row for row in sections_with_articles(reader)})


def category_or_404(number: int, reader: Reader) -> Category:
    """Raises RecordNotFound for one that holds nothing for the reader."""
    return _found(number, {row.pk: row for row in categories_with_articles(reader)})


def _found(number: int, rows: dict[int, T]) -> T:
    if number not in rows:
        raise RecordNotFound
    return rows[number]


def _sections(request: Request, found: list[Section], locale: str | None) -> Values:
    language = _language(request, locale)
    rows = {row.pk: row for row in found}
    page = page_of(request, list(rows))
    return {"sections": [shapes.section(rows[number], language) for number in page.numbers], **page.about}


def _language(request: Request, locale: str | None) -> str:
    """Names are there in every language: without a locale, the language of the request."""
    return language_asked(request, locale) or request.language
