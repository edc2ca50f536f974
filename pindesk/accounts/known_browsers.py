"""Browsers that somebody signed in with before: a signed cookie, which names nobody, gives them tries of their own.

Else whoever tries codes or passwords for an address often enough would keep its owner out.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.utils.crypto import get_random_string, salted_hmac

from pindesk.accounts.requests import Request

COOKIE = "pindesk_known"
LIFE = timedelta(days=180)
SALT = "pindesk.known_browser"
MOST_PEOPLE = 5  # of one browser; the longest ago is forgotten


def known_browser(request: Request, address: str) -> str:
    """The name of this browser if whoever has that address signed in with it before, else empty.

    The work is the same for addresses that nobody has.
    """
    return _people(request).get(_mark(address), "")


def remember_browser(request: Request, address: str) -> None:
    """Have the answer set the cookie, after a sign-in; a browser that is known keeps its name, and so its counts."""
    people, mark = _people(request), _mark(address)
    name = people.pop(mark, "") or get_random_string(16)
    newest = list({**people, mark: name}.items())[-MOST_PEOPLE:]
    request.known_browser = signing.dumps(dict(newest), salt=SALT)


def _people(request: Request) -> dict[str, str]:
    """The names of this browser, by the marks of addresses; none when the cookie is not ours or too old."""
    try:
        found: dict[str, str] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return {}
    return found


def _mark(address: str) -> str:
    return salted_hmac(SALT, address, algorithm="sha256").hexdigest()[:22]
