"""The names by which allauth's views look up addresses, while they serve customers.

allauth asks `reverse("account_login")` and the like, and the project's own URLs answer with the agents' pages. A view
wrapped by `for_customers` asks here instead. Its views thus run as they are, which an upgrade of allauth breaks less
easily than copies of its flows would; the names are tested to lead to the portal's own pages. Nothing is served by
these patterns.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import get_urlconf, path, set_urlconf

View = Callable[..., HttpResponse]


def _nowhere(request: HttpRequest) -> HttpResponse:
    raise AssertionError("These patterns only name addresses.")


NAMES = {
    "account_login": "sign-in",
    "account_request_login_code": "sign-in",
    "account_signup": "sign-in",
    "account_confirm_login_code": "sign-in/code",
    "portal_accounts": "accounts",
    "sign_in_done": "",
}

urlpatterns = i18n_patterns(*(path(route, _nowhere, name=name) for name, route in NAMES.items()))


def for_customers(view: View) -> View:
    """Let one of allauth's views find the customers' addresses; templates are rendered later, with all of them."""

    @wraps(view)
    def serve(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = get_urlconf()
        set_urlconf(__name__)
        try:
            return view(request, *args, **kwargs)
        finally:
            set_urlconf(before)

    return serve
