"""The tus protocol, for views that know whose the uploads are: creation, going on at an offset, termination.

Source: https://tus.io/protocols/resumable-upload, version 1.0.0, read 2026-11-26. Checksums, expiry headers and
concatenation, which it leaves optional, are not offered.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import IO, cast

from django.http import Http404, HttpRequest, HttpResponse

from pindesk.files.access import upload_of
from pindesk.files.actions import append, begin_upload, cancel_upload, note_findings
from pindesk.files.actions.uploads import Tokens
from pindesk.files.errors import UnknownProtocol, UploadGone, refusal_of
from pindesk.files.models import Upload
from pindesk.files.rules import limits
from pindesk.files.rules.findings import Findings
from pindesk.lib.text import number_or_none

VERSION = "1.0.0"
PART_TYPE = "application/offset+octet-stream"
LONGEST_NUMBER = 15  # digits


def begin(
    request: HttpRequest,
    owner: str,
    address_of: Callable[[str], str],
    *,
    most: limits.Limits = limits.DEFAULT,
    kept: Callable[[], Tokens] = tuple,
) -> HttpResponse:
    """Answer OPTIONS and POST at the address where uploads begin; `address_of` a token is where one goes on.

    `most` and `kept` are those of `begin_upload`. Raises UnknownProtocol, and what that raises.
    """
    if request.method == "OPTIONS":
        extensions = {"Tus-Version": VERSION, "Tus-Extension": "creation,termination"}
        return _answer(204, {**extensions, "Tus-Max-Size": str(most.bytes)})
    _check_version(request)
    length = number_or_none(request.headers.get("Upload-Length", ""), LONGEST_NUMBER)
    if length is None:
        raise UnknownProtocol
    metadata = request.headers.get("Upload-Metadata", "")
    upload = begin_upload(owner, _name_in(metadata), length, most=most, kept=kept)
    note_findings(upload, Findings.sent(_value_in(metadata, "secrets")))
    return _answer(201, {"Location": address_of(upload.token), "Upload-Offset": "0"})


def go_on(request: HttpRequest, owner: str, token: str) -> HttpResponse:
    """Answer HEAD, GET, PATCH and DELETE of one upload.

    GET says what HEAD says; of one that was refused or is gone its answer has the sentence, which a HEAD has no room
    for. Raises UploadGone, UnknownProtocol, what `append` raises, and of an upload that was refused its refusal.
    """
    try:
        upload = upload_of(owner, token)
    except Http404 as error:
        raise UploadGone from error
    _check_version(request)
    if request.method == "DELETE":
        cancel_upload(upload)
        return _answer(204, {})
    if request.method == "PATCH":
        offset = number_or_none(request.headers.get("Upload-Offset", ""), LONGEST_NUMBER)
        if offset is None or request.content_type != PART_TYPE:
            raise UnknownProtocol
        upload = append(upload, offset, cast(IO[bytes], request))
    elif upload.refusal:
        raise refusal_of(upload.refusal)
    return _answer(204 if request.method == "PATCH" else 200, _progress(upload))


def _progress(upload: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)}


def _check_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise UnknownProtocol


def _name_in(metadata: str) -> str:
    """The `filename`; empty where there is none."""
    try:
        return base64.b64decode(_value_in(metadata, "filename"), validate=True).decode("utf-8", "replace")
    except ValueError:
        raise UnknownProtocol from None


def _value_in(metadata: str, wanted: str) -> str:
    """What stands for a key in pairs such as `filename d29ybGQudHh0,secrets e30=`, in base64; empty without it."""
    pairs = (pair.strip().partition(" ") for pair in metadata.split(","))
    return next((value for key, _, value in pairs if key == wanted), "")


def _answer(status: int, headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(status=status, headers={"Tus-Resumable": VERSION, "Cache-Control": "no-store", **headers})
