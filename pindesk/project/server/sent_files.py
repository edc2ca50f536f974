"""Which requests bring a file."""

from __future__ import annotations

import re
from typing import IO

from django.conf import settings

from pindesk.project.server.asgi import Scope, header

LOOKED_AT_BYTES = 64 * 1024  # a longer form is one with a file
_NAMED_FILE = re.compile(rb'filename="[^"]')


def upload_limit(scope: Scope) -> int:
    """How many bytes the address takes of a form with files; 0 where none are taken."""
    if scope["method"] != "POST":
        return 0
    limits = settings.UPLOAD_BODY_MAX_BYTES.items()
    return next((most for pattern, most in limits if pattern.fullmatch(scope["path"])), 0)


def brings_file(scope: Scope, body: IO[bytes]) -> bool:
    """Whether a view will look at a file that comes with the request. A form whose field for files is left empty has
    none. `body` is at its beginning, then and afterwards."""
    if scope["method"] == "PATCH":
        return settings.UPLOAD_PARTS.fullmatch(scope["path"]) is not None
    if not upload_limit(scope):
        return False
    if not (header(scope, b"content-type") or "").startswith("multipart/"):
        return True
    read = body.read(LOOKED_AT_BYTES + 1)
    body.seek(0)
    return len(read) > LOOKED_AT_BYTES or _NAMED_FILE.search(read) is not None
