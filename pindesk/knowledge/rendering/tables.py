"""Tables: the alignment of a column as a class, because no page takes styles from its text."""

from __future__ import annotations

from markdown_it.rules_core import StateCore


def align(state: StateCore) -> None:
    """Turn `style="text-align:right"` of cells into `class="is-right"`; left is what they are anyway."""
    for token in state.tokens:
        if token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if "right" in style or "center" in style:
                token.attrSet("class", "is-right" if "right" in style else "is-center")
            if token.type == "th_open":
                token.attrSet("scope", "col")
