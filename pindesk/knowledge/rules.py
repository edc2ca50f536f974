"""Decisions about articles as pure functions: who may read one, what its address is, what is out of date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from pindesk.lib.text import without_marks

TITLE_MAX_CHARS = 200
SUMMARY_MAX_CHARS = 300
KEYWORDS_MAX_CHARS = 500
BODY_MAX_CHARS = 200_000
SLUG_MAX_CHARS = 80
NAME_MAX_CHARS = 80
CODE_MAX_CHARS = 50
NOT_SHOWN = "\f"  # in the text of an article, before what can be found and makes no sentence: code, what pictures show
REST = "more"  # stands in addresses for the articles in no section: the code of no section and no category

PUBLIC = "public"
SIGNED_IN = "signed_in"
PLANS = "plans:"

_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "ae",
        "Ö": "oe",
        "Ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "’": "-",
    }
)
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_PLAN = re.compile(r"[a-z0-9_-]{1,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: nobody known, or a customer whose account has a plan (its code) or none."""

    is_signed_in: bool = False
    plan: str | None = None


NOBODY = Reader()


def may_read(visibility: str, reader: Reader) -> bool:
    """Whether a reader may know of an article of that visibility. What is not understood is for nobody."""
    if visibility == PUBLIC:
        return True
    if visibility == SIGNED_IN:
        return reader.is_signed_in
    return reader.is_signed_in and reader.plan is not None and reader.plan in plans_of(visibility)


def is_wider(visibility: str, than: str) -> bool:
    """Whether somebody may read at the first visibility who may not at the other."""
    readers = [NOBODY, Reader(is_signed_in=True), *(Reader(True, plan) for plan in plans_of(visibility))]
    return any(may_read(visibility, reader) and not may_read(than, reader) for reader in readers)


def plans_of(visibility: str) -> tuple[str, ...]:
    """The codes of the plans whose customers may read it; none for other visibilities."""
    return tuple(visibility.removeprefix(PLANS).split(",")) if visibility.startswith(PLANS) else ()


def visibility_for(plans: Collection[str]) -> str | None:
    """The visibility for customers of these plans; None for no plan, or for what is no code of one."""
    codes = sorted(set(plans))
    if not codes or not all(_PLAN.fullmatch(code) for code in codes):
        return None
    found = PLANS + ",".join(codes)
    return found if len(found) <= TITLE_MAX_CHARS else None


def slug_of(title: str, fallback: str = "article") -> str:
    """The title as a part of an address: plain lower-case letters, digits and hyphens, at most 80.

    A title without any (in Greek, say) gives the fallback.
    """
    letters = unicodedata.normalize("NFKD", without_marks(title).translate(_LETTERS))
    plain = letters.encode("ascii", "ignore").decode().lower()
    slug = _NOT_PLAIN.sub("-", plain).strip("-")
    if len(slug) > SLUG_MAX_CHARS:
        slug = slug[:SLUG_MAX_CHARS].rpartition("-")[0] or slug[:SLUG_MAX_CHARS]
    return slug or fallback


def code_of(name: str) -> str:
    """The name of a section or category as its code; never the one that stands for what is in none."""
    code = slug_of(name, "part")[:CODE_MAX_CHARS]
    return f"{code}-2" if code == REST else code


def best_language(there: Collection[str], wanted: str | None, source: str) -> str:
    """The language to show of those that are there: the one wanted, the source's, English, else the first by code."""
    return next((code for code in (wanted, source, "en") if code in there), None) or min(there)


def is_out_of_date(source_published: int | None, translated_from: int | None) -> bool:
    """Whether a translation is older than its source: both are keys of versions, None where there is none."""
    return source_published is not None and translated_from is not None and source_published != translated_from
