"""Markdown lite to safe HTML: paragraphs, emphasis, lists, quotes, code and links; nothing else survives."""

from __future__ import annotations

import re
from functools import lru_cache

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
_TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "pre", "code", "a", "hr"}


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


@lru_cache(maxsize=1024)
def _kept(text: str) -> Markup:
    return _lite(text)


def _lite(text: str) -> Markup:
    return Markup(_CLEANER.clean(_LITE.render(text)))  # noqa: S704 - cleaned by nh3


def plain(text: str) -> Markup:
    """Plain text as HTML: paragraphs and line breaks kept, everything else escaped."""
    paragraphs = [str(escape(block)).replace("\n", "<br>") for block in text.split("\n\n") if block.strip()]
    return Markup("".join(f"<p>{block}</p>" for block in paragraphs))  # noqa: S704 - escaped above
