"""An article's Markdown to safe HTML, its table of contents, its plain text, and what it links to.

Headings two to four, tables, code, pictures, callouts (`> [!NOTE]`), links to other articles (`article:42`), and live
blocks (`{{ hours }}`) that a page fills. HTML stays text; whatever is left goes through a list of what may pass.
"""

from pindesk.knowledge.rendering.pieces import BLOCKS, IMAGES_AT, LINKS_AT, pieces
from pindesk.knowledge.rendering.render import Heading, LinkFound, Part, Picture, Rendered, render, render_parts
from pindesk.knowledge.rendering.weight import check_weight

__all__ = [
    "BLOCKS",
    "IMAGES_AT",
    "LINKS_AT",
    "Heading",
    "LinkFound",
    "Part",
    "Picture",
    "Rendered",
    "check_weight",
    "pieces",
    "render",
    "render_parts",
]
