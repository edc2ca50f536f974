"""A position in the whole log, as three numbers and as the opaque text that cursors and `Last-Event-ID` carry."""

from __future__ import annotations

import re
from typing import NamedTuple

_TEXT = re.compile(r"(\d{1,9})\.(\d{1,19})\.(\d{1,19})", re.ASCII)


class Position(NamedTuple):
    """Where an event stands: events are ordered by epoch, then by writing transaction, then by id.

    `epoch` is raised when a backup is restored: transaction ids and event ids before and after cannot be compared.
    """

    epoch: int
    xid: int
    id: int

    def __str__(self) -> str:
        return f"{self.epoch}.{self.xid}.{self.id}"

    @classmethod
    def parse(cls, text: str) -> Position | None:
        """The position that `text` names, or None when it names none."""
        match = _TEXT.fullmatch(text)
        return cls(*map(int, match.groups())) if match else None
