"""Files as the API shows them: those of a comment, and those that were uploaded and not used yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from pindesk.api.answers import Values
from pindesk.files.models import StoredFile, Upload
from pindesk.files.rules import limits
from pindesk.files.rules.types import download_type
from pindesk.lib.addresses import public_url
from pindesk.tickets.models import Attachment

AT = "/api/v2/attachments"
# An upload becomes another row with the message. Its number until then lies where no attachment's will ever be, and is
# exact in JavaScript.
UPLOADS_FROM = 2**52


def attachment(row: Attachment) -> Values:
    """A file of a reply."""
    return _file(row.pk, row.name, row.content_type, row.bytes, row.preview)


def picture(row: Attachment) -> Markup:
    """The small picture of a file as it stands in a text, leading to the file; both need the token."""
    address = f"{public_url()}{AT}/{row.pk}"
    return Markup('<a href="{}/content"><img src="{}/thumbnail" alt="{}"></a>').format(address, address, row.name)


def waiting(row: Upload) -> Values:
    """A file that waits to be used, as it will be."""
    return _file(UPLOADS_FROM + row.pk, row.name, row.content_type, row.length, row.preview)


def upload(rows: Sequence[Upload], newest: Upload) -> Values:
    """The files under one token, that of the first; `newest` is the one that was just sent."""
    return {
        "token": rows[0].token,
        "expires_at": _at(max(row.touched_at for row in rows) + limits.UPLOAD_KEPT),
        "attachment": waiting(newest),
        "attachments": [waiting(row) for row in rows],
    }


def _file(number: int, name: str, content_type: str, length: int, preview: StoredFile | None) -> Values:
    address = f"{public_url()}{AT}/{number}"
    return {
        "id": number,
        "url": f"{address}.json",
        "file_name": name,
        "content_url": f"{address}/content",
        "mapped_content_url": f"{address}/content",
        "content_type": download_type(content_type),
        "size": length,
        "width": None,
        "height": None,
        "inline": False,
        "deleted": False,
        "thumbnails": [_thumbnail(number, address, preview)] if preview else [],
    }


def _thumbnail(number: int, address: str, preview: StoredFile) -> Values:
    return {
        "id": number,
        "url": f"{address}.json",
        "file_name": "preview",
        "content_url": f"{address}/thumbnail",
        "mapped_content_url": f"{address}/thumbnail",
        "content_type": preview.content_type,
        "size": preview.bytes,
        "width": preview.width,
        "height": preview.height,
        "inline": False,
        "deleted": False,
    }


def _at(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
