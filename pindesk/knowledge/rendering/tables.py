"""Tables: alignment, and columns that are not broken, as classes, because no page takes styles from its text."""

from __future__ import annotations

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

SHORT_CHARS = 22  # of the longest cell in a first column that is kept on one line


def align(state: StateCore) -> None:
    """Turn `style="text-align:right"` of cells into `class="is-right"`; left is what they are anyway.

    A head without words is a cell like others: a screen reader would announce a column of no name.
    """
    for place, token in enumerate(state.tokens):
        if token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if "right" in style or "center" in style:
                token.attrSet("class", "is-right" if "right" in style else "is-center")
            if token.type == "th_open" and state.tokens[place + 1].content.strip():
                token.attrSet("scope", "col")
            elif token.type == "th_open":
                token.tag = state.tokens[place + 2].tag = "td"


def keep_short(state: StateCore) -> None:
    """Mark the cells of a table's first column where all are short: names and states that a reader looks up."""
    first: list[Token] = []
    longest = 0
    for place, token in enumerate(state.tokens):
        if token.type == "tr_open":
            cell, words = state.tokens[place + 1 : place + 3]
            first.append(cell)
            longest = max(longest, sum(len(child.content) for child in words.children or []))
        elif token.type == "table_close":
            for cell in first if longest <= SHORT_CHARS else ():
                cell.attrJoin("class", "is-short")
            first, longest = [], 0
