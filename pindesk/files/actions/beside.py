"""Several uploads under one token: those that came later have a longer one, which begins with it."""

from __future__ import annotations

import secrets
from datetime import datetime

from pindesk.files.actions.uploads import begin_upload
from pindesk.files.models import Upload

_SEPARATOR = "-"
_MORE_BYTES = 11  # the column has room for 64 characters


def begin_upload_beside(first: Upload, name: str, length: int, *, now: datetime | None = None) -> Upload:
    """Announce one more file of the same owner, which whoever names the token of `first` means too.

    Raises what `begin_upload` raises.
    """
    upload = begin_upload(first.owner, name, length, now=now)
    upload.token = f"{first.token.partition(_SEPARATOR)[0]}{_SEPARATOR}{secrets.token_hex(_MORE_BYTES)}"
    upload.save(update_fields=["token"])
    return upload
