"""What every page with the customers' navigation may show beside its own."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from pindesk.accounts.requests import Request
from pindesk.tickets.access import unread_count


class UnreadMiddleware:
    """Sets `request.unread`, which the navigation asks how many tickets hold something new.

    It is asked when a page is written, not before: by then the page of a ticket has noted that it is read, and parts
    and forms that are sent never ask.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.unread = lambda beside=0: unread_in(request, beside)  # type: ignore[attr-defined]
        return self.get_response(request)


def unread_in(request: Request, beside: int = 0) -> int:
    """The number for whoever is here, without the ticket `beside`; none without an account.

    One query at most: none where the page has asked already how the reader's tickets stand.
    """
    if request.membership is None:
        return 0
    known = getattr(request, "standing", None)
    return unread_count(request.membership, beside) if known is None else len(known.unread - {beside})
