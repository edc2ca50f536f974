"""What a visitor gets of an answer that names a file, where no server stands in front."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse


def content_of(response: HttpResponse) -> bytes:
    """The file that `serving.respond` named, which the server would send."""
    return bytes((settings.DATA_DIR / response["X-Pindesk-File"]).read_bytes())
