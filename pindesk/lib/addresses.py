"""The address people reach this server at; the Host header is never believed."""

from __future__ import annotations

from django.conf import settings


def public_url() -> str:
    """Scheme and host without a trailing slash, like `https://support.example.com`.

    The setting, or the loopback address that `serve` and `demo` listen on, which they put there at start.
    """
    return settings.PUBLIC_URL or "http://127.0.0.1"
