"""Answering with a stored file, for views that have checked who may see it."""

from __future__ import annotations

from django.http import HttpResponse

from pindesk.files import content, rules
from pindesk.files.models import StoredFile

CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox"


def respond(stored: StoredFile, *, name: str, is_public: bool) -> HttpResponse:
    """The file, shown in its place under `name`; the server sends the content, in parts and conditionally as asked.

    Shared caches keep it for an hour when it `is_public`; any other is asked for anew each time (and not sent again).
    """
    seconds = int(rules.PUBLIC_CACHE.total_seconds())
    return HttpResponse(
        content_type=stored.content_type,
        headers={
            "X-Pindesk-File": f"{content.FOLDER}/{content.member_of(stored.sha256)}",
            "Content-Disposition": rules.inline_disposition(rules.safe_name(name, stored.content_type)),
            "ETag": f'"{stored.sha256}"',
            "Cache-Control": f"public, max-age={seconds}" if is_public else "private, no-cache",
            "Content-Security-Policy": CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options": "nosniff",
        },
    )
