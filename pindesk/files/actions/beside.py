"""Several uploads under one token: those that came later have a longer one, which begins with it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from pindesk.files.actions.uploads import Tokens, begin_upload
from pindesk.files.models import Upload
from pindesk.files.rules import limits

_SEPARATOR = "-"
_MORE_BYTES = 11  # the column has room for 64 characters


def begin_upload_beside(
    first: Upload,
    name: str,
    length: int,
    *,
    most: limits.Limits = limits.DEFAULT,
    kept: Callable[[], Tokens] = tuple,
    now: datetime | None = None,
) -> Upload:
    """Announce one more file of the same owner, which whoever names the token of `first` means too.

    `most` and `kept` are those of `begin_upload`, whose refusals are raised; `first` stays.
    """
    upload = begin_upload(first.owner, name, length, most=most, kept=lambda: {first.token, *kept()}, now=now)
    upload.token = f"{first.token.partition(_SEPARATOR)[0]}{_SEPARATOR}{secrets.token_hex(_MORE_BYTES)}"
    upload.save(update_fields=["token"])
    return upload
