"""What readers searched and did not find, or found and did not open."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access.figures import FAILURES, SORTS, Search, failed_searches
from pindesk.workspace.report import number
from pindesk.workspace.views.help.asked import MOST_PAGES, asked, period_options

PAGE = 50


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """Words that failed, by one of SORTS; `?what=` has only those that found nothing, or only those not opened."""
    where, what, sort = asked(request), request.GET.get("what", ""), request.GET.get("sort") or SORTS[0]
    if (what and what not in FAILURES) or sort not in SORTS:
        raise Http404
    start = (where.page - 1) * PAGE
    found = failed_searches(where.period(request), where.language, what, sort=sort, offset=start, limit=PAGE + 1)
    told = _told(sort)
    here, has_more = reverse("workspace:help_searches"), len(found) > PAGE and where.page < MOST_PAGES
    page = {
        "section": "articles",
        "where": "searches",
        "asked": where,
        "periods": period_options(),
        "what": what,
        "sort": sort,
        "sort_told": told,
        "sort_links": {code: here + where.query(what=what, sort=_told(code)) for code in SORTS},
        "searches": [_line(search, request) for search in found[:PAGE]],
        "first": start + 1,
        "newer": here + where.query(what=what, sort=told, page=where.page - 1) if where.page > 1 else "",
        "older": here + where.query(what=what, sort=told, page=where.page + 1) if has_more else "",
        "may_manage": request.agent.may_lead,
    }
    return render(request, "workspace/help/searches.html", page)


def _told(sort: str) -> str:
    """What an address says of the order; nothing of the usual one."""
    return "" if sort == SORTS[0] else sort


def _line(search: Search, request: AgentRequest) -> dict[str, Any]:
    language = request.language
    synonyms = urlencode({"language": search.language, "words": search.words})
    article = urlencode({"title": search.words, "language": search.language})
    return {
        "words": search.words,
        "language": search.language,
        "times": number(search.times, language),
        "found": _found(search, language),
        "nothing": number(search.nothing, language) if search.nothing else "",
        "unopened": number(search.unopened, language) if search.unopened else "",
        "last_at": search.last_at,
        "new_synonyms": f"{reverse('workspace:help_new_synonyms')}?{synonyms}",
        "new_article": f"{reverse('workspace:new_article')}?{article}",
    }


def _found(search: Search, language: str) -> str:
    """How many articles the words brought: one number, or from the least to the most."""
    if search.least_found is None or search.most_found is None:
        return pgettext("articles found", "not known")
    if search.most_found == 0:
        return pgettext("articles found", "none")
    if search.least_found == search.most_found:
        return number(search.most_found, language)
    values = {"least": number(search.least_found, language), "most": number(search.most_found, language)}
    return pgettext("articles found", "%(least)s to %(most)s") % values
