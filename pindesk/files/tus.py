"""The tus protocol, for views that know whose the uploads are: creation, going on at an offset, termination.

Source: https://tus.io/protocols/resumable-upload, version 1.0.0, read 2026-11-26. Checksums, expiry headers and
concatenation, which it leaves optional, are not offered.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import IO, cast

from django.http import HttpRequest, HttpResponse

from pindesk.files.access import upload_of
from pindesk.files.actions import append, begin_upload, cancel_upload
from pindesk.files.errors import UnknownProtocol
from pindesk.files.models import Upload
from pindesk.files.rules import limits
from pindesk.lib.text import number_or_none

VERSION = "1.0.0"
PART_TYPE = "application/offset+octet-stream"
LONGEST_NUMBER = 15  # digits


def begin(request: HttpRequest, owner: str, address_of: Callable[[str], str]) -> HttpResponse:
    """Answer OPTIONS and POST at the address where uploads begin; `address_of` a token is where one goes on.

    Raises UnknownProtocol, and what `begin_upload` raises.
    """
    if request.method == "OPTIONS":
        extensions = {"Tus-Version": VERSION, "Tus-Extension": "creation,termination"}
        return _answer(204, {**extensions, "Tus-Max-Size": str(limits.UPLOAD_MAX_BYTES)})
    _check_version(request)
    length = number_or_none(request.headers.get("Upload-Length", ""), LONGEST_NUMBER)
    if length is None:
        raise UnknownProtocol
    upload = begin_upload(owner, _name_in(request.headers.get("Upload-Metadata", "")), length)
    return _answer(201, {"Location": address_of(upload.token), "Upload-Offset": "0"})


def go_on(request: HttpRequest, owner: str, token: str) -> HttpResponse:
    """Answer HEAD, PATCH and DELETE of one upload. Raises Http404, UnknownProtocol, and what `append` raises."""
    upload = upload_of(owner, token)
    _check_version(request)
    if request.method == "DELETE":
        cancel_upload(upload)
        return _answer(204, {})
    if request.method == "PATCH":
        offset = number_or_none(request.headers.get("Upload-Offset", ""), LONGEST_NUMBER)
        if offset is None or request.content_type != PART_TYPE:
            raise UnknownProtocol
        upload = append(upload, offset, cast(IO[bytes], request))
    return _answer(204 if request.method == "PATCH" else 200, _progress(upload))


def _progress(upload: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)}


def _check_version(request: HttpRequest) -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise UnknownProtocol


def _name_in(metadata: str) -> str:
    """The `filename` of pairs such as `filename d29ybGQudHh0,filetype dGV4dA==`; empty where there is none."""
    for pair in metadata.split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value, validate=True).decode("utf-8", "replace")
            except ValueError:
                raise UnknownProtocol from None
    return ""


def _answer(status: int, headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(status=status, headers={"Tus-Resumable": VERSION, "Cache-Control": "no-store", **headers})
