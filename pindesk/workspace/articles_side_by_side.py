"""All translations of an article side by side: the sections of each beside those that they translate."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from pindesk.knowledge.access import editing
from pindesk.knowledge.errors import TooManyParts
from pindesk.knowledge.models import Version
from pindesk.knowledge.rendering import Part, Picture, pieces, render_parts
from pindesk.knowledge.rendering.pieces import Piece
from pindesk.workspace.articles_page import Tab, Work, apart, places


class Column(NamedTuple):
    """One language: its tab, the version as last saved (None where it was not begun), and a cell for each row.

    `sentence` says why the words cannot be shown.
    """

    tab: Tab
    latest: Version | None
    cells: list[list[Piece]]
    sentence: str = ""


def columns_of(work: Work, tabs: Sequence[Tab]) -> list[Column]:
    """The columns in the order of the tabs, the source first, all with as many cells; one query."""
    images = editing.pictures_of(work.article.pk)
    parts = {tab.code: _parts(work, tab, images) for tab in tabs}
    known = [found for found in parts.values() if not isinstance(found, str) and found]
    source = parts.get(work.article.source_language)
    levels = [part.level for part in (source if source and not isinstance(source, str) else known[0] if known else [])]
    return [_column(work, tab, parts[tab.code], levels) for tab in tabs]


def _parts(work: Work, tab: Tab, images: dict[str, Picture]) -> list[Part] | str:
    row = work.rows.get(tab.code)
    if row is None or row.latest is None:
        return []
    try:
        return render_parts(row.latest.body, language=tab.code, images=images)
    except TooManyParts as refusal:
        return str(refusal)


def _column(work: Work, tab: Tab, parts: list[Part] | str, levels: list[int]) -> Column:
    row = work.rows.get(tab.code)
    latest = row.latest if row else None
    if isinstance(parts, str):
        return Column(tab, latest, [], parts)
    links_at, images_at = places()
    cells: list[list[Piece]] = [[] for _ in levels]
    for part, place in zip(parts, aligned(levels, [part.level for part in parts]), strict=True):
        cells[place] += [apart(piece, tab.code) for piece in pieces(part.html, links_at=links_at, images_at=images_at)]
    return Column(tab, latest, cells)


def aligned(source: Sequence[int], other: Sequence[int]) -> list[int]:
    """For each part of a translation the place of the source's part that it stands beside; both by levels of headings.

    Where they differ, parts go on in order; what the source has no place for stands with the part before it.
    """
    found = [0] * len(other)
    for _tag, i, j, k, m in SequenceMatcher(None, source, other, autojunk=False).get_opcodes():
        for place in range(k, m):
            found[place] = min(i + place - k, j - 1) if j > i else max(i - 1, 0)
    return found
