"""The log: one JSON object a line on standard error, one line for each request, and no personal text in any of it.

Paths are logged as patterns, without query; errors as type and places in the code, without the words of their message,
which may quote what a person typed. Only messages known to be about the machine are kept, addresses struck out.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.db import OperationalError

from pindesk.project.exchange import Exchange

EXTRA = ("id", "method", "route", "status", "ms", "audience", "name_of_work", "delivery", "attempt", "failure")
_MACHINE_ERRORS = (AttributeError, NameError, ImportError, OperationalError)
_ADDRESS = re.compile(r"[^\s@<>\"'(]+@[^\s@<>\"')]+")

_requests = logging.getLogger("pindesk.requests")


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time (UTC), level, event, the known extras, and the error if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": _ADDRESS.sub("(address)", record.getMessage()),
        }
        line |= {name: value for name in EXTRA if (value := getattr(record, name, None)) not in (None, "")}
        if record.exc_info and record.exc_info[1] is not None:
            line |= described(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def described(error: BaseException) -> dict[str, Any]:
    """What may be told of an error: its type, the places it passed, its cause, and a message about the machine."""
    words: dict[str, Any] = {"error": f"{type(error).__module__}.{type(error).__qualname__}"}
    if isinstance(error, OSError):
        words["message"] = error.strerror or ""
    elif isinstance(error, _MACHINE_ERRORS):
        words["message"] = _ADDRESS.sub("(address)", str(error))[:200]
    words["places"] = _places(error.__traceback__)
    cause = error.__cause__ or error.__context__
    if cause is not None and cause is not error:
        words["cause"] = described(cause)
    return words


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-25:]]


def log_request(exchange: Exchange, method: str, status: int) -> None:
    """One line for a finished request."""
    values = {
        "id": exchange.id,
        "method": method,
        "route": exchange.route or "(none)",
        "status": status,
        "ms": exchange.milliseconds,
        "audience": exchange.audience,
    }
    _requests.info("request", extra=values)


def set_up(level: int = logging.INFO) -> None:
    """Send everything to standard error as JSON; Django's own request log, which writes addresses, is off."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("django.request", "django.security", "django.server"):
        logging.getLogger(name).disabled = True
    for name in ("uvicorn", "django_tasks", "django_tasks_db", "django.template", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
