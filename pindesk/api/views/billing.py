"""What the company's billing system says of plans and payments, signed after Standard Webhooks."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse

from pindesk.accounts.requests import Request
from pindesk.api.answers import refused
from pindesk.api.billing_errors import NotSigned, StatementTooLarge, TooOld
from pindesk.api.errors import InvalidEndpoint, MethodNotAllowed, NotJson
from pindesk.lib import clock
from pindesk.lib.refusals import Refusal
from pindesk.lib.webhooks import is_signed
from pindesk.plans.actions import take

MOST_BYTES = 64 * 1024
TOLERANCE = timedelta(minutes=5)
# No dot, which parts what is signed.
_ID = re.compile(r"[!-\-/-~]{1,200}", re.ASCII)
_SECONDS = re.compile(r"[0-9]{1,11}", re.ASCII)


def create_event(request: Request) -> HttpResponse:
    """Take one statement in. Answers 200 and its `outcome`; any refusal is worth another try, for three days."""
    try:
        return _taken(request)
    except Refusal as refusal:
        return refused(refusal)


def _taken(request: Request) -> HttpResponse:
    if not settings.BILLING_SECRETS:
        raise InvalidEndpoint
    if request.method != "POST":
        raise MethodNotAllowed("POST")
    body = _body(request)
    outcome = take(_signed_id(request, body), _values(body))
    response = JsonResponse({"outcome": outcome})
    response["Cache-Control"] = "no-store"
    return response


def _body(request: Request) -> bytes:
    try:
        body = request.body
    except RequestDataTooBig:
        raise StatementTooLarge from None
    if len(body) > MOST_BYTES:
        raise StatementTooLarge
    return body


def _signed_id(request: Request, body: bytes) -> str:
    """The name under which the body was signed, within five minutes. Raises NotSigned, TooOld."""
    webhook_id, timestamp, signature = (
        request.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature")
    )
    if not (_ID.fullmatch(webhook_id) and _SECONDS.fullmatch(timestamp)):
        raise NotSigned
    if not is_signed(settings.BILLING_SECRETS, webhook_id, timestamp, body, signature):
        raise NotSigned
    if abs(clock.now() - datetime.fromtimestamp(int(timestamp), UTC)) > TOLERANCE:
        raise TooOld
    return webhook_id


def _values(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body.decode())
    except (ValueError, RecursionError):
        raise NotJson from None
    if not isinstance(found, dict):
        raise NotJson
    return found
