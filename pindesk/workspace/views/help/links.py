"""Links in published articles that lead nowhere."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access import editing
from pindesk.knowledge.access.figures import published_among
from pindesk.knowledge.models import Link

MOST = 200


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """Each with the article it stands in, its address and why it is broken."""
    found = editing.broken_links(MOST)
    named = {link.to_article for link in found if link.to_article}
    known, published = {article.pk for article in editing.articles_by_id(named)}, published_among(named)
    page = {
        "section": "articles",
        "where": "links",
        "links": [
            {
                "article": link.translation.article_id,
                "language": link.translation.language,
                "title": link.translation.title,
                "address": link.address,
                "why": _why(link, known, published),
            }
            for link in found
        ],
        "is_all": len(found) < MOST,
    }
    return render(request, "workspace/help/links.html", page)


def _why(link: Link, known: set[int], published: set[int]) -> str:
    """`known` are the numbers of the articles that there are, `published` those that readers can see."""
    if link.to_article and link.to_article not in known:
        return _("There is no such article.")
    if link.to_article and link.to_article not in published:
        return _("The article is not published.")
    return _("The heading “%(anchor)s” is missing.") % {"anchor": link.anchor}
