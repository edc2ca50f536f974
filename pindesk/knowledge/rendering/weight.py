"""How much there is to parse in a text: a few signs too many keep the parser busy for seconds."""

from __future__ import annotations

import re

from pindesk.knowledge.errors import TooManyParts

# About as many lines as are parsed and rendered in a second; the fullest text that people write has half of it.
MOST = 15_000
_IMAGES, _LINKS = re.compile(r"!\["), re.compile(r"\[")
# What may begin something else within a line, and what nests within one.
_SIGNS = re.compile(r"\*+|_+|~+|`+|>|(?<!\S)(?:[-+]|\d{1,9}[.)])[ \t]")
# Code that begins at the edge, which is in nothing else: its letters are taken as they are.
_CODE = re.compile(r"^(?:(`{3,})[^`\n]*|(~{3,}).*)\n(?:.*\n)*?(?: {0,3}(?:\1`*|\2~*)[ \t]*$|.*\Z)", re.M)


def check_weight(body: str) -> None:
    """Raises TooManyParts for a text that would take seconds."""
    if weight_of(body) > MOST:
        raise TooManyParts


def weight_of(body: str) -> int:
    """How many lines would take as long: a picture counts as two, a link as one, another sign or a cell as half."""
    body = _CODE.sub("code", body)
    lines, cells = _lines_and_cells(body)
    pictures, brackets = _count(_IMAGES, body), _count(_LINKS, body)
    return lines + pictures + brackets + (cells + _count(_SIGNS, body)) // 2


def _lines_and_cells(body: str) -> tuple[int, int]:
    """Lines with words in them, and cells: a table fills up each of its rows to the width of its widest line."""
    lines = cells = rows = widest = 0
    for line in [*body.split("\n"), ""]:
        if line.strip():
            lines, rows, widest = lines + 1, rows + 1, max(widest, line.count("|"))
        else:
            cells, rows, widest = cells + rows * widest, 0, 0
    return lines, cells


def _count(signs: re.Pattern[str], body: str) -> int:
    return sum(1 for _ in signs.finditer(body))
