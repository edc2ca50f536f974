"""Files on their way in: each is the body of one request, and waits under a token until a comment uses it."""

from __future__ import annotations

from typing import IO, cast

from django.http import HttpResponse
from django.utils.translation import gettext as _

from pindesk.accounts.requests import CustomerRequest, Request
from pindesk.api import file_shapes
from pindesk.api.answers import Made
from pindesk.api.audiences import customer_of
from pindesk.api.bodies import UPLOAD_TOKEN
from pindesk.api.errors import FileAsForm, InvalidParameters, RecordNotFound
from pindesk.files.access import upload_of, uploads_of, with_those_beside
from pindesk.files.actions import append, begin_upload, begin_upload_beside, cancel_upload
from pindesk.files.models import Upload
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import number_or_none
from pindesk.tickets.actions.attaching import file_limits, tokens_in_drafts, upload_owner


def create(request: Request) -> Made:
    """Take a file; with the `token` of one that waits, it is added under that."""
    own = customer_of(request)
    if own.content_type == "multipart/form-data":
        raise FileAsForm
    upload = _received(own, _begun(own))
    rows = _under(upload.owner, upload.token.partition("-")[0])
    return Made({"upload": file_shapes.upload(rows, upload)})


def delete(request: Request, token: str) -> HttpResponse:
    """Drop what waits under the token."""
    own = customer_of(request)
    rows = _under(upload_owner(own.person), token) if UPLOAD_TOKEN.fullmatch(token) else []
    if not rows:
        raise RecordNotFound
    for upload in rows:
        cancel_upload(upload)
    return HttpResponse(status=204)


def _begun(own: CustomerRequest) -> Upload:
    """Raises InvalidParameters, Http404 for a token of somebody else, and what `begin_upload` raises."""
    name, token = own.GET.get("filename") or "", own.GET.get("token") or ""
    if not name.strip():
        raise InvalidParameters(filename=_("Say what the file is called."))
    length, owner = number_or_none(own.META.get("CONTENT_LENGTH") or "0") or 0, upload_owner(own.person)
    most, kept = file_limits(), lambda: tokens_in_drafts(own.person)  # noqa: E731
    if not token:
        return begin_upload(owner, name, length, most=most, kept=kept)
    if not UPLOAD_TOKEN.fullmatch(token):
        raise RecordNotFound
    return begin_upload_beside(upload_of(owner, token), name, length, most=most, kept=kept)


def _received(own: CustomerRequest, upload: Upload) -> Upload:
    """The body is read block by block from where it lies; what is not taken leaves nothing behind."""
    try:
        return append(upload, 0, cast(IO[bytes], own))
    except Refusal:
        cancel_upload(upload)
        raise


def _under(owner: str, token: str) -> list[Upload]:
    return [upload for upload in uploads_of(owner, with_those_beside(owner, [token])) if upload.is_ready]
