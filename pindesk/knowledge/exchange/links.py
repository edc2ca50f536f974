"""Addresses in Markdown, replaced in place: every other letter of the text stays as it was typed.

Code is left alone, in blocks and in lines; an address is one of a link, of a picture, or of a definition (`[x]: y`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt

# Answers what to put in place of an address, or None for nothing; the second argument says whether it is a picture's.
Replace = Callable[[str, bool], str | None]

_TICKS = re.compile(r"`+")
_PIECES = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # an escaped letter
    r"|`+"
    r"|(?P<image>!\[)"
    r"|(?P<open>\[)"
    r"|\]\([ \t]*\n?[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\s()<][^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"|(?P<close>\])"
)
_DEFINITION = re.compile(
    r"^ {0,3}\[(?P<label>[^\[\]\n]{1,999})\]:[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>\S+))", re.M
)
_NEEDS_ANGLES = re.compile(r"[\s()<>]")


class _Address(NamedTuple):
    start: int
    end: int
    address: str
    is_picture: bool


def replaced(body: str, replace: Replace) -> str:
    """The Markdown with the addresses that `replace` answers for."""
    if "](" not in body and "]:" not in body:
        return body
    made, at = [], 0
    for found in _addresses(body):
        new = replace(found.address, found.is_picture)
        if new is not None and found.start >= at:
            made += [body[at : found.start], f"<{new}>" if _NEEDS_ANGLES.search(new) else new]
            at = found.end
    return "".join([*made, body[at:]])


@lru_cache(maxsize=64)  # an import asks for them before its transaction, and again in it
def _addresses(body: str) -> tuple[_Address, ...]:
    """Every address in order."""
    blocks = _code_blocks(body)
    ticks = _tick_runs(body)
    found = [address for address in _definitions(body) if not _is_within(blocks, address.start)]
    opened: list[bool] = []
    at = 0
    while match := _PIECES.search(body, at):
        at = match.end()
        end_of_block = _is_within(blocks, match.start())
        if end_of_block:
            at = end_of_block
        elif match[0][0] == "`":
            at = _after_code(ticks, match.start(), len(match[0])) or at
        elif match["image"] or match["open"]:
            opened.append(bool(match["image"]))
        elif match[0][0] == "]":
            is_picture = opened.pop() if opened else False
            if match["plain"] is not None or match["angled"] is not None:
                found.append(_address(match, is_picture))
    return tuple(sorted(found))


def _address(match: re.Match[str], is_picture: bool) -> _Address:
    if match["angled"] is not None:
        return _Address(match.start("angled") - 1, match.end("angled") + 1, match["angled"], is_picture)
    return _Address(match.start("plain"), match.end("plain"), match["plain"], is_picture)


def _definitions(body: str) -> list[_Address]:
    """Addresses of `[x]: y`: those of Markdown are links, any other is a picture's where it is a file's."""
    found = [_address(match, is_picture=False) for match in _DEFINITION.finditer(body)]
    return [one._replace(is_picture=not one.address.partition("#")[0].lower().endswith(".md")) for one in found]


def _tick_runs(body: str) -> dict[int, list[int]]:
    """Where runs of backticks begin, by their length: a run is closed by the next one as long."""
    runs: dict[int, list[int]] = {}
    for match in _TICKS.finditer(body):
        runs.setdefault(len(match[0]), []).append(match.start())
    return runs


def _after_code(runs: dict[int, list[int]], start: int, length: int) -> int | None:
    starts = runs.get(length, [])
    place = bisect_right(starts, start)
    return starts[place] + length if place < len(starts) else None


def _is_within(blocks: list[tuple[int, int]], place: int) -> int:
    """The end of the block of code that the place is in; 0 for none."""
    number = bisect_right(blocks, (place, 1 << 60)) - 1
    return blocks[number][1] if number >= 0 and place < blocks[number][1] else 0


def _code_blocks(body: str) -> list[tuple[int, int]]:
    """Where blocks of code begin and end, in letters."""
    if "```" not in body and "~~~" not in body and "    " not in body and "\t" not in body:
        return []
    starts = [0]
    for match in re.finditer("\n", body):
        starts.append(match.end())
    starts.append(len(body) + 1)
    tokens = _blocks().parse(body)
    lines = [token.map for token in tokens if token.type in ("fence", "code_block") and token.map]
    return sorted((starts[first], starts[min(last, len(starts) - 1)]) for first, last in lines)


@lru_cache(maxsize=1)
def _blocks() -> MarkdownIt:
    """Finds blocks only."""
    made = MarkdownIt("commonmark", {"maxNesting": 20})
    made.enable(["table"])
    made.core.ruler.enableOnly(["normalize", "block"])
    return made
