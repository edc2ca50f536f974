"""How a view of values becomes an answer: JSON, an ETag, and errors in the shape of the API."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response

from pindesk.accounts.requests import Request
from pindesk.api.errors import MethodNotAllowed, NotAuthenticated, RecordNotFound, WithDetails
from pindesk.lib.refusals import Refusal

Values = dict[str, Any]
READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Made:
    """What was made, and the address it has now."""

    values: Values
    location: str = ""


View = Callable[..., "Values | Made | HttpResponse"]


def endpoint(view: View) -> Callable[..., HttpResponse]:
    """A view that answers GET with the values of `view`; its refusals are this surface's, in its own shape."""
    return resource(GET=view)


def resource(**views: View) -> Callable[..., HttpResponse]:
    """One address with a view for each method that it takes; a view answers values, what it made, or a file."""
    allowed = ", ".join(name for method in views for name in (READING if method == "GET" else (method,)))

    @wraps(next(iter(views.values())))
    def answer(request: Request, **parts: Any) -> HttpResponse:
        view = views.get("GET" if request.method == "HEAD" else str(request.method))
        if view is None:
            return refused(MethodNotAllowed(allowed))
        try:
            return _answer(request, view(request, **parts))
        except Http404:
            return refused(RecordNotFound())
        except Refusal as refusal:
            return refused(refusal)

    return answer


def refused(refusal: Refusal) -> HttpResponse:
    values: Values = {"error": refusal.code, "description": str(refusal)}
    if isinstance(refusal, WithDetails):
        values["details"] = {name: [{"description": words}] for name, words in refusal.details.items()}
    response = _json(values, refusal.status)
    if (seconds := _wait_seconds(refusal)) is not None:
        response["Retry-After"] = str(max(1, math.ceil(seconds)))
    if isinstance(refusal, MethodNotAllowed):
        response["Allow"] = refusal.allowed
    if isinstance(refusal, NotAuthenticated):
        response["WWW-Authenticate"] = refusal.challenge
    response["Cache-Control"] = "no-store"
    return response


def _wait_seconds(refusal: Refusal) -> float | None:
    """How long a refusal of too many asks to wait, as each of them says it."""
    if refusal.status != 429:  # noqa: PLR2004 - the status of its name
        return None
    wait = getattr(refusal, "wait", None)
    return wait.total_seconds() if isinstance(wait, timedelta) else float(refusal.wait_seconds or 60)


def _answer(request: Request, found: Values | Made | HttpResponse) -> HttpResponse:
    if isinstance(found, HttpResponse):
        return found
    if isinstance(found, Made):
        response = _json(found.values, 201)
        if found.location:
            response["Location"] = found.location
    elif request.method in READING:
        return _given(request, found)
    else:
        response = _json(found, 200)
    response["Cache-Control"] = "no-store"
    return response


def _given(request: Request, values: Values) -> HttpResponse:
    """The values, or 304 for who has them already. What somebody signed in sees is for no shared cache."""
    response = _json(values, 200)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"{'public' if request.person is None else 'private'}, max-age=0, must-revalidate"
    found = get_conditional_response(request, etag=etag, response=response)
    return found or response


def _json(values: Values, status: int) -> HttpResponse:
    content = json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(content, status=status, content_type="application/json; charset=utf-8")
