"""Styles, scripts, fonts and pictures, from memory."""

from __future__ import annotations

from pindesk.project.middleware.headers import ONE_YEAR_SECONDS
from pindesk.project.server.asgi import Scope, Send, answer, encoded, header
from pindesk.ui import assets

PREFIX = assets.PREFIX
READ_ONLY = ("GET", "HEAD")


async def serve_static(scope: Scope, send: Send) -> None:
    """One asset: for ever when its address names its version, else to be asked for again by its tag."""
    asset = assets.lookup(scope["path"])
    if asset is None or scope["method"] not in READ_ONLY:
        await answer(send, 404 if asset is None else 405, "Not found\n" if asset is None else "Only to be read\n")
        return
    headers = [
        ("Content-Type", asset.content_type),
        ("Cache-Control", f"public, max-age={ONE_YEAR_SECONDS}, immutable" if asset.is_immutable else "no-cache"),
        ("ETag", asset.etag),
        ("Vary", "Accept-Encoding"),
    ]
    if asset.etag in (header(scope, b"if-none-match") or ""):
        await _send(send, 304, headers, b"")
        return
    is_packed = asset.gzip is not None and "gzip" in (header(scope, b"accept-encoding") or "")
    body = asset.gzip if is_packed and asset.gzip is not None else asset.body
    headers += [("Content-Encoding", "gzip")] if is_packed else []
    await _send(send, 200, [*headers, ("Content-Length", str(len(body)))], b"" if scope["method"] == "HEAD" else body)


async def _send(send: Send, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": encoded(headers)})
    await send({"type": "http.response.body", "body": body})
