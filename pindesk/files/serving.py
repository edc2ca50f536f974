"""Answering with a stored file, for views that have checked who may see it."""

from __future__ import annotations

from django.http import HttpResponse

from pindesk.files import content
from pindesk.files.errors import InfectedFile
from pindesk.files.models import StoredFile
from pindesk.files.rules import limits, names, types

CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox"


def respond(stored: StoredFile, *, name: str, is_public: bool) -> HttpResponse:
    """The file, shown in its place under `name`; the server sends the content, in parts and conditionally as asked.

    Shared caches keep it for an hour when it `is_public`; any other is asked for anew each time (and not sent again).
    """
    seconds = int(limits.PUBLIC_CACHE.total_seconds())
    return _answer(
        stored,
        stored.content_type,
        names.inline_disposition(names.safe_name(name, stored.content_type)),
        f"public, max-age={seconds}" if is_public else "private, no-cache",
    )


def respond_attachment(stored: StoredFile, name: str, content_type: str) -> HttpResponse:
    """The file as it was sent, only ever saved, under `name`; no cache keeps it, no browser guesses what it is.

    `content_type` is what it is under this name: that of `stored` is of whoever sent the same content first.

    Raises InfectedFile when the scanner found something in it after it was taken.
    """
    if stored.infection:
        raise InfectedFile
    return _answer(
        stored,
        types.download_type(content_type),
        names.attachment_disposition(names.attachment_name(name)),
        "private, no-store",
    )


def respond_preview(stored: StoredFile) -> HttpResponse:
    """A picture that was written anew here, shown in its place to the one who asks; asked for anew each time.

    Raises ValueError for any other file, which must never be shown: a fault of the caller.
    """
    if not stored.is_written_anew:
        raise ValueError("only pictures that were written anew are shown")
    name = names.safe_name("preview", stored.content_type)
    return _answer(stored, stored.content_type, names.inline_disposition(name), "private, no-cache")


def _answer(stored: StoredFile, content_type: str, disposition: str, cache: str) -> HttpResponse:
    return HttpResponse(
        content_type=content_type,
        headers={
            "X-Pindesk-File": f"{content.FOLDER}/{content.member_of(stored.sha256)}",
            "Content-Disposition": disposition,
            "ETag": f'"{stored.sha256}"',
            "Cache-Control": cache,
            "Content-Security-Policy": CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options": "nosniff",
        },
    )
