"""Markdown lite to safe HTML: paragraphs, emphasis, lists, quotes, code and links; nothing else survives.

A mark such as `![screen.png]` stands for a picture of the message itself, which whoever renders it hands in by name. No
address that somebody writes ever becomes a picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core import linkify as find_links
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import linkify as find_link
from markupsafe import Markup, escape

KEPT_CHARS = 2000  # what is longer is made anew each time: a thousand of them would fill the memory
MOST_ADDRESSES = 300
MARK_MAX_CHARS = 200
_TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "pre", "code", "a", "hr"}


_NOT_IN_MARKS = re.compile(r"[\[\]\\]")
_PLACE = re.compile("\ufdd0(\\d+)\ufdd0")  # around the number of a picture: what no text may contain (Unicode 23.7)


def link_with_care(markdown: MarkdownIt) -> None:
    """Let `linkify` of a parser look only at paragraphs with a few addresses: its time grows with their square."""

    def find(state: StateCore) -> None:
        if state.src.count("://") <= MOST_ADDRESSES:
            find_links(state)

    def find_here(state: StateInline, silent: bool) -> bool:
        counted = state.env.get("counted", ("", 0))
        if counted[0] is not state.src:
            counted = state.env["counted"] = (state.src, state.src.count("://"))
        return counted[1] <= MOST_ADDRESSES and find_link(state, silent)

    markdown.core.ruler.at("linkify", find)
    markdown.inline.ruler.at("linkify", find_here)


_LITE = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": True, "maxNesting": 20})
_LITE.disable(["heading", "lheading", "image", "html_block", "html_inline", "reference"])
_LITE.enable(["strikethrough", "linkify"])
link_with_care(_LITE)
# Only what begins with http(s):// or is a mail address.
_LITE.linkify = LinkifyIt(options={"fuzzy_link": False, "fuzzy_ip": False})
# Complete addresses only: "/x" and "//x" are links within or away from the page that shows them, and so is "https:/x".
_OPENS = re.compile(r"https?://|mailto:", re.IGNORECASE)
_LITE.validateLink = lambda url: bool(_OPENS.match(url))  # type: ignore[method-assign]


def _find_picture(state: StateInline, silent: bool) -> bool:
    """A mark whose name is that of a picture; the n-th of a name is its n-th picture, any further one the last."""
    pictures: _Pictures | None = state.env.get("pictures")
    if pictures is None or state.linkLevel or not state.src.startswith("![", state.pos):
        return False
    end = state.src.find("]", state.pos + 2, state.pos + 2 + MARK_MAX_CHARS)
    name = state.src[state.pos + 2 : end] if end > 0 else ""
    if name not in pictures.places or state.src[end + 1 : end + 2] in ("(", "["):
        return False
    if not silent:
        state.push("picture", "", 0).content = f"\ufdd0{pictures.next_of(name)}\ufdd0"
    state.pos = end + 1
    return True


_LITE.inline.ruler.before("link", "picture", _find_picture)
_LITE.add_render_rule("picture", lambda self, tokens, place, options, env: tokens[place].content)
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer nofollow ugc",
)


def lite(text: str) -> Markup:
    """The HTML of what a person typed. Headings, images, HTML and other links stay text.

    Links open complete addresses of http and https, and mailto.
    """
    return _kept(text) if len(text) <= KEPT_CHARS else _lite(text)


def with_pictures(text: str, pictures: Sequence[tuple[str, Markup]]) -> tuple[Markup, frozenset[int]]:
    """The same, with each picture (name, HTML) in the place of a mark of its name; and which of them were shown.

    The HTML is put in after everything that was typed has been cleaned. A mark in code or a link stays text, and so
    does one that no picture is for.
    """
    if not pictures or "![" not in text:
        return lite(text), frozenset()
    known = _Pictures(name for name, _ in pictures)
    html = _lite(text.replace("\ufdd0", ""), {"pictures": known})
    shown: set[int] = set()

    def show(found: re.Match[str]) -> str:
        shown.add(int(found[1]))
        return str(pictures[int(found[1])][1])

    return Markup(_PLACE.sub(show, html)), frozenset(shown)  # noqa: S704 - both parts are HTML already


def mark_name(name: str) -> str:
    """A file's name as it stands in a mark: without what would end one."""
    return _NOT_IN_MARKS.sub("_", name)


def without_marks(text: str, names: Iterable[str]) -> str:
    """The text with the bare name in place of each mark of one of these files, for where no picture can be shown."""
    for name in {mark_name(name) for name in names}:
        text = text.replace(f"![{name}]", name)
    return text


class _Pictures:
    """The places of pictures by name, handed out in order."""

    def __init__(self, names: Iterable[str]) -> None:
        self.places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            self.places.setdefault(mark_name(name), []).append(place)

    def next_of(self, name: str) -> int:
        places = self.places[name]
        return places.pop(0) if len(places) > 1 else places[0]


@lru_cache(maxsize=1024)
def _kept(text: str) -> Markup:
    return _lite(text)


def _lite(text: str, env: dict[str, Any] | None = None) -> Markup:
    return Markup(_CLEANER.clean(_LITE.render(text, env)))  # noqa: S704 - cleaned by nh3


def plain(text: str) -> Markup:
    """Plain text as HTML: paragraphs and line breaks kept, everything else escaped."""
    paragraphs = [str(escape(block)).replace("\n", "<br>") for block in text.split("\n\n") if block.strip()]
    return Markup("".join(f"<p>{block}</p>" for block in paragraphs))  # noqa: S704 - escaped above
