"""Whom an address is for: what its view asks before anything else."""

from __future__ import annotations

from typing import cast

from pindesk.accounts.models import Membership
from pindesk.accounts.requests import CustomerRequest, Request
from pindesk.api.errors import Forbidden, NotAuthenticated


def signed_in(request: Request) -> Request:
    """Raises NotAuthenticated for nobody."""
    if request.person is None:
        raise NotAuthenticated(is_browser="Sec-Fetch-Site" in request.headers)
    return request


def customer_of(request: Request) -> CustomerRequest:
    """The request as one of a customer in an account. Raises NotAuthenticated, and Forbidden for anybody else."""
    if not isinstance(signed_in(request).membership, Membership):
        raise Forbidden
    return cast(CustomerRequest, request)
