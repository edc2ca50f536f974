"""How articles name each other and their pictures: by number and key here, by group and path in files."""

from __future__ import annotations

import re
from collections.abc import Container
from urllib.parse import quote, unquote

from pindesk.accounts.models import Language

_ARTICLE = re.compile(r"article:(\d{1,18})(#.*)?", re.IGNORECASE | re.DOTALL)
_IMAGE = re.compile(r"image:([A-Za-z0-9]{1,40})", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def group_of(address: str, groups: Container[str]) -> tuple[str, str] | None:
    """The group that a link to a Markdown file names, and its `#anchor`; None for another link.

    `folder/name.md` and `name.de.md` name the group `name`, if there is none called `name.de`.
    """
    path, hash_sign, anchor = address.partition("#")
    if _ELSEWHERE.match(address) or not path.lower().endswith(".md"):
        return None
    name = unquote(path[: -len(".md")].rpartition("/")[2])
    stem, _, code = name.rpartition(".")
    if name not in groups and stem and code in Language.values:
        name = stem
    return name, hash_sign + anchor


def address_of_group(group: str, anchor: str) -> str:
    return f"{quote(group, safe='')}.md{anchor}"


def article_of(address: str) -> tuple[int, str] | None:
    """The number of the article that an address names, and its `#anchor`."""
    match = _ARTICLE.fullmatch(address)
    return (int(match[1]), match[2] or "") if match else None


def image_of(address: str) -> str | None:
    """The key of the picture that an address names."""
    match = _IMAGE.fullmatch(address)
    return match[1] if match else None
