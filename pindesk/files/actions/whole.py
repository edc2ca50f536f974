"""A file that came in one piece, with the form it belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import IO

from pindesk.files.actions.receiving import append
from pindesk.files.actions.uploads import Tokens, begin_upload
from pindesk.files.models import Upload
from pindesk.files.rules import limits, names


def hand_over(
    owner: str,
    name: str,
    length: int,
    stream: IO[bytes],
    *,
    most: limits.Limits = limits.DEFAULT,
    kept: Callable[[], Tokens] = tuple,
) -> Upload:
    """The ready upload of a file that is all there, read from the beginning of `stream`.

    The same content under the same name, sent before and not used yet, is that upload: a form without scripts that is
    sent twice leaves no second copy. Raises what `begin_upload` and `append` raise. Call it outside of transactions.
    """
    earlier = Upload.objects.filter(
        owner=owner, name=names.attachment_name(name), length=length, state=Upload.State.READY
    )
    if earlier.exists():
        stream.seek(0)
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
        if found := earlier.filter(stored__sha256=sha256).select_related("stored", "preview").first():
            return found
    stream.seek(0)
    return append(begin_upload(owner, name, length, most=most, kept=kept), 0, stream)
