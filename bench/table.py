"""The printed table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement. `ratio` is what the budget speaks of where it names a ratio, else the figure itself is held."""

    name: str
    figure: str
    ratio: str
    budget: str
    holds: bool | None  # None: nothing to hold to


def show(rows: list[Row]) -> str:
    """The rows as an aligned table."""
    cells = [("row", "measured", "ratio to floor", "budget", "")]
    marks = {True: "holds", False: "OVER", None: ""}
    cells += [(row.name, row.figure, row.ratio, row.budget, marks[row.holds]) for row in rows]
    widths = [max(len(cell[column]) for cell in cells) for column in range(5)]
    lines = ["  ".join(text.ljust(width) for text, width in zip(cell, widths, strict=True)).rstrip() for cell in cells]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])
