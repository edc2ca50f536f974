"""What a page makes of rendered words: the parts between live blocks, with the addresses of this surface."""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup

from pindesk.knowledge.rendering.blocks import NAMES as BLOCKS

# Addresses that each surface replaces by its own; no text of an author can hold one in an attribute.
LINKS_AT = "/-/articles/"
IMAGES_AT = "/-/images/"

_BLOCK = re.compile(r'<div data-block="([a-z]+)"></div>\n?')
_TAG = re.compile(r'<(?:[^<>"]|"[^"]*")*>')  # text has no `<` of its own once it is cleaned, but may have `href="`
_PLACES = re.compile(r'(?<=href=")/-/articles/|(?<=src=")/-/images/')


class Piece(NamedTuple):
    """Words, or the name of a live block; the other is empty."""

    html: Markup
    block: str


def pieces(html: str, *, links_at: str, images_at: str) -> list[Piece]:
    """The stored HTML in order; `links_at` and `images_at` are where this surface shows articles and pictures."""

    def placed(tag: re.Match[str]) -> str:
        return _PLACES.sub(lambda match: links_at if match[0] == LINKS_AT else images_at, tag[0])

    found = _BLOCK.split(_TAG.sub(placed, html))
    made = []
    for place, part in enumerate(found):
        if place % 2:
            made.append(Piece(Markup(), part if part in BLOCKS else ""))
        elif part:
            made.append(Piece(Markup(part), ""))  # noqa: S704 - cleaned when it was rendered
    return made
