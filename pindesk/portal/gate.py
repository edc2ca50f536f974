"""Pages for customers who are signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from pindesk.accounts.requests import Request
from pindesk.accounts.returning import by_way_of

View = Callable[..., HttpResponse]


def customer_required(view: View) -> View:
    """Send visitors to sign in, and people of several accounts to choose one; both come back to this page after."""

    @wraps(view)
    def serve(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.person is None:
            return by_way_of(request, reverse("portal:sign_in"), reverse("portal:home"))
        if request.membership is None:
            return by_way_of(request, reverse("portal:accounts"), reverse("portal:home"))
        return view(request, *args, **kwargs)

    return serve
