"""Callouts: a quotation whose first line is `[!NOTE]`, `[!TIP]` or `[!WARNING]`, as GitHub writes them."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

KINDS = ("note", "tip", "warning")
_MARK = re.compile(r"\[!(NOTE|TIP|WARNING|IMPORTANT|CAUTION)\][ \t]*(?:\n|$)", re.IGNORECASE)
_SAME = {"important": "note", "caution": "warning"}


def find(state: StateCore) -> None:
    """Turn such quotations into asides that name their kind."""
    open_at: list[int] = []
    for place, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            open_at.append(place)
        elif token.type == "blockquote_close" and open_at:
            _turn(state.tokens, open_at.pop(), place)


def _turn(tokens: list[Token], start: int, end: int) -> None:
    first = tokens[start + 2] if start + 2 < end else None
    if first is None or first.type != "inline" or tokens[start + 1].type != "paragraph_open":
        return
    match = _MARK.match(first.content)
    if not match:
        return
    kind = _SAME.get(match[1].lower(), match[1].lower())
    tokens[start].tag = tokens[end].tag = "aside"
    tokens[start].attrSet("class", f"callout callout--{kind}")
    _cut(first, match.end())


def _cut(inline: Token, length: int) -> None:
    """Take the mark off the words, and off the pieces that they were parsed into: its letters and a line break."""
    inline.content = inline.content[length:]
    children = inline.children or []
    while children and (children[0].type != "text" or "]" not in children[0].content):
        children.pop(0)
    if children:
        children[0].content = children[0].content.partition("]")[2].lstrip()
        if not children[0].content:
            children.pop(0)
    if children and children[0].type in ("softbreak", "hardbreak"):
        children.pop(0)
    inline.children = children
