"""Rendering: the parsed words, their headings, links and pictures, cleaned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote

import nh3
from django.utils import translation
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape

from pindesk.knowledge.rendering.callouts import KINDS
from pindesk.knowledge.rendering.internal import article_at
from pindesk.knowledge.rendering.parser import may_link, parser
from pindesk.knowledge.rendering.pieces import IMAGES_AT, LINKS_AT
from pindesk.knowledge.rendering.weight import check_weight
from pindesk.knowledge.rules import NOT_SHOWN, slug_of

TOP_LEVEL, LOWEST_LEVEL = 2, 4
# What pages use themselves, so that a heading of that name neither breaks a page nor is broken by it.
_TAKEN = {
    "main", "list", "search", "results", "contents", "answer", "board", "gone", "key-list", "solved", "f-words", "toc",
    "related", "person", "channel-ticket", "channel-chat", "channel-phone", "unread",
}  # fmt: skip
_ARTICLE = re.compile(r"article:(\d{1,18})(?:#(.*))?", re.IGNORECASE)
_IMAGE = re.compile(r"image:([A-Za-z0-9]{1,40})", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]+")

_CLEANER = nh3.Cleaner(
    tags={
        "h2", "h3", "h4", "p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "aside", "pre", "code", "a",
        "hr", "table", "thead", "tbody", "tr", "th", "td", "img", "div",
    },
    attributes={
        "a": {"href"},
        "ol": {"start"},
        "h2": {"id"},
        "h3": {"id"},
        "h4": {"id"},
        "th": {"scope"},
        "pre": {"tabindex"},
        "code": {"data-language"},
        "img": {"src", "alt", "width", "height", "loading"},
        "div": {"data-block", "role", "tabindex", "aria-label"},
    },
    allowed_classes={
        "aside": {"callout", *(f"callout--{kind}" for kind in KINDS)},
        "div": {"article__table"},
        "th": {"is-right", "is-center", "is-short"},
        "td": {"is-right", "is-center", "is-short"},
        "p": {"callout__word"},
    },
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener noreferrer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the words may name. `width` and `height` are its own, in pixels."""

    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class LinkFound:
    """A link as it was written; `article` is the number that it leads to, if it leads to one of ours."""

    address: str
    article: int | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` is safe; `text` is one line for each paragraph, heading or row, then `NOT_SHOWN`, code and alternatives.

    `missing_images` are the addresses of pictures that are not there, `unlinked` those that Markdown may not link to,
    both as they were written: of either readers see the words only.
    """

    html: str
    contents: tuple[Heading, ...]
    text: str
    links: tuple[LinkFound, ...]
    missing_images: tuple[str, ...]
    unlinked: tuple[str, ...] = ()


def render(body: str, *, language: str, images: Mapping[str, Picture], is_awaited: bool = True) -> Rendered:
    """Render the Markdown of an article in `language`; `images` are its pictures by key.

    A picture that is not there is shown by its words. Levels of headings are moved so that the highest is the second:
    the first is the title. Raises TooManyParts for a text that takes seconds, where somebody waits for it.
    """
    if is_awaited:
        check_weight(body)
    tokens = _parser().parse(body)
    walk = _Walk(language, images)
    with translation.override(language):
        walk.go(tokens)
        html = _CLEANER.clean(_parser().renderer.render(tokens, _parser().options, {}))
    return Rendered(
        html, tuple(walk.contents), walk.text(), tuple(walk.links), tuple(walk.missing), tuple(walk.unlinked)
    )


class Part(NamedTuple):
    """A heading with what stands under it, up to the next one; level 0 is what stands before the first."""

    level: int
    html: str


def render_parts(body: str, *, language: str, images: Mapping[str, Picture]) -> list[Part]:
    """The same words, cut before each heading that stands by itself, so that translations can be laid side by side.

    Raises TooManyParts.
    """
    check_weight(body)
    tokens = _parser().parse(body)
    cuts = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    with translation.override(language):
        _Walk(language, images).go(tokens)
        return [
            Part(int(tokens[start].tag[1]) if start in cuts else 0, _clean(tokens[start:end]))
            for start, end in pairwise(sorted({0, *cuts, len(tokens)}))
        ]


def _clean(tokens: list[Token]) -> str:
    return _CLEANER.clean(_parser().renderer.render(tokens, _parser().options, {}))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Made once: parsing and rendering keep nothing in it, so that threads may share it."""
    made = parser()
    made.add_render_rule("table_open", _table_open)
    made.add_render_rule("table_close", _table_close)
    made.add_render_rule("blockquote_open", _quote_open)
    made.add_render_rule("fence", _fence)
    made.add_render_rule("code_block", _fence)
    return made


class _Walk:
    """One way through the tokens of an article, which takes notes and puts addresses right."""

    def __init__(self, language: str, images: Mapping[str, Picture]) -> None:
        self.language, self.images = language, images
        self.contents: list[Heading] = []
        self.links: list[LinkFound] = []
        self.missing: list[str] = []
        self.unlinked: list[str] = []
        self.lines: list[str] = []
        self.unshown: list[str] = []
        self.row: list[str] | None = None  # cells of the row that one is in
        self._anchors: set[str] = set(_TAKEN)
        self._counts: dict[str, int] = {}  # the last number given to a name: counting from 1 each time is quadratic

    def text(self) -> str:
        lines, unshown = _tidy(self.lines), _tidy(self.unshown)
        return "\n".join([*lines, NOT_SHOWN, *unshown] if unshown else lines)

    def go(self, tokens: list[Token]) -> None:
        levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
        lift = TOP_LEVEL - min(levels, default=TOP_LEVEL)
        for place, token in enumerate(tokens):
            if token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block"):
                self.unshown += token.content.split("\n")
            elif token.type == "tr_open":
                self.row = []
            elif token.type == "tr_close":
                self.lines.append(_as_sentence(self.row or []))
                self.row = None
            elif token.type == "heading_open":
                level = min(int(token.tag[1]) + lift, LOWEST_LEVEL)
                self._heading(token, tokens[place + 2], tokens[place + 1], level)

    def _heading(self, opening: Token, closing: Token, inline: Token, level: int) -> None:
        opening.tag = closing.tag = f"h{level}"
        text = plain_of(inline)
        anchor = self._anchor(text)
        opening.attrSet("id", anchor)
        if text:
            self.contents.append(Heading(level, anchor, text))

    def _anchor(self, text: str) -> str:
        wanted = slug_of(text, "part")
        anchor, count = wanted, self._counts.get(wanted, 1)
        while anchor in self._anchors:
            count += 1
            anchor = f"{wanted}-{count}"
        self._counts[wanted] = count
        self._anchors.add(anchor)
        return anchor

    def _inline(self, inline: Token) -> None:
        leads_nowhere = False
        for child in inline.children or []:
            if child.type == "link_open":
                leads_nowhere = not may_link(str(child.attrGet("href") or ""))
                if leads_nowhere:
                    self.unlinked.append(str(child.attrGet("href") or ""))
                else:
                    self._link(child)
            if leads_nowhere and child.type in ("link_open", "link_close"):
                _unlink(child)
            elif child.type == "image":
                self._image(child)
        text = plain_of(inline, has_pictures=False)
        if self.row is None:
            self.lines.append(text)
        elif text:
            self.row.append(text)

    def _link(self, token: Token) -> None:
        address = str(token.attrGet("href") or "")
        match = _ARTICLE.fullmatch(address)
        if match:
            anchor = match[2] or ""
            token.attrSet("href", f"{LINKS_AT}{int(match[1])}" + (f"#{anchor}" if anchor else ""))
            self.links.append(LinkFound(address, int(match[1]), unquote(anchor)))
        elif address.startswith("#"):
            self.links.append(LinkFound(address, None, unquote(address[1:])))
        elif _IMAGE.match(address):
            token.attrSet("href", "")
        else:
            self.links.append(LinkFound(address, *article_at(address, self.language)))

    def _image(self, token: Token) -> None:
        match = _IMAGE.fullmatch(str(token.attrGet("src") or ""))
        picture = self.images.get(match[1]) if match else None
        if match is None or picture is None:
            self.missing.append(str(token.attrGet("src") or ""))
            token.type, token.content = "text", plain_of(token) or token.content
            return
        self.unshown.append(plain_of(token))
        token.attrSet("src", f"{IMAGES_AT}{match[1]}")
        token.attrSet("loading", "lazy")
        if picture.width and picture.height:
            token.attrSet("width", str(picture.width))
            token.attrSet("height", str(picture.height))


def _unlink(token: Token) -> None:
    """Leave the words of a link; what stands in angles stays as it was typed."""
    is_opening = token.type == "link_open"
    token.type, token.tag, token.nesting = "text", "", 0
    token.content = ("<" if is_opening else ">") if token.markup == "autolink" else ""


def _tidy(lines: list[str]) -> list[str]:
    return [line for line in (_SPACES.sub(" ", line).strip() for line in lines) if line]


def _as_sentence(cells: list[str]) -> str:
    """The cells of a row as a passage shows them beside those of the next."""
    words = "; ".join(cells)
    return f"{words}." if words and words[-1].isalnum() else words


def plain_of(token: Token, *, has_pictures: bool = True) -> str:
    """The words of an inline token, without markup; a picture is what it says it shows, or nothing."""
    said = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            said.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            said.append(" ")
        elif child.children and (has_pictures or child.type != "image"):
            said.append(plain_of(child))
    return "".join(said).strip()


def _table_open(renderer, tokens, place, options, env) -> str:  # type: ignore[no-untyped-def]
    """Wide tables scroll in a frame that the keyboard reaches, so that the page itself never does."""
    return f'<div class="article__table" role="group" tabindex="0" aria-label="{escape(_("Table"))}"><table>\n'


def _table_close(renderer, tokens, place, options, env) -> str:  # type: ignore[no-untyped-def]
    return "</table></div>\n"


def _quote_open(renderer, tokens, place, options, env) -> str:  # type: ignore[no-untyped-def]
    """A callout says its kind in words too."""
    opened: str = renderer.renderToken(tokens, place, options, env)
    if tokens[place].tag != "aside":
        return opened
    words = {"note": _("Note"), "tip": _("Tip"), "warning": _("Careful")}
    kind = str(tokens[place].attrGet("class")).rpartition("--")[2]
    return f'{opened}<p class="callout__word">{escape(words[kind])}</p>\n'


def _fence(renderer, tokens, place, options, env) -> str:  # type: ignore[no-untyped-def]
    """Code as it is, with the name of its language; it can be scrolled by keyboard."""
    token = tokens[place]
    name = token.info.split()[0][:20] if token.info.split() else ""
    marked = f' data-language="{escape(name)}"' if name else ""
    return f'<pre tabindex="0"><code{marked}>{escape(token.content)}</code></pre>\n'
