"""Files of comments, and files that wait to be used: what they are, their content, and a small picture of them."""

from __future__ import annotations

from django.http import HttpResponse

from pindesk.accounts.requests import Request
from pindesk.api import file_shapes
from pindesk.api.answers import Values
from pindesk.api.audiences import customer_of
from pindesk.api.errors import RecordNotFound
from pindesk.api.file_shapes import UPLOADS_FROM
from pindesk.files.access import upload_by_number
from pindesk.files.models import Upload
from pindesk.files.serving import respond_attachment, respond_preview
from pindesk.tickets.access.requests import attachment_of_customer
from pindesk.tickets.actions.attaching import upload_owner
from pindesk.tickets.models import Attachment


def show(request: Request, number: int) -> Values:
    found = _found(request, number)
    return {"attachment": file_shapes.waiting(found) if isinstance(found, Upload) else file_shapes.attachment(found)}


def content(request: Request, number: int) -> HttpResponse:
    """The bytes as they were sent, to be saved."""
    found = _found(request, number)
    stored = found.stored if isinstance(found, Upload) else found.file
    if stored is None:
        raise RecordNotFound
    return respond_attachment(stored, found.name, found.content_type)


def thumbnail(request: Request, number: int) -> HttpResponse:
    """The picture of a file. Raises RecordNotFound for one that has none."""
    preview = _found(request, number).preview
    if preview is None:
        raise RecordNotFound
    return respond_preview(preview)


def _found(request: Request, number: int) -> Attachment | Upload:
    """The file, for who may read its comment or uploaded it. Raises RecordNotFound."""
    own = customer_of(request)
    found: Attachment | Upload | None
    if number >= UPLOADS_FROM:
        found = upload_by_number(upload_owner(own.person), number - UPLOADS_FROM)
    else:
        found = attachment_of_customer(own.membership, number)
    if found is None:
        raise RecordNotFound
    return found
