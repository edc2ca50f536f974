"""The few messages of a live stream, in the format of server-sent events.

A hint says that a topic moved, never what is in it. Every message carries the cursor to come back with.
Source: https://html.spec.whatwg.org/multipage/server-sent-events.html, read 2026-11-24.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from pindesk.events.position import Position


def hint(position: Position, kind: str, topics: Sequence[str]) -> bytes:
    """That `kind` happened to each of `topics`. Only the last message moves the cursor: a cut in between repeats."""
    messages = [_hint(kind, topic) for topic in topics]
    return "".join([*messages[:-1], f"id: {position}\n", messages[-1]]).encode()


def reload(position: Position) -> bytes:
    """That more was missed than can be told: every live part is to be fetched anew."""
    return f"id: {position}\nevent: reload\ndata: {{}}\n\n".encode()


def beat(position: Position) -> bytes:
    """A comment that keeps proxies awake, and the cursor, which moves on though nothing concerned this stream."""
    return f":\nid: {position}\n\n".encode()


def _hint(kind: str, topic: str) -> str:
    data = json.dumps({"topic": topic, "kind": kind}, separators=(",", ":"))
    return f"event: hint\ndata: {data}\n\n"
