"""Live blocks: a paragraph of `{{ hours }}` alone stands for what the settings say when the page is read."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

NAMES = ("hours", "languages", "plans", "topics", "channels")
_ALONE = re.compile(r"\{\{\s*([a-z_]{1,20})\s*\}\}")


def find(state: StateCore) -> None:
    """Put an empty place where such a paragraph stands; one of an unknown name stays as it was typed."""
    kept: list[Token] = []
    tokens = state.tokens
    place = 0
    while place < len(tokens):
        name = _name_at(tokens, place)
        if name:
            block = Token("live_block", "div", 1, block=True)
            block.attrSet("data-block", name)
            kept += [block, Token("live_block", "div", -1, block=True)]
            place += 3
        else:
            kept.append(tokens[place])
            place += 1
    state.tokens = kept


def _name_at(tokens: list[Token], place: int) -> str:
    """The name of the block whose paragraph begins there, on the first level; empty for anything else."""
    token = tokens[place]
    if token.type != "paragraph_open" or token.level != 0:
        return ""
    match = _ALONE.fullmatch(tokens[place + 1].content.strip())
    return match[1] if match and match[1] in NAMES else ""
