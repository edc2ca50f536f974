"""Addresses of this help centre's own pages, as people copy them from their browser."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pindesk.accounts.models import Language
from pindesk.lib.addresses import public_url

_PAGE = re.compile(r"/([a-z]{2})/articles/(\d{1,18})(?:-[\w-]*)?/?(?:\?[^#]*)?(?:#(.*))?", re.ASCII | re.DOTALL)


def article_at(address: str, language: str) -> tuple[int | None, str]:
    """The article that a complete address leads to, if it is one of ours, and the place in it.

    The place is left out where the address is of another language than `language`: it names a heading of that one.
    """
    host = public_url()
    if address[: len(host)].lower() != host.lower():
        return None, ""
    match = _PAGE.fullmatch(address[len(host) :])
    if match is None or match[1] not in Language.values:
        return None, ""
    return int(match[2]), unquote(match[3] or "") if match[1] == language else ""
