"""Sealing short secrets that must lie in the database for a while, under a key that is not in it."""

from __future__ import annotations

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


@lru_cache(maxsize=8)
def _box(purpose: str) -> Fernet:
    from cryptography.fernet import Fernet

    key = hmac.digest(settings.SECRET_KEY.encode(), f"pindesk.sealing:{purpose}".encode(), hashlib.sha256)
    return Fernet(base64.urlsafe_b64encode(key))


def fingerprint() -> str:
    """Tells one signing key from another; nothing of the key can be learnt from it."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"pindesk.fingerprint", hashlib.sha256).hex()


def seal(text: str, purpose: str) -> str:
    """The text, encrypted and authenticated for one purpose (Fernet: AES-128-CBC and HMAC-SHA-256)."""
    return _box(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, purpose: str) -> str:
    """What was sealed for that purpose. Raises cryptography's InvalidToken for anything else."""
    return _box(purpose).decrypt(sealed.encode()).decode()
