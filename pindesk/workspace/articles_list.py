"""The list of articles: which page of which view, and its rows in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import pgettext

from pindesk.accounts.models import Language
from pindesk.knowledge.access.listing import VIEWS, ArticleLine, Wanted
from pindesk.lib.text import clean_line, number_or_none
from pindesk.workspace.articles_words import readers_words
from pindesk.workspace.rows import Reader

MAX_PAGE = 400
WORDS_CHARS = 120


class Place(NamedTuple):
    """What the list shows, as its address says it."""

    view: str = "all"
    section: int | None = None
    language: str = ""
    words: str = ""
    page: int = 1

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.view, self.section, self.language, self.words)

    @property
    def query(self) -> str:
        """With its question mark; nothing for the first page of everything."""
        parts = {"view": self.view, "section": self.section, "language": self.language, "q": self.words}
        parts["page"] = self.page
        first = {"view": "all", "section": None, "language": "", "q": "", "page": 1}
        told = {name: value for name, value in parts.items() if value != first[name]}
        return f"?{urlencode(told)}" if told else ""


class Chip(NamedTuple):
    """One language of a row."""

    code: str
    state: str
    words: str


class Row(NamedTuple):
    """One article. `at` is the instant of `when`, for machines."""

    pk: int
    title: str
    language: str
    section: str
    readers: str
    chips: list[Chip]
    when: str
    at: str
    by: str


def place_of(request: HttpRequest) -> Place:
    """The page of the list that the address names. Raises Http404 for one that cannot be."""
    view, language = request.GET.get("view") or "all", request.GET.get("language", "")
    page = _number(request.GET.get("page", "")) or 1
    if view not in VIEWS or language not in ("", *Language.values) or page > MAX_PAGE:
        raise Http404
    words = clean_line(request.GET.get("q", ""))[:WORDS_CHARS]
    return Place(view, _number(request.GET.get("section", "")), language, words, page)


def _number(text: str) -> int | None:
    if not text:
        return None
    number = number_or_none(text, 9)
    if number is None:
        raise Http404
    return number


def row_of(
    line: ArticleLine,
    *,
    reader: Reader,
    languages: list[str],
    sections: Mapping[int, str],
    plans: Mapping[str, str],
    standings: Mapping[str, str],
) -> Row:
    """One article in words; its title is the one in the source's language, its last change that of any language."""
    present = line.languages
    language = line.source_language if line.source_language in present else next(iter(present), line.source_language)
    last = max(present.values(), key=lambda one: one.saved_at, default=None)
    states = dict.fromkeys((*languages, *present), "none") | {code: one.state for code, one in present.items()}
    return Row(
        pk=line.pk,
        title=present[language].title if language in present else "",
        language=language,
        section=sections.get(line.section or 0, ""),
        readers=readers_words(line.visibility, plans),
        chips=[Chip(code, state, standings[state]) for code, state in states.items()],
        when=reader.column(last.saved_at) if last else "",
        at=last.saved_at.isoformat(timespec="seconds") if last else "",
        by=(last.saved_by or pgettext("who saved an article", "Import")) if last else "",
    )
