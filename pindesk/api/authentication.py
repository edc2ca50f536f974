"""Who a program says to be: the header Authorization of a request."""

from __future__ import annotations

import base64
import binascii

from pindesk.accounts.access import visitor_of_token
from pindesk.accounts.access.tokens import Shown

LONGEST_CHARS = 1000
_SUFFIX = "/token"  # behind the address, where a token stands for the password


def shown_in(header: str) -> Shown | None:
    """The token in `Bearer TOKEN`, or in `Basic` with the user name EMAIL/token, if it is one; else None. One query."""
    scheme, _blank, value = header[:LONGEST_CHARS].partition(" ")
    if scheme.lower() == "bearer":
        return visitor_of_token(value.strip())
    if scheme.lower() != "basic":
        return None
    user, colon, secret = _decoded(value).partition(":")
    if not colon or not user.endswith(_SUFFIX):
        return None
    return visitor_of_token(secret, user.removesuffix(_SUFFIX))


def _decoded(value: str) -> str:
    try:
        return base64.b64decode(value.strip(), validate=True).decode()
    except (ValueError, binascii.Error):
        return ""
