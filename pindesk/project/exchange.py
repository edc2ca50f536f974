"""One request and its answer: what the router, the middleware and the log share about it."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Any

from django.http import HttpRequest

from pindesk.lib.refusals import Refusal

KEY = "pindesk"


def new_id() -> str:
    """Twelve digits: short enough to read out on the phone, and the same number is in the log."""
    return f"{secrets.randbelow(10**12):012d}"


@dataclass(slots=True)
class Exchange:
    """Lives in the ASGI scope under `KEY`; pages reach it by `of(request)`."""

    id: str = field(default_factory=new_id)
    started: float = field(default_factory=time.perf_counter)
    body: IO[bytes] = field(default_factory=BytesIO)
    refusal: Refusal | None = None
    route: str = ""
    audience: str = ""
    language: str = ""  # of who asks, where the router had to know who that is
    is_local: bool = False

    @property
    def milliseconds(self) -> float:
        """Since the headers of the request were read."""
        return round((time.perf_counter() - self.started) * 1000, 1)


def of(request: HttpRequest) -> Exchange:
    """The exchange of a request; one of its own for a request that did not come through the router."""
    scope: dict[str, Any] = request.META.setdefault("asgi.scope", {})
    exchange: Exchange = scope.setdefault(KEY, Exchange())
    return exchange
