"""Every error as an answer: a page with a sentence and a number to quote, or JSON for a machine."""

from __future__ import annotations

import errno
import logging
from math import ceil

from django.conf import settings
from django.core.exceptions import BadRequest as DjangoBadRequest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from pindesk.lib.refusals import Refusal
from pindesk.project import exchange
from pindesk.project.errors import (
    BadRequest,
    BodyTooLarge,
    DatabaseGone,
    NotAllowed,
    NotFound,
    NotSetUp,
    StorageFull,
    Unknown,
    WrongMethod,
)
from pindesk.ui.languages import language_of

_log = logging.getLogger("pindesk.errors")

# Of SQLite's primary codes, those of a database that is busy, locked, read-only, failing, unopenable or not one.
_SQLITE_GONE = {5, 6, 8, 10, 11, 14, 26}
_SQLITE_FULL = 13


def answer_for(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """The answer to a request that ended in `error`; unknown errors are logged with the number the page shows."""
    refusal = _refusal_of(error)
    if refusal.status >= 500 and not isinstance(refusal, NotSetUp):
        _log.error(refusal.code, exc_info=error, extra={"id": exchange.of(request).id})
    with translation.override(_language(request)):
        answer = _as_json(request, refusal) if _wants_json(request) else _as_page(request, refusal)
    if refusal.wait_seconds is not None:
        answer["Retry-After"] = str(max(ceil(refusal.wait_seconds), 1))
    return answer


def answer_without_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same answer, with a page that says why it is none, if a view refused the method by a bare 405."""
    if response.status_code != WrongMethod.status or response.content:
        return response
    page = answer_for(request, WrongMethod())
    response.content = page.content
    response["Content-Type"] = page["Content-Type"]
    return response


def _refusal_of(error: BaseException | None) -> Refusal:
    match error:
        case Refusal():
            return error
        case Http404():
            return NotFound()
        case PermissionDenied():
            return NotAllowed()
        case RequestDataTooBig():
            return BodyTooLarge()
        case SuspiciousOperation() | DjangoBadRequest() | MultiPartParserError():
            return BadRequest()
        case OSError(errno=errno.ENOSPC | errno.EDQUOT):
            return StorageFull()
        case OperationalError() | InterfaceError():
            return _database_refusal(error)
    return Unknown()


def _database_refusal(error: OperationalError | InterfaceError) -> Refusal:
    """A full disk, a database out of reach, or (wrong SQL, a missing table) a fault of ours."""
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        return StorageFull() if getattr(cause, "sqlstate", "") == "53100" else DatabaseGone()
    if code & 0xFF == _SQLITE_FULL:
        return StorageFull()
    return DatabaseGone() if code & 0xFF in _SQLITE_GONE else Unknown()


def _language(request: HttpRequest) -> str:
    """Of the visitor, of the address, of who the router asked for, else of the browser: an error may come before the
    language is known."""
    first = request.path_info.split("/")[1] if "/" in request.path_info else ""
    known = dict(settings.LANGUAGES)
    if getattr(request, "language", None) in known:
        return str(request.language)  # type: ignore[attr-defined]
    return first if first in known else exchange.of(request).language or translation.get_language_from_request(request)


def _wants_json(request: HttpRequest) -> bool:
    accept = request.headers.get("Accept", "")
    return request.path_info.startswith("/api/") or ("application/json" in accept and "text/html" not in accept)


def _as_json(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    words = {"error": refusal.code, "description": str(refusal), "number": exchange.of(request).id}
    return JsonResponse(words, status=refusal.status)


def _as_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    number = exchange.of(request).id
    values = {
        "status": refusal.status,
        "code": refusal.code,
        "title": _("Not set up yet") if isinstance(refusal, NotSetUp) else _title(refusal.status),
        "sentence": str(refusal),
        "number": f"{number[:4]} {number[4:8]} {number[8:]}",
    }
    try:
        body = render_to_string(_template(request, refusal), values, request)
    except Exception as error:
        _log.exception("error_page", exc_info=error, extra={"id": number})
        body = _BARE_PAGE.format(**{name: escape(value) for name, value in values.items()})  # type: ignore[assignment]
    return HttpResponse(body, status=refusal.status)


def _template(request: HttpRequest, refusal: Refusal) -> str:
    """Customers who find nothing get their own header, the search and the way to sign in; the same page everywhere."""
    is_customers = isinstance(refusal, NotFound) and language_of(request.path_info)
    return "portal/not_found.html" if is_customers else "ui/error.html"


def _title(status: int) -> str:
    titles = {
        403: _("Not allowed"),
        404: _("Page not found"),
        503: _("Not available right now"),
        507: _("No space left"),
    }
    return titles.get(status, _("This did not work") if status < 500 else _("An error on our side"))


# For the case that the page itself cannot be made: needs no template, no database, no style.
_BARE_PAGE = (
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{title}</title><h1>{title}</h1><p>{sentence}</p><p>{number}</p>"
)
