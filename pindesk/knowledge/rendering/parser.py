"""The Markdown parser of articles: what is understood, and how deep."""

from __future__ import annotations

import re

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt

from pindesk.knowledge.rendering import blocks, callouts, tables
from pindesk.lib.markdown import link_with_care

DEEPEST = 20
# Complete addresses, mail, other articles (`article:42`), pictures of this one (`image:KEY`), places on the page.
_OPENS = re.compile(r"https?://|mailto:|tel:|article:\d{1,18}(#|$)|image:[A-Za-z0-9]{1,40}$|#", re.IGNORECASE)


def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and bare addresses; no HTML."""
    made = MarkdownIt("commonmark", {"html": False, "linkify": True, "maxNesting": DEEPEST})
    made.disable(["html_block", "html_inline"])
    made.enable(["table", "strikethrough", "linkify"])
    made.linkify = LinkifyIt(options={"fuzzy_link": False, "fuzzy_ip": False, "fuzzy_email": False})
    link_with_care(made)
    made.validateLink = lambda url: True  # type: ignore[method-assign]  # the renderer asks `may_link`
    made.core.ruler.push("callouts", callouts.find)
    made.core.ruler.push("live_blocks", blocks.find)
    made.core.ruler.push("table_cells", tables.align)
    made.core.ruler.push("table_columns", tables.keep_short)
    return made


def may_link(address: str) -> bool:
    """Whether Markdown may link there; of a link to elsewhere readers see the words only."""
    return bool(_OPENS.match(address))
