"""The names of fields: which there are, which was meant by one that is not among them, and what is only left out.

A field that was meant for another name must not be passed over: without its `visiblity`, everybody reads an article.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pindesk.knowledge.exchange.problems import Unreadable
from pindesk.lib.text import clean_line

VISIBILITY = "visibility"
KNOWN = (
    "id", "group", "lang", "title", "body", "summary", "keywords", "section", "category", "tree", "position",
    VISIBILITY, "related", "source", "state",
)  # fmt: skip
OF_A_PART = ("code", "name", "names", "description", "descriptions", "position", "sections")
# What other programs call it: passed over, it would show everybody what was not meant for them.
_MEANT = {"draft": "state", "private": VISIBILITY}
MOST = 100  # fields of one record
LONGEST_CHARS = 40
_SHORT, _LONG = 3, 5  # letters: below the first nothing is near, from the second on two slips are


def unknown_among(values: Mapping[Any, Any], known: Collection[str] = KNOWN) -> tuple[str, ...]:
    """The names that are no fields, for the operator to read.

    Raises Unreadable for one that was meant for a field, and for more fields than anybody writes.
    """
    if len(values) > MOST:
        raise Unreadable(_("It has more than %(most)s fields.") % {"most": MOST})
    unknown = [name if isinstance(name, str) else str(name) for name in values if name not in known]
    for name in unknown:
        meant = _meant(name, known)
        if meant:
            words = {"name": clean_line(name), "known": meant}
            raise Unreadable(_("Unknown field “%(name)s”; did you mean “%(known)s”?") % words)
    return tuple(clean_line(name[: LONGEST_CHARS * 2])[:LONGEST_CHARS] for name in unknown)


def may_hide(values: Mapping[Any, Any]) -> bool:
    """Whether the fields say, or try to say, that not everybody may read the article."""
    if values.get(VISIBILITY) not in (None, "public"):
        return True
    return any(_meant(str(name), KNOWN) == VISIBILITY for name in values if name not in KNOWN)


def _meant(name: str, known: Iterable[str]) -> str | None:
    """The known name that is nearest, if it is near: one slip in a short name, two in a longer one."""
    plain = name.strip().casefold().replace("-", "_").replace(" ", "_") if len(name) <= LONGEST_CHARS else ""
    if plain in _MEANT and _MEANT[plain] in known:
        return _MEANT[plain]
    slips = {one: _slips(plain, one) for one in known if abs(len(one) - len(plain)) <= _allowed(plain, one)}
    near = [one for one, count in slips.items() if count <= _allowed(plain, one)]
    return min(near, key=lambda one: slips[one]) if near else None


def _allowed(name: str, known: str) -> int:
    shorter = min(len(name), len(known))
    return 0 if shorter < _SHORT else 1 if shorter < _LONG else 2


def _slips(one: str, other: str) -> int:
    """Letters too many, too few or other ones; two neighbours exchanged are one slip (Damerau)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        this = [row]
        for column, wanted in enumerate(other, 1):
            least = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                least = min(least, before[column - 2] + 1)
            this.append(least)
        before, last = last, this
    return last[-1]
