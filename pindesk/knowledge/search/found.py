"""What a search answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found; scores compare within one answer only."""

    id: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The best documents, how many there are, and what was understood; the rest says what to mark."""

    hits: tuple[Hit, ...] = ()
    count: int = 0  # of documents that the reader may read and that are an answer
    is_all: bool = True  # False where a quick search stopped counting: there may be more
    corrected: str | None = None  # the words as they were understood, where a spelling was corrected
    language: str = ""
    terms: Mapping[str, float] = field(default_factory=dict)  # stems to mark, with how much each says
    begun: str = ""  # a folded word that may go on
