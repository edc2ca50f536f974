"""What the browser of a file's sender says it found in it: secrets by kind, how many, and whether it removed them.

It is the browser's claim. Nothing here looked into the file: none found does not mean that none is in it, and whoever
forges the claim deceives nobody but the one who reads "removed". It decides nothing.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

KINDS = ("cookie", "token", "password", "card", "key")
CLAIM_MAX_CHARS = 2000  # in base64
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Findings:
    """How many secrets of each kind the browser took out of the file, and how many it left in; only numbers above 0."""

    removed: tuple[tuple[str, int], ...] = ()
    left: tuple[tuple[str, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.left)

    @classmethod
    def of(cls, value: Any) -> Self:
        """From `{"cookie": {"found": 12, "removed": true}}`; whatever is not exactly so is as good as nothing said."""
        if not isinstance(value, Mapping) or not all(map(_is_known, value.items())):
            return cls()
        counts = [(kind, value[kind]) for kind in KINDS if kind in value]
        return cls(
            removed=tuple((kind, said["found"]) for kind, said in counts if said["removed"]),
            left=tuple((kind, said["found"]) for kind, said in counts if not said["removed"]),
        )

    @classmethod
    def sent(cls, claim: str) -> Self:
        """From the base64 of that as JSON, as a header brings it; never raises."""
        if len(claim) > CLAIM_MAX_CHARS:
            return cls()
        try:
            return cls.of(json.loads(b64decode(claim, validate=True)))
        except (ValueError, RecursionError):
            return cls()

    def as_json(self) -> dict[str, dict[str, Any]]:
        """As it is kept."""
        return {
            kind: {"found": count, "removed": is_removed}
            for is_removed, counts in ((True, self.removed), (False, self.left))
            for kind, count in counts
        }


def _is_known(item: tuple[Any, Any]) -> bool:
    kind, said = item
    if kind not in KINDS or not isinstance(said, Mapping) or set(said) != {"found", "removed"}:
        return False
    return type(said["found"]) is int and 0 < said["found"] <= MOST and type(said["removed"]) is bool
