"""Pages of a list, by number (`page`, `per_page`) or by cursor (`page[size]`, `page[after]`, `page[before]`).

Source: https://developer.zendesk.com/api-reference/introduction/pagination/, read 2026-11-26.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from pindesk.accounts.requests import Request
from pindesk.api.errors import InvalidParameters
from pindesk.lib.addresses import public_url
from pindesk.lib.text import number_or_none

MOST_PER_PAGE = 100
PER_PAGE = 30
_BY_CURSOR = ("page[size]", "page[after]", "page[before]")


@dataclass(frozen=True, slots=True)
class Page:
    """The numbers on one page, and what the answer says of the others."""

    numbers: Sequence[int]
    about: dict[str, Any]


def page_of(request: Request, numbers: Sequence[int]) -> Page:
    """The part of the list that was asked for. Raises InvalidParameters."""
    if any(name in request.GET for name in _BY_CURSOR):
        return _by_cursor(request, numbers)
    page, per_page = page_asked(request)
    part = numbers[(page - 1) * per_page : page * per_page]
    return Page(part, about_page(request, page, per_page, len(numbers)))


def page_asked(request: Request, per_page: int = PER_PAGE) -> tuple[int, int]:
    """Number and size of the page. Raises InvalidParameters."""
    return (
        _number(request, "page", 1, 1_000_000),
        min(_number(request, "per_page", per_page, 1_000_000), MOST_PER_PAGE),
    )


def about_page(request: Request, page: int, per_page: int, count: int) -> dict[str, Any]:
    """`next_page` and `previous_page` are addresses, or None at the ends."""
    pages = -(-count // per_page)
    return {
        "count": count,
        "page": page,
        "per_page": per_page,
        "page_count": pages,
        "next_page": _address(request, page=page + 1, per_page=per_page) if page < pages else None,
        "previous_page": _address(request, page=page - 1, per_page=per_page) if 1 < page <= pages + 1 else None,
    }


def _by_cursor(request: Request, numbers: Sequence[int]) -> Page:
    size = min(_number(request, "page[size]", MOST_PER_PAGE, 1_000_000), MOST_PER_PAGE)
    if "page[before]" in request.GET:
        end = _place(request, "page[before]", numbers)
        start = max(end - size, 0)
    else:
        start = _place(request, "page[after]", numbers) + 1 if request.GET.get("page[after]") else 0
        end = min(start + size, len(numbers))
    part = numbers[start:end]
    after = _cursor(part[-1], end - 1) if part else None
    before = _cursor(part[0], start) if part else None
    has_more = start > 0 if "page[before]" in request.GET else end < len(numbers)
    links = {
        "first": _address(request, **{"page[size]": size}),
        "next": _address(request, **{"page[size]": size, "page[after]": after}) if end < len(numbers) else None,
        "prev": _address(request, **{"page[size]": size, "page[before]": before}) if part and start else None,
    }
    meta = {"has_more": has_more, "after_cursor": after, "before_cursor": before}
    return Page(part, {"meta": meta, "links": links})


def _cursor(number: int, place: int) -> str:
    """Where a row stands: its number, and its place for the case that it is gone by then."""
    return base64.urlsafe_b64encode(f"{number}.{place}".encode()).decode().rstrip("=")


def _place(request: Request, name: str, numbers: Sequence[int]) -> int:
    """The place of the row that a cursor names; of the one before it, if it is gone. Raises InvalidParameters."""
    given = request.GET[name]
    try:
        text = base64.urlsafe_b64decode(given.encode() + b"=" * (-len(given) % 4)).decode()
    except (ValueError, binascii.Error):
        text = ""
    number, _dot, place = text.partition(".")
    pk, at = number_or_none(number), number_or_none(place, 9)
    if pk is None or at is None:
        raise InvalidParameters(**{name: _("This is no cursor of ours.")})
    if at < len(numbers) and numbers[at] == pk:
        return at
    try:
        return numbers.index(pk)
    except ValueError:
        return min(at, len(numbers)) - (name == "page[after]")


def _number(request: Request, name: str, default: int, most: int) -> int:
    given = request.GET.get(name)
    if not given:
        return default
    number = number_or_none(given, 7)
    if number is None or not 1 <= number <= most:
        raise InvalidParameters(**{name: _("Give a whole number from 1 on.")})
    return number


def _address(request: Request, **changes: Any) -> str:
    """The address of this list with these parameters instead of others that page."""
    kept = [(name, value) for name, values in request.GET.lists() for value in values]
    kept = [pair for pair in kept if pair[0] not in ("page", "per_page", *_BY_CURSOR)]
    query = urlencode([*kept, *((name, value) for name, value in changes.items() if value is not None)], safe="[]")
    return f"{public_url()}{request.path}?{query}"
