"""Links and pictures in published articles that fail their readers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access.broken_links import Broken, Reason, broken_links

MOST = 200


@require_safe
def index(request: AgentRequest) -> HttpResponse:
    """Each with the article it stands in, its address and why it is broken."""
    found = broken_links(MOST)
    page = {
        "section": "articles",
        "where": "links",
        "links": [(link, _why(link)) for link in found],
        "is_all": len(found) < MOST,
    }
    return render(request, "workspace/help/links.html", page)


def _why(link: Broken) -> str:
    sentences = {
        Reason.GONE: _("There is no such article."),
        Reason.NOT_PUBLISHED: _("The article is not published."),
        Reason.RESTRICTED: _("Some who read this article may not read that one."),
        Reason.NO_HEADING: _("The heading “%(anchor)s” is missing."),
        Reason.NO_PICTURE: _("The article does not have this picture: readers see its words."),
    }
    return sentences[link.reason] % {"anchor": link.anchor}
