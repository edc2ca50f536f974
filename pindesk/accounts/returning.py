"""Bringing people back, after they signed in, to the page they were on."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from pindesk.accounts.rules import safe_return

PART_HEADER = "X-Pindesk"  # sent by scripts that fetch a part of a page


def way_back(request: HttpRequest, default: str) -> str:
    """The page to return to: this one, or, when something was sent, the one that it was sent from."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("Referer", ""))
    path = f"{sent_from.path}?{sent_from.query}" if sent_from.query else sent_from.path
    return safe_return(path, default)


def by_way_of(request: HttpRequest, address: str, default: str) -> HttpResponse:
    """Go to `address` first and come back after; `default` is where to when the page is not known.

    A part that a page fetches is not answered with another page: 401 has the script load the whole page anew.
    """
    if request.headers.get(PART_HEADER):
        return HttpResponse(status=401)
    query = QueryDict(mutable=True)
    query["next"] = way_back(request, default)
    return HttpResponseRedirect(f"{address}?{query.urlencode(safe='/')}")
