"""For machines that read the help centre: a feed of what is new, the map of the site, and what robots may ask for."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import Request
from pindesk.knowledge.access import publicly
from pindesk.knowledge.access.indexes import Position, position
from pindesk.lib.addresses import public_url
from pindesk.portal.public import address, article_address
from pindesk.ui.languages import CODES

MOST_IN_MAP = 40_000  # a site map may have 50,000 addresses; source: sitemaps.org, read 2026-11-26


@require_safe
def feed(request: Request) -> HttpResponse:
    """The public articles of this language that changed last, as Atom.

    Source: RFC 4287; by 4.2.6 an entry's id never changes, so it is the address without the title.
    """
    rows = publicly.latest(request.language)
    page = {
        "rows": [(row, article_address(row.language, row.article, row.slug)) for row in rows],
        "self_address": public_url() + reverse("portal:feed"),
        "home": public_url() + reverse("portal:help"),
    }
    response = render(request, "portal/help/feed.xml", page, content_type="application/atom+xml; charset=utf-8")
    if rows:
        response.headers["Last-Modified"] = http_date(rows[0].updated_at.timestamp())
    return response


@require_safe
def site_map(request: Request) -> HttpResponse:
    """Every public article in every language it has, with its other languages. Source: sitemaps.org, hreflang."""
    return HttpResponse(_site_map(position(), public_url()), content_type="application/xml; charset=utf-8")


@lru_cache(maxsize=1)
def _site_map(at: Position, site: str) -> str:
    """Written once for each change of what readers find: it is long, and anybody may ask for it."""
    articles = []
    for languages in publicly.everything(MOST_IN_MAP):
        places = {code: article_address(code, row.article, row.slug) for code, row in languages.items()}
        articles.append((places, max(row.updated_at for row in languages.values())))
    pages = [{code: address(code, name) for code in CODES} for name in ("portal:home", "portal:help")]
    return render_to_string("portal/help/sitemap.xml", {"pages": pages, "articles": articles})


def forget() -> None:
    """Write it anew next time: where a revision may come a second time, between tests."""
    _site_map.cache_clear()


@require_safe
def robots(request: Request) -> HttpResponse:
    """What machines may ask for: articles, not searches or anybody's tickets. Source: RFC 9309."""
    lines = ["User-agent: *", "Disallow: /workspace/"]
    lines += [f"Disallow: /{code}/{place}" for code in CODES for place in ("search", "tickets", "people", "sign-in")]
    lines += ["", f"Sitemap: {public_url()}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
