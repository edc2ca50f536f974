"""Signatures of webhooks, as Standard Webhooks has them: HMAC-SHA256 over the name, the time and the body.

Source: https://github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md 1.0.0, read 2026-11-26.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable

PREFIX = "whsec_"
SECRET_BYTES = range(24, 65)
MOST_SIGNATURES = 16
_VERSION = "v1,"


def secret_in(text: str) -> bytes | None:
    """The key in `whsec_` and base64; None where the text is no such secret."""
    if not text.startswith(PREFIX):
        return None
    try:
        key = base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) in SECRET_BYTES else None


def signature_of(secret: bytes, webhook_id: str, timestamp: str, body: bytes) -> str:
    """What the header `webhook-signature` says of a body sent under that name at that second."""
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    return _VERSION + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()


def is_signed(secrets: Iterable[bytes], webhook_id: str, timestamp: str, body: bytes, header: str) -> bool:
    """Whether one of the signatures in the header, of which spaces are between, was made with one of the secrets.

    How long a wrong one takes does not tell how much of it was right.
    """
    given = [each.encode() for each in header.split(" ")[:MOST_SIGNATURES]]
    expected = [signature_of(secret, webhook_id, timestamp, body).encode() for secret in secrets]
    return any(hmac.compare_digest(each, own) for each in given for own in expected)
