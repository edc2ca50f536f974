"""Searching articles, best first."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pindesk.accounts.requests import Request
from pindesk.api import shapes
from pindesk.api.answers import Values, endpoint
from pindesk.api.errors import InvalidParameters
from pindesk.api.pagination import about_page, page_asked
from pindesk.api.parameters import language_asked, limit_searches, reader_of
from pindesk.knowledge.access.catalogue import languages_out_of_date, rows_of
from pindesk.knowledge.access.searching import Result, search

PER_PAGE = 25
DEEPEST = 300  # results that one may leaf through
# What narrows a search elsewhere and would be passed over in silence here.
NOT_KNOWN = (
    "brand_id",
    "category",
    "content_tag_ids",
    "created_after",
    "created_at",
    "created_before",
    "label_names",
    "multibrand",
    "section",
    "sort_by",
    "topic",
    "updated_after",
    "updated_at",
    "updated_before",
)


@endpoint
def results(request: Request) -> Values:
    """What people find with these words; articles not translated into the locale come after, in what they have."""
    limit_searches(request)
    words, page, per_page = _asked(request)
    language = language_asked(request) or request.language
    reader = reader_of(request)
    found = search(words, language=language, reader=reader, limit=per_page, offset=(page - 1) * per_page)
    rows = {row.pk: row for row in rows_of([result.translation for result in found.rows], reader)}
    outdated = languages_out_of_date(row.article for row in rows.values())
    shown = [
        _result(result, shapes.article(rows[result.translation], outdated.get(result.article, [])))
        for result in found.rows
        if result.translation in rows
    ]
    about = about_page(request, page, per_page, min(found.count, DEEPEST))
    return {"results": shown, **about, "count": found.count, "corrected_query": found.corrected}


def _result(result: Result, article: Values) -> Values:
    return {**article, "result_type": "article", "snippet": shapes.snippet(result.snippet)}


def _asked(request: Request) -> tuple[str, int, int]:
    """Words and page. Raises InvalidParameters."""
    given = request.GET.get("query")
    if given is None:
        raise InvalidParameters(query=_("Give the words to look for."))
    unknown = [name for name in NOT_KNOWN if request.GET.get(name)]
    if unknown:
        raise InvalidParameters(**{name: _("A search cannot be narrowed by this.") for name in unknown})
    page, per_page = page_asked(request, PER_PAGE)
    if page * per_page > DEEPEST:
        raise InvalidParameters(page=_("No more than the first 300 results are shown."))
    return given, page, per_page
