"""Tables of the help centre."""

from pindesk.knowledge.models.articles import Article, Image, Link, Related, State, Translation, Version
from pindesk.knowledge.models.searching import IndexState, Synonyms
from pindesk.knowledge.models.settings import Settings
from pindesk.knowledge.models.tree import Category, Section
from pindesk.knowledge.models.visits import Answer, Reason, Step

__all__ = [
    "Answer",
    "Article",
    "Category",
    "Image",
    "IndexState",
    "Link",
    "Reason",
    "Related",
    "Section",
    "Settings",
    "State",
    "Step",
    "Synonyms",
    "Translation",
    "Version",
]
