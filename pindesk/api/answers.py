"""How a view of values becomes an answer: JSON, an ETag, and errors in the shape of the API."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response

from pindesk.accounts.requests import Request
from pindesk.api.errors import InvalidParameters, MethodNotAllowed, RecordNotFound, TooManyRequests
from pindesk.lib.refusals import Refusal

Values = dict[str, Any]


def endpoint(view: Callable[..., Values]) -> Callable[..., HttpResponse]:
    """A view that answers GET with the values of `view`; its refusals are this surface's, in its own shape."""

    @wraps(view)
    def answer(request: Request, **parts: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            response = refused(MethodNotAllowed())
            response["Allow"] = "GET, HEAD"
            return response
        try:
            return _given(request, view(request, **parts))
        except Http404:
            return refused(RecordNotFound())
        except Refusal as refusal:
            return refused(refusal)

    return answer


def refused(refusal: Refusal) -> HttpResponse:
    values: Values = {"error": refusal.code, "description": str(refusal)}
    if isinstance(refusal, InvalidParameters):
        values["details"] = {name: [{"description": words}] for name, words in refusal.details.items()}
    response = _json(values, refusal.status)
    if isinstance(refusal, TooManyRequests):
        response["Retry-After"] = str(max(1, math.ceil(refusal.wait_seconds)))
    response["Cache-Control"] = "no-store"
    return response


def _given(request: Request, values: Values) -> HttpResponse:
    """The values, or 304 for who has them already. What a signed-in customer sees is for no shared cache."""
    response = _json(values, 200)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"{'public' if request.membership is None else 'private'}, max-age=0, must-revalidate"
    found = get_conditional_response(request, etag=etag, response=response)
    return found or response


def _json(values: Values, status: int) -> HttpResponse:
    content = json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(content, status=status, content_type="application/json; charset=utf-8")
