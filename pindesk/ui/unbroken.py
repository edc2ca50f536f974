"""Words of one letter and a hyphen ("E-Mail") that stay on one line, wherever a browser would break them."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_TAG_OR_WORD = re.compile(r'(<(?:[^<>"]|"[^"]*")*>)|(?<![\w&;#/.@-])(\w-\w+)')


def unbroken(text: str) -> Markup:
    """The text, or safe HTML, with such words kept together; what is copied from the page stays as it was written."""
    return Markup(_TAG_OR_WORD.sub(_kept, str(escape(text))))  # noqa: S704 - escaped, or safe before


def _kept(match: re.Match[str]) -> str:
    return match[1] or f'<span class="unbroken">{match[2]}</span>'
